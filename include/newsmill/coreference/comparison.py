"""How likely two tellings of two articles are the same act: a logistic curve over some fifty simple questions.

The weights are data/same_act_weights.tsv, a line for each question; training/questions.py fits them. What the words
say is in one number, the cosine of the two vectors; the questions ask who, when, where and how.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from include.newsmill.coreference.telling import Party, Telling
from include.newsmill.coreference.words import folded, name_words, rarity, words
from include.newsmill.model import ACT_VECTOR_BYTES

SAME_ACT_WEIGHTS = Path(__file__).parent / "data" / "same_act_weights.tsv"
ALIKE_MIN = 0.1  # cosine below which two tellings are not even asked about
_LEAD = 2  # sentences that open an article
_NOT_REAL = frozenset(["negated", "hypothetical"])
_GAP_MAX = 4.0  # of the logarithm of days; two months are as far as two years
_TOLD_AS_DONE = frozenset(["asserted", "denied"])  # who denies an act speaks of the one that another asserts
_AHEAD_OF_NONE = 0.3  # by so much an act is ahead that has no rival


@dataclass(frozen=True, slots=True)
class _Side:
    """Actors or recipients of a telling, as far as they are compared."""

    there: bool
    entities: frozenset[object]
    persons: bool
    names: frozenset[str]  # words of proper names
    words: frozenset[str]
    countries: frozenset[str]
    sectors: frozenset[str]

    @classmethod
    def of(cls, parties: Sequence[Party]) -> "_Side":
        return cls(
            there=bool(parties),
            entities=frozenset(party.entity_id for party in parties if party.entity_id),
            persons=any(party.kind == "person" for party in parties),
            names=name_words(party.name for party in parties),
            words=frozenset(folded(word) for party in parties for word in words(party.name)) - {"the", "of", "and"},
            countries=frozenset(party.country for party in parties if party.country),
            sectors=frozenset(party.sector for party in parties if party.sector),
        )


class Comparison:
    """Compares the tellings of one day, which are known by their place in the sequence that is given."""

    def __init__(self, tellings: Sequence[Telling], published_on: date) -> None:
        self._tellings, self._published_on = tellings, published_on
        self._vectors = _unit([telling.vector for telling in tellings])
        kinds = [(telling.event_type, telling.modality in _NOT_REAL) for telling in tellings]
        number = {kind: place for place, kind in enumerate(sorted(set(kinds)))}
        self._kinds = np.array([number[kind] for kind in kinds])
        self._sides: dict[int, tuple[_Side, _Side]] = {}

    def answers(self, one: Sequence[int], two: Sequence[int]) -> Iterator[tuple[int, int, dict[str, float]]]:
        """Pairs of tellings whose words are not clearly other ones, each with what is asked about it.

        Both are of one type. What did not happen, or only might, is never what did: such pairs are left out, too.

        A question that is left out is answered by 0.

        Args:
            one, two: the tellings of two articles.
        """
        alike = self._vectors[one] @ self._vectors[two].T
        alike[self._kinds[one][:, None] != self._kinds[two]] = -np.inf
        rivals = np.maximum(_best_other(alike), _best_other(alike.T).T)
        many = np.isfinite(alike)
        crowds = np.log(np.maximum(many.sum(axis=1)[:, None] * many.sum(axis=0), 1))
        for i, j in np.argwhere(alike >= ALIKE_MIN).tolist():
            here, rival = float(alike[i, j]), float(rivals[i, j])
            found = {
                "any": 1.0,
                "alike": here,
                "ahead of others": here - rival if rival > -np.inf else _AHEAD_OF_NONE,
                "crowd": float(crowds[i, j]),
            }
            a, b = one[i], two[j]
            found.update((name, float(value)) for name, value in self._asked(a, b) if value)
            yield a, b, found

    def _asked(self, one: int, two: int) -> Iterator[tuple[str, float]]:
        a, b = self._tellings[one], self._tellings[two]
        yield from _about_the_act(a, b)
        yield from self._about_the_days(a, b)
        yield from _about_the_place(a, b)
        (doers, done_to), (others, others_done_to) = self._sides_of(one), self._sides_of(two)
        yield from _about_parties("actor", doers, others)
        yield from _about_parties("recipient", done_to, others_done_to)
        yield "doer here is done to there", bool(doers.words & others_done_to.words or done_to.words & others.words)

    def _sides_of(self, number: int) -> tuple[_Side, _Side]:
        if number not in self._sides:
            telling = self._tellings[number]
            self._sides[number] = _Side.of(telling.actors), _Side.of(telling.recipients)
        return self._sides[number]

    def _about_the_days(self, a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
        first, last, other_first, other_last = a.event_start, a.event_end, b.event_start, b.event_end
        if first is None or last is None or other_first is None or other_last is None:
            yield "a day is unknown", 1
            yield "both days are unknown", first is None and other_first is None
            return
        gap = max((other_first - last).days, (first - other_last).days, 0)
        yield "days between", min(math.log1p(gap), _GAP_MAX)
        yield "days meet", gap == 0
        yield "over a day between", gap > 1
        if "article" not in (a.date_basis, b.date_basis):
            yield "same days stated", (first, last) == (other_first, other_last)
        here, there = ((self._published_on - day).days > 1 for day in (first, other_first))
        yield "both older", here and there
        yield "one older", here != there


def _about_the_act(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    yield "same mode", a.mode is not None and a.mode == b.mode
    yield "other mode", a.mode is not None and b.mode is not None and a.mode != b.mode
    yield "no mode", a.mode is None and b.mode is None
    yield "same modality", a.modality == b.modality
    here, there = (telling.modality in _TOLD_AS_DONE for telling in (a, b))
    yield "only one told as done", here != there
    yield "none told as done", not here and not there
    yield "other underlying type", a.underlying_type != b.underlying_type
    yield "both lead", a.first_told_in < _LEAD and b.first_told_in < _LEAD
    yield "one leads", (a.first_told_in < _LEAD) != (b.first_told_in < _LEAD)
    yield "other number killed", None not in (a.killed, b.killed) and a.killed != b.killed


def _about_the_place(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    if a.place_name is None or b.place_name is None:
        return
    same = a.place_name.lower() == b.place_name.lower()
    same |= a.place_entity_id is not None and a.place_entity_id == b.place_entity_id
    yield "same place", same
    yield "same country", a.place_country is not None and a.place_country == b.place_country
    yield "other country", None not in (a.place_country, b.place_country) and a.place_country != b.place_country
    yield "other place", not same and a.has_point and b.has_point


def _about_parties(who: str, a: _Side, b: _Side) -> Iterator[tuple[str, float]]:
    yield f"no {who}", not a.there and not b.there
    if not a.there or not b.there:
        return
    yield f"both have {who}", 1
    named_alike = bool(a.names & b.names)
    yield f"same {who}", bool(a.entities & b.entities)
    yield f"{who} named alike", named_alike
    yield f"{who} in the same words", _share(a.words, b.words)
    yield f"{who} of another name", bool(a.names and b.names) and not named_alike
    yield f"{who} is another person", a.persons and b.persons and not a.entities & b.entities and not named_alike
    yield f"{who} of the same country", bool(a.countries & b.countries)
    yield f"{who} of another country", bool(a.countries and b.countries) and not a.countries & b.countries
    yield f"{who} of the same sector", bool(a.sectors & b.sectors)
    yield f"{who} of another sector", bool(a.sectors and b.sectors) and not a.sectors & b.sectors


def _share(one: AbstractSet[str], two: AbstractSet[str]) -> float:
    """Of the words of the shorter name, by rarity, the share that the other has, too: "police" is little of a name."""
    whole = min(_weight(one), _weight(two))
    return _weight(one & two) / whole if whole else 0.0


def _weight(some_words: AbstractSet[str]) -> float:
    return math.fsum(max(rarity(word), 1.0) for word in some_words)  # the most frequent are a name, too: "China"


def probability(weights: Mapping[str, float], answers: Mapping[str, float]) -> float:
    """That two tellings are one act; a question without a weight counts nothing."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in answers.items())))


def _best_other(alike: np.ndarray) -> np.ndarray:
    """For each cell the greatest of the other cells of its row."""
    if alike.shape[1] == 1:
        return np.full_like(alike, -np.inf)
    second, first = np.partition(alike, -2, axis=1)[:, -2:].T
    return np.where(alike == first[:, None], second[:, None], first[:, None])


def _unit(vectors: Sequence[bytes | None]) -> np.ndarray:
    """Float32 rows of length one; a row without a vector of our width, which is like no other, is zeros."""
    fitting = (vector if vector and len(vector) == ACT_VECTOR_BYTES else bytes(ACT_VECTOR_BYTES) for vector in vectors)
    rows = np.frombuffer(b"".join(fitting), dtype=np.int8)
    numbers = rows.reshape(len(vectors), ACT_VECTOR_BYTES).astype(np.float32)
    return numbers / np.maximum(np.linalg.norm(numbers, axis=1, keepdims=True), 1e-6)


@cache
def same_act_weights() -> dict[str, float]:
    """Those that come with the package, by question."""
    lines = (line.split("\t") for line in SAME_ACT_WEIGHTS.read_text("utf-8").splitlines())
    return {name: float(weight) for name, weight in lines}
