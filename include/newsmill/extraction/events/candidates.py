"""Which words of a sentence may name an act: verbs, participles before nouns, light verbs with a noun of action, nouns.

An act whose frame the lexicon knows carries that meaning. The others are open: the classifier decides whether they are
acts, and of which type.
"""

from dataclasses import dataclass, field

from include.newsmill.extraction.events.attribution import speaker_of
from include.newsmill.extraction.events.hints import names_an_act, types_of_verb
from include.newsmill.extraction.events.lexicon import Meaning, acts, meaning_of_verb, verbs
from include.newsmill.extraction.events.modality import is_duty
from include.newsmill.extraction.events.predicates import (
    NOUNS,
    VERBS,
    Predicate,
    conjuncts,
    heads_meant,
    prepositions_of,
    words_of,
)
from include.newsmill.extraction.parse import Parse, Token
from include.newsmill.extraction.tables import word_list

_LIGHT = word_list("light_verb")
_OCCUR = word_list("occurring_verb")
_SUFFERED = frozenset(["face", "suffer", "sustain"])  # the subject is whom it is done to
_TIME_PREPOSITIONS = frozenset(["during", "after", "following", "before", "since", "amid", "at", "in", "despite", "as"])
_ALONE = frozenset(["CONSULT", "ASSAULT", "PROTEST", "COERCE"])  # nouns of these types count without a verb of action
_NOT_POLITICAL = word_list("not_political")
_SKIPPED = frozenset(["aux", "auxpass", "amod", "compound", "nmod", "punct", "case", "mark", "det"])


# Verbs that name no act by themselves, however they stand; they are a quarter of all verbs and would only cost time.
_NEVER = word_list("no_act_verb")
_OPEN = Meaning(event_type=None, mode=None, cameo_root=None, recipient=())
# What somebody says must be done is asked for, whatever it is.
REQUESTED = Meaning(event_type="REQUEST", mode="change", cameo_root="10", recipient=("obj",))


@dataclass(slots=True)
class Act:
    """A word that may name an act, with what the lexicon says of it."""

    meaning: Meaning
    verb: Predicate | None  # None for a noun that stands alone
    noun: Token | None  # the noun of action, of a light verb or alone
    tokens: set[int] = field(default_factory=set)  # indices of the words that name it
    swallowed: Predicate | None = None  # the act it speaks of: "threatened to attack"

    @property
    def head(self) -> Token:
        """The word whose grammar tells the modality."""
        if self.verb is not None:
            return self.verb.verb
        if self.noun is None:
            raise ValueError("an act has a verb or a noun")
        return self.noun


def find_acts(doc: Parse, first: int, last: int) -> list[Act]:
    """The candidates of doc[first:last] in order of place, before any is dropped for what is around it."""
    found: dict[int, Act] = {}
    used: set[int] = set()
    for token in doc[first:last]:
        if token.tag_ not in VERBS or (token.dep_ in _SKIPPED and not _is_attribute(token)):
            continue
        if (act := _verbal(token)) is not None:
            found[token.i] = act
            if act.noun is not None:
                used.add(act.noun.i)
    for token in doc[first:last]:
        if token.i not in used and token.tag_ in ("NN", "NNS") and (act := _nominal(token, found)) is not None:
            found[token.i] = act
    return [found[i] for i in sorted(found)]


def _is_attribute(token: Token) -> bool:
    """Whether a participle before its noun may name an act: "the jailed editor", "striking judges"."""
    if token.dep_ != "amod" or token.tag_ not in ("VBN", "VBG"):
        return False
    return token.lemma_ in verbs() or any(kind == "verb" for kind, _ in types_of_verb(token.lemma_))


def _verbal(token: Token) -> Act | None:
    lemma = token.lemma_
    if is_duty(token) and token.dep_ == "ccomp" and speaker_of(token) is not None:
        return Act(meaning=REQUESTED, verb=Predicate(token), noun=None, tokens={token.i})
    if lemma in _NEVER and lemma not in verbs() and lemma not in _LIGHT and lemma not in _OCCUR:
        return None
    predicate = Predicate(token)
    meaning = meaning_of_verb(lemma, predicate)
    noun = None
    if meaning is None and (lemma in _LIGHT or lemma in _OCCUR):
        meaning, noun = _by_noun(predicate)
    elif meaning is not None:
        noun = next((n for n in predicate.patients if _names_type(n, meaning.event_type)), None)
    tokens = {token.i} | {child.i for child in token.children if child.dep_ == "prt"}
    if noun is not None:
        tokens.add(noun.i)
    return Act(meaning=meaning or _OPEN, verb=predicate, noun=noun, tokens=tokens)


def _by_noun(predicate: Predicate) -> tuple[Meaning | None, Token | None]:
    places = []
    if predicate.lemma in _LIGHT:
        places += predicate.patients
    if predicate.lemma in _OCCUR and not predicate.patients:
        places += predicate.own_subjects
    for noun in places:
        for each in conjuncts(noun):
            if (meaning := _act_named(each)) is not None:
                return meaning, heads_meant(each)
    return None, None


def is_suffered(predicate: Predicate) -> bool:
    """Whether the subject of a light verb is whom the act is done to ("faces sanctions")."""
    return predicate.lemma in _SUFFERED


def _act_named(noun: Token) -> Meaning | None:
    noun = heads_meant(noun)
    if noun.tag_ not in NOUNS:
        return None
    if any(child.dep_ in ("compound", "amod") and child.lower_ in _NOT_POLITICAL for child in noun.lefts):
        return None
    known = acts()
    return next((known[word] for word in reversed(list(words_of(noun))) if word in known), None)


def _names_type(noun: Token, event_type: str | None) -> bool:
    meaning = _act_named(noun)
    return meaning is not None and meaning.event_type == event_type


def _nominal(noun: Token, found: dict[int, Act]) -> Act | None:
    """A noun of action: "a call with Liu", "the arrest of two editors", "announced a vigil"."""
    meaning = _act_named(noun)
    if meaning is None and not names_an_act(noun.lemma_):
        return None
    if meaning is not None and _stands_alone(noun, meaning, prepositions_of(noun.children), found):
        return Act(meaning=meaning, verb=None, noun=noun, tokens={noun.i})
    return Act(meaning=_OPEN, verb=None, noun=noun, tokens={noun.i})


def _stands_alone(noun: Token, meaning: Meaning, own: dict[str, list[Token]], found: dict[int, Act]) -> bool:
    """Whether grammar alone says that a noun of action is told as an act of its own."""
    if meaning.event_type not in _ALONE or noun.dep_ not in ("pobj", "nsubj", "nsubjpass", "conj"):
        return False
    needed = ("with", "between") if meaning.mutual else ("by", "on", "against", "of", "with")
    if not any(name in own for name in needed):
        return False
    governor = noun
    for _ in range(6):
        governor = governor.head
        if (governor.i in found and found[governor.i].meaning.event_type) or governor.tag_ in VERBS:
            break
        if governor.head.i == governor.i:
            break
    timed = noun.dep_ == "pobj" and noun.head.lower_ in _TIME_PREPOSITIONS
    governed = governor.i in found and found[governor.i].meaning.event_type is not None
    return timed if governed or noun.dep_ == "pobj" else True
