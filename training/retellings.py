"""Acts told five times each, beside two others of the same affair and type: what the encoder learns wordings from.

training/retellings/ has an act a line; README.md says how they were written.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from training.days import Act, Pair

_MARKED = re.compile(r"(.*)\[\[(.+)\]\](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Retelling:
    """One sentence that tells an act."""

    family: str  # three acts of one type that are easily confused
    name: str  # of the act
    act: Act


def read_retellings(paths: Iterable[Path]) -> list[Retelling]:
    """All tellings of all acts; the words that name the act stand in [[ ]] there."""
    lines = [json.loads(line) for path in sorted(paths) for line in path.read_text("utf-8").splitlines()]
    return [Retelling(line["family"], line["act"], marked(told)) for line in lines for told in line["tellings"]]


def marked(told: str) -> Act:
    """The sentence without its marks.

    Raises:
        ValueError: no words are marked.
    """
    found = _MARKED.fullmatch(told)
    if found is None:
        raise ValueError(f"no [[words]] are marked in {told!r}; mark those that name the act")
    before, action, after = found.groups()
    return Act(before + action + after, len(before), len(before) + len(action))


def pairs_of_families(retellings: Sequence[Retelling], number: Mapping[Act, int]) -> list[Pair]:
    """Every two tellings of a family, but for two marks in the same sentence."""
    families: dict[str, list[Retelling]] = defaultdict(list)
    for told in retellings:
        families[told.family].append(told)
    return [
        Pair((family, family), number[a.act], number[b.act], a.name == b.name)
        for family, some in families.items()
        for a, b in combinations(some, 2)
        if a.act.sentence != b.act.sentence
    ]
