"""The event types as facts: quad class, score and modes of PLOVER 2021."""

from dataclasses import dataclass
from functools import cache

from include.newsmill.extraction.tables import cell_list, rows

ANNOUNCED_IS_AGREE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"])
"""Acts that, announced for later, are an AGREE with the act as underlying type; hostile acts keep their type."""

SWALLOWS = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"])
"""Acts in words: what they are about ("agreed to meet", "accused of killing") is no event of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type of the scheme."""

    name: str
    quad_class: int
    score: float
    modes: tuple[str, ...]
    cameo_root: str  # the root that its acts most often have


@cache
def event_types() -> dict[str, EventType]:
    """All sixteen types by name."""
    return {
        name: EventType(
            name=name, quad_class=int(quad), score=float(score),
            modes=tuple(cell_list(modes)), cameo_root=cameo_root,
        )
        for name, quad, score, modes, cameo_root in rows("plover_types.tsv", 5)
    }  # fmt: skip
