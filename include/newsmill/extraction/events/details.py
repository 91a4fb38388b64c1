"""Small facts of an act: its words, the killed and injured."""

import re

from include.newsmill.extraction.dates.grammar import in_figures
from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.predicates import Predicate, heads_meant

_ACTION_TOKENS_MAX = 8
_VERBS_MAX = 6
_KILLS = frozenset(["kill", "die", "murder", "massacre", "behead", "execute", "slay", "assassinate"])
_HURTS = frozenset(["wound", "injure", "hurt", "maim"])


def extent_of(act: Act) -> tuple[int, int]:
    """First and last token of the words that name an act; of words far apart only the head."""
    first, last = min(act.tokens), max(act.tokens)
    return (first, last) if last - first <= _ACTION_TOKENS_MAX else (act.head.i, act.head.i)


def action_word(act: Act) -> str:
    """Lemma of the noun of action, else of the verb: tells whether two sentences speak of the same act."""
    word = act.head if act.noun is None else heads_meant(act.noun)
    return word.lemma_ or word.lower_


def is_outcome(act: Act) -> bool:
    """Whether an act only tells what an attack did to people: killed, wounded."""
    return act.verb is not None and act.verb.lemma in (_KILLS | _HURTS)


def casualties(act: Act) -> tuple[int | None, int | None]:
    """Numbers of killed and injured that the act's own clause states; None where it states none."""
    if act.verb is None:
        return None, None
    killed = injured = None
    beside = [child for child in act.verb.verb.children if child.dep_ in ("conj", "advcl", "xcomp")]
    for verb in [act.verb.verb, *beside][:_VERBS_MAX]:
        predicate = act.verb if verb.i == act.verb.verb.i else Predicate(verb)
        if predicate.lemma in _KILLS and killed is None:
            killed = _count_of(predicate)
        elif predicate.lemma in _HURTS and injured is None:
            injured = _count_of(predicate)
    return killed, injured


def _count_of(predicate: Predicate) -> int | None:
    for noun in predicate.patients or predicate.own_subjects:
        figures = [child for child in noun.lefts if child.dep_ == "nummod"]
        for figure in [*figures, *([noun] if noun.tag_ == "CD" else [])]:
            text = in_figures(figure.lower_.replace(",", ""))
            if re.fullmatch(r"\d{1,6}", text):
                return int(text)
    return None
