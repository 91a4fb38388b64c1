"""One label per name and article, by vote of its mentions and by what full names and tables know."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from include.newsmill.extraction.entities.aliases import known_organisations
from include.newsmill.extraction.entities.names import key_of
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.reading import Name
from include.newsmill.extraction.tables import word_list

_INSTITUTION = word_list("institution")
_PERSON_TOKENS_MAX = 4


def label_key(name: Name) -> str:
    """What a name is counted by."""
    return key_of(name.surface)


class LabelVote:
    """Decides labels. Holds tables only."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._organisations = known_organisations()

    def labels(self, names: Iterable[Name]) -> dict[str, str]:
        """Label of each name, by its key: what most mentions say, corrected by tables, then by full names."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            votes[label_key(name)][name.label] += 1
        labels = {key: self._by_table(key, _most(counts)) for key, counts in votes.items()}
        surnames, heads = _short_forms(labels)
        for key, label in labels.items():
            if " " in key or label == "NORP" or self._is_place(key, votes[key]):
                continue
            if (key in surnames) != (key in heads):
                labels[key] = "PERSON" if key in surnames else "ORG"
        return labels

    def _by_table(self, key: str, label: str) -> str:
        if label != "PERSON" and self._gazetteer.names_country(key):
            return "GPE"
        if label in ("ORG", "NORP", "FAC") and self._gazetteer.names_region(key):
            return "LOC"
        if key in self._organisations:
            return "ORG"
        return "NORP" if label != "PERSON" and self._gazetteer.people(key) else label

    def _is_place(self, key: str, votes: Counter[str]) -> bool:
        if self._gazetteer.names_country(key):
            return True
        return votes["GPE"] + votes["LOC"] > sum(votes.values()) / 2 and bool(self._gazetteer.candidates(key))


def _most(votes: Counter[str]) -> str:
    return min(votes, key=lambda label: (-votes[label], label))


def _short_forms(labels: dict[str, str]) -> tuple[set[str], set[str]]:
    """Last words of full personal names; first words of bodies whose other words say that they are one."""
    surnames, heads = set(), set()
    for key, label in labels.items():
        parts = key.split()
        if len(parts) < 2:
            continue
        if label == "PERSON" and len(parts) <= _PERSON_TOKENS_MAX:
            surnames.add(parts[-1])
        elif label == "ORG" and parts[-1] in _INSTITUTION:
            heads.add(parts[0])
    return surnames, heads
