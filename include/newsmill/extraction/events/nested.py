"""Acts inside acts: "agreed to meet" is one act, an agreement about a meeting."""

from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.lexicon import meaning_of_verb
from include.newsmill.extraction.events.modality import governor_of
from include.newsmill.extraction.events.ontology import SWALLOWS
from include.newsmill.extraction.events.predicates import NOUNS
from include.newsmill.extraction.parse import Token

_CHAIN_MAX = 6


def outer_acts(acts: list[Act]) -> list[Act]:
    """Acts without those that another act only speaks of; the other notes the first that it swallowed."""
    by_token = {i: act for act in acts if act.meaning.event_type is not None for i in act.tokens}
    kept = []
    for act in acts:
        owner = _owner(act.head, by_token)
        if owner is None or owner is act:
            kept.append(act)
        elif owner.swallowed is None and act.verb is not None and act.meaning.event_type is not None:
            owner.swallowed = act.verb
    return kept


def type_inside(act: Act) -> str | None:
    """Type of the act that an act speaks of; None when it speaks of none."""
    if act.swallowed is None:
        return None
    meaning = meaning_of_verb(act.swallowed.lemma, act.swallowed)
    return meaning.event_type if meaning else None


def _owner(token: Token, by_token: dict[int, Act]) -> Act | None:
    for _ in range(_CHAIN_MAX):
        governor = governor_of(token)
        if governor is None:
            return None
        owner = by_token.get(governor.i)
        if owner is None and governor.tag_ in NOUNS and governor.dep_ in ("dobj", "pobj", "nsubjpass"):
            owner = by_token.get(governor.head.i)  # "condemned Bolivia for seizing": hung on the noun
        if owner is not None and _takes(owner, token):
            return owner
        token = governor
    return None


def _takes(owner: Act, inner: Token) -> bool:
    if owner.meaning.event_type in SWALLOWS:
        return True
    if inner.dep_ == "pcomp" and owner.verb is not None and owner.verb.patients:
        return inner.head.lower_ in ("for", "of", "over", "from", "against")  # "praised Uganda for opening the border"
    return owner.meaning.event_type in ("CONCEDE", "COERCE") and inner.dep_ in ("xcomp", "ccomp", "pcomp")
