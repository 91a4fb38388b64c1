"""Who does it and to whom: from an act to its actors and recipients."""

from include.newsmill.extraction.events.candidates import Act, is_suffered
from include.newsmill.extraction.events.lexicon import Meaning
from include.newsmill.extraction.events.parties import Cast, Party, without_doubles
from include.newsmill.extraction.events.phrases import Phrases
from include.newsmill.extraction.events.predicates import (
    Predicate,
    conjuncts,
    first_conjunct,
    heads_meant,
    prepositions_of,
)
from include.newsmill.extraction.events.recipients import Recipients, without
from include.newsmill.extraction.events.subjects import is_clause, subject_tokens, verb_over
from include.newsmill.extraction.parse import Token

_MUTUAL_WITH = ("with", "against", "to", "of")
_DONE_TO = ("on", "against", "of", "to", "at", "in")
# Before such nouns a possessive is whom it is done to: "the editor's arrest".
_UNDERGONE = frozenset(["COERCE", "ASSAULT", "SANCTION", "RETREAT"])
_UNDERGONE_NOUNS = frozenset(
    [
        "arrest", "detention", "murder", "killing", "assassination", "execution", "kidnapping", "abduction",
        "expulsion", "deportation", "imprisonment", "conviction", "trial", "extradition", "release", "dismissal",
        "eviction", "capture",
    ]
)  # fmt: skip
_HOSTING = frozenset(["receive", "host", "welcome"])  # who comes is the actor
_STAYING = frozenset(["be", "go", "come", "remain", "stay", "keep"])  # "is on strike", "went on a visit"
_OWN_DOING = frozenset(["PROTEST", "CONSULT", "MOBILIZE"])  # but who is on trial suffers it
_ORDERING = frozenset(
    [
        "order", "decree", "announce", "launch", "resume", "begin", "stage", "lead", "join", "continue", "hold", "plan",
        "prepare", "schedule", "organise", "organize", "suspend", "postpone", "abandon", "cancel",
    ]
)  # fmt: skip


class Roles:
    """Finds the parties of acts in one part of an article."""

    def __init__(self, cast: Cast, part: int) -> None:
        self._phrases = Phrases(cast, part)
        self._recipients = Recipients(self._phrases)

    def of(self, act: Act) -> tuple[list[Party], list[Party]]:
        """Actors and recipients of an act; nobody is both."""
        if act.verb is None:
            actors, recipients = self._of_noun(act)
        else:
            actors, recipients = self._of_verb(act, act.verb)
        actors = without_doubles(actors)
        return actors, without(without_doubles(recipients), actors)

    def speaker(self, token: Token) -> list[Party]:
        """The parties a noun phrase names; for speakers of a report."""
        return self._phrases.named(conjuncts(token))

    def _of_verb(self, act: Act, verb: Predicate) -> tuple[list[Party], list[Party]]:
        subjects = self._phrases.named(subject_tokens(verb.verb))
        if "subject" in act.meaning.recipient:  # "refugees received food from the Red Cross"
            givers = verb.prepositions.get("from", []) + verb.object_prepositions.get("from", []) + verb.agents
            return self._phrases.named(givers), subjects
        if act.meaning.event_type == "CONSULT" and verb.lemma in _HOSTING and verb.patients:
            guests = self._phrases.joined(verb.patients)
            if guests:
                return guests, subjects
        if not subjects and not verb.passive:
            subjects = self._phrases.inside(verb.own_subjects, ("by", "of", "from"))
        if act.noun is not None:
            if verb.lemma != "call" and act.noun in [heads_meant(s) for s in verb.own_subjects]:
                return self._of_noun(act)  # "talks between A and B began"
            if is_suffered(verb):
                return self._phrases.by_whom(act.noun), subjects
            if act.meaning.mutual and not subjects:
                between = self._phrases.named(prepositions_of(act.noun.children).get("between", []))
                if between:
                    return between, []
        return subjects, self._recipients.of(act, verb, subjects)

    def _of_noun(self, act: Act) -> tuple[list[Party], list[Party]]:
        noun = act.noun if act.noun is not None else act.head
        own = prepositions_of(noun.children)
        if between := self._phrases.named(own.get("between", [])):
            return between, []
        mutual = act.meaning.mutual
        actors, recipients = self._phrases.by_whom(noun), self._noun_recipients(own, mutual=mutual)
        if mutual and not actors and "with" not in own and (members := self._phrases.named(own.get("of", []))):
            return members, []  # "a meeting of ministers"
        if not recipients and act.meaning.event_type in _UNDERGONE and noun.lemma_ in _UNDERGONE_NOUNS:
            owners = [c for c in noun.lefts if c.dep_ == "poss"]
            recipients = self._phrases.named(owners)
            actors = without(actors, recipients)
        if not actors:
            actors = self._over_noun(noun, act.meaning)
        return actors, recipients

    def _noun_recipients(self, own: dict[str, list[Token]], *, mutual: bool) -> list[Party]:
        for name in _MUTUAL_WITH if mutual else _DONE_TO:
            nouns = own.get(name, [])
            if found := self._phrases.named(nouns) or self._phrases.inside(nouns, ("of",)):
                return found
        return []

    def _over_noun(self, noun: Token, meaning: Meaning) -> list[Party]:
        """Actors that the clause over a noun of action gives it: who ordered the arrest, who left after talks."""
        first = first_conjunct(noun)
        above = verb_over(first)
        if above is None:
            return []
        is_on = first.dep_ == "pobj" and first.head.lower_ == "on" and first.head.head.i == above.i
        is_state = is_on and above.lemma_ in _STAYING and meaning.event_type in _OWN_DOING
        if is_state or (first.dep_ == "dobj" and above.lemma_ in _ORDERING):
            return self._phrases.named(subject_tokens(above))
        if meaning.mutual and first.dep_ in ("nsubj", "nsubjpass") and above.dep_ == "advcl" and is_clause(above.head):
            return self._phrases.named(subject_tokens(above.head))
        return self._phrases.named(subject_tokens(above)) if meaning.mutual and first.dep_ == "pobj" else []
