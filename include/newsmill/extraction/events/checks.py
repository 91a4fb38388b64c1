"""What only looks like an act: nobody takes part, a thing does it, a flood kills, a game is played."""

from collections.abc import Iterable

from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.clauses import has_subject
from include.newsmill.extraction.events.lexicon import word_classes
from include.newsmill.extraction.events.parties import Party
from include.newsmill.extraction.parse import Words

_ACCIDENTAL = frozenset(["explosion", "blast", "fire", "shell", "shot", "battle", "device"])  # happen without an attack
_WISHING = frozenset(["want", "wish", "hope", "like"])
_BLASTS = frozenset(["explosion", "blast"])
SPORT_WORDS_MIN, MARKET_WORDS_MIN = 3, 5  # so many words of the trade make a sentence one of sport or of the exchange


def is_sport_or_market(sentence: Words) -> bool:
    """Whether a sentence speaks the language of sport or of the exchange; its "attacks" and "strikes" are no acts."""
    sport, market = word_classes()["sport"], word_classes()["market"]
    sports = markets = 0
    for token in sentence:
        word = token.lemma_ or token.lower_
        sports += word in sport
        markets += word in market
    return sports >= SPORT_WORDS_MIN or markets >= MARKET_WORDS_MIN


def has_its_parties(act: Act, actors: list[Party], recipients: list[Party]) -> bool:
    """Whether anybody takes part whom the text names."""
    return bool(actors) or (bool(recipients) and not _is_done_by_a_thing(act))


def _is_done_by_a_thing(act: Act) -> bool:
    """As in "The storm threatened the harvest": a subject that is no party, and no weapon in somebody's hand either."""
    if act.verb is None or act.verb.passive or not act.verb.own_subjects:
        return False
    classes = word_classes()
    in_hand = classes["bombs"] | classes["attack"] | classes["vehicles"]
    pronoun = any(subject.tag_ in ("PRP", "WP", "WDT", "DT") for subject in act.verb.own_subjects)
    return not pronoun and not act.verb.subject_words & in_hand


def is_own_wish(act: Act, event_type: str) -> bool:
    """As in "wants to sign": who wants to do something himself asks nobody; the act is the signing, planned."""
    if event_type != "REQUEST" or act.verb is None or act.verb.lemma not in _WISHING or act.verb.patients:
        return False
    return any(clause.dep_ == "xcomp" and not has_subject(clause) for clause in act.verb.complements)


def is_accident(act: Act, actors: list[Party], sentence: Iterable[str]) -> bool:
    """People hurt by a flood or a crash: no act of anybody.

    Args:
        sentence: nouns of the sentence; they decide where nobody is named as doing it.
    """
    if act.meaning.event_type != "ASSAULT" or act.verb is None:
        return False
    disasters, weapons = word_classes()["disaster"], (word_classes()["attack"] | word_classes()["bombs"]) - _ACCIDENTAL
    near = set(act.verb.subject_words)
    for name in ("in", "by", "from", "after", "of", "with"):
        near |= act.verb.preposition_words.get(name, frozenset())
    if near & disasters and not near & weapons:
        return True
    if actors:
        return False
    explodes = bool(near & _BLASTS)
    if explodes or (act.verb.passive and not act.verb.agents) or not act.verb.own_subjects:
        words = set(sentence)
        return bool(words & (disasters | (_BLASTS if explodes else frozenset()))) and not words & weapons
    return False
