"""What every source can do: say what it holds, and hand over one record's bytes.

A new kind of source is one file with a class like `text_folder.TextFolder` and one line in `KINDS`. A source knows
nothing of days, of cleaning or of the warehouse: `survey` names what is there, the catalogue remembers it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from include.newsmill.model import RawDocument, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One entry of sources.yaml."""

    name: str  # lower case, digits, "_" and "-"; part of paths and of every row's `source`
    kind: str  # a key of KINDS
    location: str  # text_folder: path of the folder, relative ones from the project root
    publisher: str | None = None  # whose articles these are, where the records do not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One record that a survey came by."""

    locator: str  # unique inside the source
    stamp: str  # opaque; as long as it is the same, the content is taken to be the same


class Source(Protocol):
    """One way in."""

    @property
    def spec(self) -> SourceSpec:
        """The entry of sources.yaml it was opened from."""

    def survey(self, known: Mapping[str, str]) -> Iterator[Sighting]:
        """Everything whose stamp is not the known one, in order of locator.

        Args:
            known: locator -> the stamp it had when it was last read.

        Raises:
            SourceUnavailable: the source does not answer.
        """

    def read(self, locator: str) -> RawDocument | Rejected:
        """The bytes of one record, with no day yet, or why they cannot be had. Bounded in bytes."""
