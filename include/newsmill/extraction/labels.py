"""One label per name and article, by vote of its mentions and by what full names and tables know."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from include.newsmill.extraction.contexts import is_about_sport, kind_hint, plays
from include.newsmill.extraction.entities.aliases import known_organisations
from include.newsmill.extraction.entities.names import key_of
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.tables import word_list

_INSTITUTION = word_list("institution")
_COMPETITION = word_list("competition")
_PERSON_TOKENS_MAX = 4
_DOUBTFUL = frozenset(["PERSON", "ORG", "GPE", "LOC", "PRODUCT", "NORP", "FAC"])
_HINT_VOTES = 2


def label_key(name: Name) -> str:
    """What a name is counted by."""
    return key_of(name.surface)


class LabelVote:
    """Decides labels. Holds tables only."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._organisations = known_organisations()

    def labels(self, reading: Reading, names: Iterable[Name]) -> dict[str, str]:
        """Label of each name, by its key: what most mentions say, corrected by tables, then by full names.

        Words that tell a kind ("spokesman for ...") count as two mentions more.
        """
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            key = label_key(name)
            votes[key][name.label] += 1
            is_doubtful = name.label in _DOUBTFUL and not self._gazetteer.knows(key)
            if is_doubtful and (hint := kind_hint(reading.docs[name.part], name)) is not None:
                votes[key][hint] += _HINT_VOTES
        labels = {key: self._by_table(key, _most(counts)) for key, counts in votes.items()}
        surnames, heads = _short_forms(labels)
        people = {word for key, label in labels.items() if label == "PERSON" and " " in key for word in key.split()}
        for key, label in labels.items():
            if label == "PERSON" and key not in people and votes[key]["PERSON"] <= _HINT_VOTES:
                labels[key] = self._land(key) or label
            if " " in key or label == "NORP" or self._is_place(key, votes[key]) or labels[key] != label:
                continue
            if (key in surnames) != (key in heads):
                labels[key] = "PERSON" if key in surnames else "ORG"
        return labels

    def make_teams(self, reading: Reading, names: Iterable[Name]) -> None:
        """In an article about sport, make organisations of the towns that play. Countries stay places."""
        if not is_about_sport(reading):
            return
        for name in names:
            if name.label not in ("GPE", "LOC") or name.by_form or self._gazetteer.names_nation(name.surface):
                continue
            if plays(reading.docs[name.part], name):
                name.label = "ORG"

    def _by_table(self, key: str, label: str) -> str:
        if label != "PERSON" and self._gazetteer.names_country(key):
            return "GPE"
        if label in ("ORG", "NORP", "FAC") and self._gazetteer.names_region(key):
            return "LOC"
        if key in self._organisations:
            return "ORG"
        if label != "PERSON" and key.rpartition(" ")[2] in _COMPETITION and " " in key:
            return "EVENT"
        return "NORP" if label != "PERSON" and self._gazetteer.people(key) else label

    def _land(self, key: str) -> str | None:
        """Label of a country or region that a tagger took for a person; None when it is neither."""
        if self._gazetteer.names_country(key):
            return "GPE"
        return "LOC" if self._gazetteer.names_region(key) else None

    def _is_place(self, key: str, votes: Counter[str]) -> bool:
        if self._gazetteer.names_country(key):
            return True
        return votes["GPE"] + votes["LOC"] > sum(votes.values()) / 2 and self._gazetteer.knows(key)


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
