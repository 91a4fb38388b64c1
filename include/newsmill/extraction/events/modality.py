"""Whether an act happened, is announced, is only thought of, or did not happen; and what governs it."""

from dataclasses import dataclass
from functools import cache

from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.tables import cell_list, rows

ASSERTED, PLANNED, HYPOTHETICAL, NEGATED, DENIED = "asserted", "planned", "hypothetical", "negated", "denied"
_CHAIN_MAX = 5
_FUTURE = frozenset(["will", "shall", "'ll", "wo", "sha"])
_POSSIBLE = frozenset(["could", "may", "might", "can"])
_DUTY = frozenset(["must", "should", "ought"])
_OF_WHAT_MAY_COME = frozenset(  # with a noun of action as object: "prepares a march", "fears reprisals"
    ["plan", "prepare", "propose", "schedule", "consider", "contemplate", "weigh", "mull", "fear", "expect"]
)
_SAID_OF_SOMEBODY = frozenset(["blame", "thank"])  # "is to blame" plans nothing
_NOBODY = frozenset(["nobody", "none", "neither", "nothing", "no-one"])
_CONDITIONAL = frozenset(["if", "unless", "whether", "lest"])


@cache
def governors() -> dict[str, str]:
    """Effect of a governing word by its lemma, or by lemma and preposition ("hold-from").

    One of planned, asserted, negated, denied, hypothetical, report.
    """
    found: dict[str, str] = {}
    for effect, listed in rows("governors.tsv", 2):
        for lemma in cell_list(listed):
            found.setdefault(lemma, effect)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the grammar around an act says of it."""

    modality: str
    duty: bool = False  # "must", "should": somebody asks for it
    refused: bool = False  # "will not": who says so of himself rejects
    purpose: bool = False  # an infinitive of purpose: said of what is meant, not of what is done


def governor_of(token: Token) -> Token | None:  # noqa: PLR0911 - one line for each form of complement
    """The word that governs an act as its complement: a verb over its infinitive, a noun or adjective likewise."""
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "conj" and head.tag_ in VERBS:
        own = any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in token.lefts)
        return None if own else governor_of(head)
    if token.dep_ == "dobj" and head.lemma_ in _OF_WHAT_MAY_COME:
        return head
    if token.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "acomp", "oprd"):
        if token.dep_ == "pcomp":
            return head.head if head.head.i != head.i else None
        if token.dep_ == "acl" and not _has_to(token) and token.tag_ != "VBG":
            return None
        return head
    return None


def standing_of(token: Token) -> Standing:
    """Modality of an act, from its own auxiliaries and from what governs it, innermost first."""
    modality = _own(token)
    refused = modality == NEGATED and bool(_auxiliaries(token) & (_FUTURE | {"would"}))
    purpose = token.dep_ == "advcl" and _has_to(token)
    seen = token
    for _ in range(_CHAIN_MAX):
        governor = governor_of(seen)
        if governor is None:
            break
        word = governor.lemma_ or governor.lower_
        effect = governors().get(word)
        if seen.dep_ == "pcomp":
            verb = governor if governor.tag_ in VERBS else governor.head  # "held back from"
            effect = governors().get(f"{verb.lemma_}-{seen.head.lower_}", effect)
        own = _own(governor)
        if effect == "report" and seen.dep_ == "ccomp" and not _has_to(seen):
            break  # what is reported stands for itself
        if governor.lemma_ == "be" and seen.dep_ == "xcomp" and _has_to(seen) and seen.lemma_ not in _SAID_OF_SOMEBODY:
            effect = PLANNED  # "is to stand trial"
        if effect in (PLANNED, NEGATED, DENIED, HYPOTHETICAL) and modality == ASSERTED:
            modality = effect
        if own == NEGATED and modality in (ASSERTED, PLANNED):
            modality = NEGATED
        elif own != ASSERTED and modality == ASSERTED:
            modality = own
        seen = governor
    if modality in (ASSERTED, PLANNED) and _in_condition(token):
        modality = HYPOTHETICAL
    return Standing(modality=modality, duty=is_duty(token), purpose=purpose, refused=refused)


def _own(token: Token) -> str:
    """Modality that a word's own auxiliaries give it."""
    auxiliaries = _auxiliaries(token)
    if _is_negated(token):
        return NEGATED
    if auxiliaries & _FUTURE or ("to" in auxiliaries and token.dep_ == "ROOT"):  # "Trump to meet Xi": a headline
        return PLANNED
    if "would" in auxiliaries:
        return PLANNED if _reported_in_past(token) else HYPOTHETICAL
    return HYPOTHETICAL if auxiliaries & (_POSSIBLE | _DUTY) else ASSERTED


def _auxiliaries(token: Token) -> set[str]:
    found = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if token.dep_ == "conj" and not found and token.head.tag_ in VERBS and token.tag_ == "VB":
        found = {child.lower_ for child in token.head.children if child.dep_ == "aux"}
    return found


def is_duty(token: Token) -> bool:
    """Whether a verb's auxiliaries say that it must or should be done."""
    return any(child.lower_ in _DUTY for child in token.children if child.dep_ == "aux")


def _is_negated(token: Token) -> bool:
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ == "preconj" and child.lower_ == "neither"):
            return True
        if child.dep_ in ("nsubj", "dobj", "nsubjpass") and (
            (child.lower_ in _NOBODY and not any(c.lower_ in ("but", "except") for c in child.rights))
            or any(c.lower_ in ("no", "neither") for c in child.lefts)
        ):
            return True
    return False


def _reported_in_past(token: Token) -> bool:
    """As in "said it would withdraw": the future seen from a past report, and no condition beside it."""
    if any(c.dep_ == "advcl" and any(m.lower_ in _CONDITIONAL for m in c.lefts) for c in token.children):
        return False
    head = token.head
    return token.dep_ in ("ccomp", "conj") and head.tag_ in ("VBD", "VBN") and head.i != token.i


def _in_condition(token: Token) -> bool:
    for _ in range(_CHAIN_MAX):
        if token.dep_ in ("advcl", "ccomp", "pcomp") and any(
            c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in token.lefts
        ):
            return True
        if token.head.i == token.i or token.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "dobj", "pcomp"):
            return False
        token = token.head
    return False


def _has_to(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.lefts)
