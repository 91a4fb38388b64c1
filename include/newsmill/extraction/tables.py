"""Reading the package's own data files: tab-separated, comments start with #, lists inside a cell use a semicolon."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a data file, each with exactly `columns` cells, stripped.

    Raises:
        ValueError: a row has more cells; the message names file and line.
    """
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise ValueError(f"{name}, line {number}: {len(cells)} cells, expected {columns}: {line!r}")
        yield cells + [""] * (columns - len(cells))


def cell_list(cell: str) -> list[str]:
    """The entries of a cell that holds a list.

    >>> cell_list("U.S.; US;")
    ['U.S.', 'US']
    """
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


@cache
def words(name: str) -> frozenset[str]:
    """A data file with one word or name a line."""
    return frozenset(cells[0] for cells in rows(name, 1))


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of word_lists.tsv.

    Raises:
        KeyError: there is no list of that name.
    """
    return frozenset(cell_list(dict(rows("word_lists.tsv", 2))[name]))
