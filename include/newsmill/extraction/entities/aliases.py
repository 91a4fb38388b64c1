"""Which names of an article mean the same: surnames, initials, short forms of companies, known other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from include.newsmill.extraction.entities.names import is_acronym, key_of, stands_for
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
    """The name to show for a group: most words, then most often printed, then first printed."""
    counts = Counter(" ".join(name.surface.split()) for name in names)
    first = {" ".join(name.surface.split()): -i for i, name in reversed(list(enumerate(names)))}
    return max(counts, key=lambda text: (len(text.split()), counts[text], first[text]))


def merge_organisations(names: Iterable[Name]) -> list[tuple[str, list[Name]]]:
    """Organisations' names in groups, each with its full name.

    Joined are: other names from the table of organisations, initials of a full name in the article, and short
    forms that open exactly one longer name ("Weatherford" of Weatherford International Inc.).
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[key_of(name.surface)].append(name)
    target = {key: _longer(key, members, groups) for key, members in groups.items()}
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


def _longer(key: str, members: list[Name], groups: dict[str, list[Name]]) -> str:
    known = known_organisations()
    if key in known:
        full = key_of(known[key][0])
        return full if full in groups else min((k for k in groups if k in known and known[k][0] == known[key][0]))
    if is_acronym(members[0].surface):
        spelled = [k for k, others in groups.items() if stands_for(members[0].surface, others[0].surface)]
        if spelled:
            return min(spelled, key=lambda k: (groups[k][0].start, k))
    longer = [k for k in groups if k.startswith(key + " ")]
    return longer[0] if len(longer) == 1 else key
