"""A folder of files: .txt articles that open with `date YYYY-MM-DD `, and .html pages as they were saved.

Nothing outside the folder is ever read, and no file in it can stop the others: what is named like an article but is
no readable file of sane size becomes a Rejected. Hidden files and other endings are no articles and are passed over.
"""

import hashlib
import logging
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from include.newsmill.errors import SourceUnavailable
from include.newsmill.model import Outcome, RawDocument, Reason, Rejected
from include.newsmill.sources.base import Sighting, SourceSpec

logger = logging.getLogger(__name__)

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}


class _UnfitError(Exception):
    """A record that cannot be read: (reason, detail). Never leaves this file."""


class TextFolder:
    """Reads every .txt, .html and .htm file at or below a folder.

    A file is named by its path below the folder, with "/" between its parts. Links are followed only where they
    stay inside the folder.
    """

    def __init__(self, spec: SourceSpec, *, folder: Path, document_bytes_max: int) -> None:
        self.spec = spec
        self._folder = folder
        self._bytes_max = document_bytes_max

    def survey(self, known: Mapping[str, str]) -> Iterator[Sighting]:
        """See `base.Source.survey`. Costs one look at each file's size and times."""
        try:
            entries = _entries(self._folder)
        except OSError as error:
            raise SourceUnavailable(
                f"Source {self.spec.name} cannot list its folder {self._folder}: {error.strerror}. Create or mount it, "
                "give this user the right to read it, or correct its location in sources.yaml."
            ) from error
        return self._walk(entries, "", known)

    def read(self, locator: str) -> RawDocument | Rejected:
        """See `base.Source.read`."""
        try:
            content = self._content(locator)
        except _UnfitError as unfit:
            reason, detail = unfit.args
            return Rejected(
                outcome=Outcome.QUARANTINED, reason=reason, detail=detail, source=self.spec.name, locator=locator
            )
        return RawDocument(
            source=self.spec.name,
            locator=locator,
            fingerprint=hashlib.sha256(content).hexdigest(),
            media_type=MEDIA_TYPES[PurePosixPath(locator).suffix.lower()],
            content=content,
            publisher=self.spec.publisher,
        )

    def _walk(self, entries: list[os.DirEntry[str]], above: str, known: Mapping[str, str]) -> Iterator[Sighting]:
        # Each day's run passes here for each file of the folder: no Path is made where a string will do.
        passed_over = 0
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_subfolder(entry) and (inner := _entries_or_none(Path(entry.path))) is not None:
                yield from self._walk(inner, f"{above}{entry.name}/", known)
            elif self._is_record(entry):
                locator = _locator(above + entry.name)
                follow = not entry.is_symlink() or self._leads_inside(entry)
                if (stamp := _stamp(entry, follow=follow)) != known.get(locator):
                    yield Sighting(locator=locator, stamp=stamp)
            else:
                passed_over += 1
        if passed_over:
            logger.debug("source %s: %d entries of other kinds passed over", self.spec.name, passed_over)

    def _is_record(self, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is to be read, be it only to be refused with the reason.

        That is all that is named like an article, sub-folders that cannot be listed, and links to folders outside. A
        link to a folder inside is none: what it shows is seen in its own place.
        """
        if _is_named_like_an_article(entry) or entry.is_dir(follow_symlinks=False):
            return True
        return entry.is_symlink() and entry.is_dir() and not self._is_inside(Path(entry.path).resolve())

    def _is_inside(self, path: Path) -> bool:
        return path.is_relative_to(self._folder.resolve())

    def _leads_inside(self, link: os.DirEntry[str]) -> bool:
        try:
            return self._is_inside(Path(link.path).resolve())
        except (OSError, RuntimeError):  # RuntimeError: links in a circle
            return False

    def _content(self, locator: str) -> bytes:
        try:
            real = (self._folder / locator).resolve()
            if not self._is_inside(real):
                raise _UnfitError(Reason.OUTSIDE_FOLDER, "the name is a link that leads out of the folder")
            # not blocking, for a pipe; not following, for a link that was put there since the line above
            descriptor = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
            raise _UnfitError(Reason.UNREADABLE, f"the file cannot be opened: {_cause(error)}") from error
        try:
            return self._bounded(descriptor)
        except OSError as error:
            raise _UnfitError(Reason.UNREADABLE, f"the file cannot be read: {_cause(error)}") from error
        finally:
            os.close(descriptor)

    def _bounded(self, descriptor: int) -> bytes:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            kind = "a folder" if stat.S_ISDIR(found.st_mode) else "no regular file"
            raise _UnfitError(Reason.NOT_A_FILE, f"the name is that of an article, but it is {kind}; rename or move it")
        size, content = found.st_size, b""
        if size <= self._bytes_max:
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                content = file.read(self._bytes_max + 1)  # one byte more tells a file that is growing
            size = len(content)
        if size > self._bytes_max:
            limit = f"the limit is {self._bytes_max:,}; split it, or raise NEWSMILL_DOCUMENT_BYTES_MAX"
            raise _UnfitError(Reason.TOO_LARGE, f"{size:,} bytes or more, {limit}")
        return content


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _entries_or_none(folder: Path) -> list[os.DirEntry[str]] | None:
    try:
        return _entries(folder)
    except OSError:
        return None  # sighted as a record of its own, which `read` refuses with the cause


def _is_subfolder(entry: os.DirEntry[str]) -> bool:
    return not _is_named_like_an_article(entry) and entry.is_dir(follow_symlinks=False)


def _is_named_like_an_article(entry: os.DirEntry[str]) -> bool:
    return os.path.splitext(entry.name)[1].lower() in MEDIA_TYPES  # noqa: PTH122 - three times as fast as Path


def _locator(path: str) -> str:
    """The path below the folder as text that any database can hold.

    Bytes of a name that are no UTF-8 show as escapes. Such a name leads to no file any more, so `read` refuses it.
    """
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _stamp(entry: os.DirEntry[str], *, follow: bool) -> str:
    """Size and times of a file; of a link, its target's, or its own where it leads nowhere or is not followed."""
    for look_through in (True, False) if follow else (False,):
        try:
            found = entry.stat(follow_symlinks=look_through)
        except OSError:
            continue
        return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}"
    return "unseen"  # gone, or below a folder that may not be entered


def _cause(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is gone, a link that leads nowhere, or a name that is not UTF-8"
    return getattr(error, "strerror", None) or str(error)
