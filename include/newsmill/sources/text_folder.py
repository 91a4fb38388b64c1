"""A folder of files: .txt articles that open with `date YYYY-MM-DD `, and .html pages as they were saved."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from include.newsmill.errors import SourceUnavailable
from include.newsmill.model import Outcome, RawDocument, Reason, Rejected
from include.newsmill.sources.base import Sighting, SourceSpec

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
FOLDERS_DEEP = 32  # a deeper tree is a loop of mounts or a slip


class TextFolder:
    """Reads every .txt, .html and .htm file at or below a folder. Hidden files and other endings are passed over.

    A file is named by its path below the folder, with "/" between its parts. Links are followed only where they
    stay inside the folder.
    """

    def __init__(self, spec: SourceSpec, *, folder: Path, document_bytes_max: int) -> None:
        self.spec = spec
        self._folder = folder
        self._bytes_max = document_bytes_max

    def survey(self, known: Mapping[str, str]) -> Iterator[Sighting]:
        """See `base.Source.survey`. Costs one look at each file's size and times."""
        for path in self._entries():
            locator = path.relative_to(self._folder).as_posix()
            try:
                stamp = _stamp(path.stat() if path.exists() else path.lstat())  # a dead link has a stamp of its own
            except FileNotFoundError:
                continue  # gone since the folder was listed
            except OSError as error:  # a loop of links, a folder that may not be entered
                stamp = f"unreadable-{error.errno}"
            if known.get(locator) != stamp:
                yield Sighting(locator=locator, stamp=stamp)

    def read(self, locator: str) -> RawDocument | Rejected:
        """See `base.Source.read`."""
        path = self._folder / locator
        refused = self._refused(path, locator)
        if refused:
            return refused
        try:
            content = self._content(path)
        except OSError as error:
            return self._reject(locator, Reason.UNREADABLE, f"the file cannot be read: {error.strerror}")
        if len(content) > self._bytes_max:
            return self._too_large(locator, len(content))
        return RawDocument(
            source=self.spec.name,
            locator=locator,
            fingerprint=hashlib.sha256(content).hexdigest(),
            media_type=MEDIA_TYPES[path.suffix.lower()],
            content=content,
            publisher=self.spec.publisher,
        )

    def _entries(self) -> list[Path]:
        """All candidates below the folder, in order of name."""
        if not self._folder.is_dir():
            raise SourceUnavailable(
                f"Source {self.spec.name} looked for the folder {self._folder} and found none. Create it, mount it, or "
                "correct its location in sources.yaml."
            )
        found: list[Path] = []

        def unlisted(error: OSError) -> None:
            raise SourceUnavailable(
                f"Source {self.spec.name} cannot list {error.filename}: {error.strerror}. Give this user the right to "
                "read the folder."
            )

        for place, folders, files in os.walk(self._folder, onerror=unlisted):
            here = Path(place)
            named_like_files = [name for name in folders if Path(name).suffix.lower() in MEDIA_TYPES]
            names = [*files, *named_like_files]
            found += [here / name for name in names if Path(name).suffix.lower() in MEDIA_TYPES and name[0] != "."]
            deeper = len(here.relative_to(self._folder).parts) + 1 < FOLDERS_DEEP
            folders[:] = [name for name in folders if deeper and name[0] != "." and name not in named_like_files]
        return sorted(found)

    def _refused(self, path: Path, locator: str) -> Rejected | None:
        try:
            real = path.resolve(strict=True)
            found = real.stat()
        except (OSError, RuntimeError) as error:
            return self._reject(locator, Reason.UNREADABLE, f"the file cannot be looked at: {error}")
        if not real.is_relative_to(self._folder.resolve()):
            return self._reject(locator, Reason.OUTSIDE_FOLDER, "the name is a link that leads out of the folder")
        if not stat.S_ISREG(found.st_mode):
            return self._reject(locator, Reason.NOT_A_FILE, "the name is that of a file, but it is none")
        return self._too_large(locator, found.st_size) if found.st_size > self._bytes_max else None

    def _content(self, path: Path) -> bytes:
        # One byte over the limit tells a file that grew since it was looked at from one that fits.
        with path.open("rb") as file:
            return file.read(self._bytes_max + 1)

    def _too_large(self, locator: str, size: int) -> Rejected:
        return self._reject(
            locator,
            Reason.TOO_LARGE,
            f"{size:,} bytes or more, the limit is {self._bytes_max:,}; split it, or raise NEWSMILL_DOCUMENT_BYTES_MAX",
        )

    def _reject(self, locator: str, reason: Reason, detail: str) -> Rejected:
        return Rejected(
            outcome=Outcome.QUARANTINED, reason=reason, detail=detail, source=self.spec.name, locator=locator
        )


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}"
