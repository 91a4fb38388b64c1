"""Which names of an article mean the same: surnames, initials, short forms of companies, known other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from include.newsmill.extraction.entities.names import initials, is_acronym, key_of, stands_for
from include.newsmill.extraction.reading import Name
from include.newsmill.extraction.tables import cell_list, rows


@cache
def known_organisations() -> dict[str, tuple[str, str | None]]:
    """Key of every name of ../data/organisations.tsv -> (full name, alpha-2 country or None)."""
    return {
        key_of(name): (full, country or None)
        for full, others, country in rows("organisations.tsv", 3)
        for name in [full, *cell_list(others)]
    }


@cache
def other_names(full: str) -> tuple[str, ...]:
    """Keys of all names that ../data/organisations.tsv has for an organisation; empty when it is not listed."""
    return tuple(key for key, (name, _) in known_organisations().items() if name == full)


def merge_persons(names: Iterable[Name]) -> list[list[Name]]:
    """Personal names in groups of one person each.

    A full name takes its variants ("Donald J. Trump"), then each bare name joins the full name it ends, by
    preference the last one printed before it, else the first behind it; failing that the one full name it begins
    ("Liu" of Liu He). Bare names that nothing explains make groups of their own.
    """
    people: dict[str, list[Name]] = {}
    ends: dict[str, list[str]] = defaultdict(list)
    begins: dict[str, list[str]] = defaultdict(list)
    bare: list[Name] = []
    for name in names:
        words = key_of(name.surface).split()
        if len(words) < 2:
            bare.append(name)
            continue
        whole = f"{words[0]} {words[-1]}"
        if whole not in people:
            people[whole] = []
            ends[words[-1]].append(whole)
            begins[words[0]].append(whole)
        people[whole].append(name)
    alone: dict[str, list[Name]] = defaultdict(list)
    for name in bare:
        key = key_of(name.surface)
        if key in ends:
            before = [whole for whole in ends[key] if people[whole][0].start < name.start]
            people[(before or ends[key][:1])[-1]].append(name)
        elif len(begins.get(key, ())) == 1:
            people[begins[key][0]].append(name)
        else:
            alone[key].append(name)
    return [*people.values(), *alone.values()]


def full_name(names: list[Name]) -> str:
    """The name to show for a group: most words, not in capitals, most often printed, first printed."""
    counts = Counter(" ".join(name.surface.split()) for name in names)
    first = {" ".join(name.surface.split()): -i for i, name in reversed(list(enumerate(names)))}
    return max(counts, key=lambda text: (len(text.split()), not text.isupper(), counts[text], first[text]))


def merge_organisations(names: Iterable[Name]) -> list[tuple[str, list[Name]]]:
    """Organisations' names in groups, each with its full name.

    Joined are: other names from the table of organisations, initials of a full name in the article, and short
    forms that open exactly one longer name ("Weatherford" of Weatherford International Inc.).
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[key_of(name.surface)].append(name)
    index = _Index(groups)
    target = {key: index.longer(key, members) for key, members in groups.items()}
    merged: dict[str, list[Name]] = defaultdict(list)
    for key, members in groups.items():
        end = key
        for _ in range(3):  # a short form of a short form; longer chains are noise
            end = target.get(end, end)
        merged[end] += members
    known = known_organisations()
    found = []
    for key, members in merged.items():
        members.sort(key=lambda name: name.start)
        listed = known.get(key) or next((known[k] for m in members if (k := key_of(m.surface)) in known), None)
        found.append((listed[0] if listed else full_name(members), members))
    return found


class _Index:
    """Names of organisations by what a short form would be of them."""

    def __init__(self, groups: dict[str, list[Name]]) -> None:
        self._groups = groups
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        self._by_full: dict[str, list[str]] = defaultdict(list)
        known = known_organisations()
        for key, members in groups.items():
            if " " in key:
                self._by_first[key.split()[0]].append(key)
                letters = initials(members[0].surface)
                self._by_initials[letters].append(key)
                self._by_initials[letters[1:]].append(key)
            if key in known:
                self._by_full[known[key][0]].append(key)

    def longer(self, key: str, members: list[Name]) -> str:
        """Key of the fuller name that a name is short for; the same key when none is known."""
        known, groups = known_organisations(), self._groups
        if key in known:
            full = key_of(known[key][0])
            return full if full in groups else min(self._by_full[known[key][0]])
        surface = members[0].surface
        if is_acronym(surface):
            letters = "".join(c for c in surface if c.isupper())
            spelled = [k for k in self._by_initials.get(letters, ()) if stands_for(surface, groups[k][0].surface)]
            if spelled:
                return min(spelled, key=lambda k: (groups[k][0].start, k))
        longer = [k for k in self._by_first.get(key.split(maxsplit=1)[0] if key else "", ()) if k.startswith(key + " ")]
        return longer[0] if len(longer) == 1 else key
