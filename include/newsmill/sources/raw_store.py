"""The bytes of every record ever catalogued, kept by their content.

Layout: {root}/{first two hex digits}/{sha256}.zst, one zstd frame each (`zstd -d` reads them). The same content is
stored once, whoever brings it, and a file that is there is whole: it is written under another name first.
"""

import hashlib
import logging
import uuid
from pathlib import Path

import pyarrow as pa
from upath import UPath

logger = logging.getLogger(__name__)

_PIECE_BYTES = 1 << 20


class RawStore:
    """Content-addressed store under a root that is any fsspec URL. Safe for many writers at once.

    Args:
        root: a folder, or an fsspec URL such as s3://bucket/raw.
        document_bytes_max: what unpacks to more than this was not put here by us, and counts as damaged.
    """

    def __init__(self, root: str, *, document_bytes_max: int = 1_000_000_000) -> None:
        self._root = UPath(root)
        self._bytes_max = document_bytes_max
        self._folders: set[str] = set()  # made by this store already

    def put(self, content: bytes) -> str:
        """Keep some bytes; returns their fingerprint (sha256, hex). What is kept already is not written again."""
        fingerprint = hashlib.sha256(content).hexdigest()
        path = self._path(fingerprint)
        if not path.exists():
            self._write(path, pa.Codec("zstd").compress(content, asbytes=True))
        return fingerprint

    def get(self, fingerprint: str) -> bytes | None:
        """The bytes of a fingerprint, or None where they are not kept or are no longer what they were."""
        path = self._path(fingerprint)
        try:
            content = self._unpacked(path.read_bytes())
        except FileNotFoundError:
            return None
        if content is None or hashlib.sha256(content).hexdigest() != fingerprint:
            logger.warning("raw store: %s is damaged; delete it and touch the original", path)
            return None
        return content

    def _path(self, fingerprint: str) -> UPath:
        return self._root / fingerprint[:2] / f"{fingerprint}.zst"

    def _unpacked(self, packed: bytes) -> bytes | None:
        """Unpack by pieces up to the limit, for a few damaged bytes can claim to be gigabytes; None where damaged."""
        pieces: list[bytes] = []
        room = self._bytes_max
        try:
            with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
                while room >= 0 and (piece := stream.read(_PIECE_BYTES)):
                    pieces.append(piece)
                    room -= len(piece)
        except OSError:
            return None
        return b"".join(pieces) if room >= 0 else None

    def _write(self, path: UPath, packed: bytes) -> None:
        if path.parent.name not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent.name)
        if path.protocol not in {"", "file", "local"}:
            path.write_bytes(packed)  # an object store shows an object when it is complete
            return
        whole = Path(path.path)
        passing = whole.with_name(f".{whole.name}-{uuid.uuid4().hex}")
        try:
            passing.write_bytes(packed)
            passing.replace(whole)
        finally:
            passing.unlink(missing_ok=True)
