"""The bytes of every record ever catalogued, kept by their content.

Layout: {root}/{first two hex digits}/{sha256}.zst, one zstd frame each. The same content is stored once, whoever
brings it, and a file that is there is whole: it is written under another name first.
"""

import hashlib
import uuid

import pyarrow as pa
from upath import UPath


class RawStore:
    """Content-addressed store under a root that is any fsspec URL. Safe for many writers at once."""

    def __init__(self, root: str) -> None:
        self._root = UPath(root)

    def put(self, content: bytes) -> str:
        """Keep some bytes; returns their fingerprint (sha256, hex)."""
        fingerprint = hashlib.sha256(content).hexdigest()
        path = self._path(fingerprint)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            passing = path.with_name(f".{fingerprint}-{uuid.uuid4().hex}")
            # The size stands first, since a decompressor must know how much room to make.
            passing.write_bytes(len(content).to_bytes(8, "big") + pa.compress(content, codec="zstd", asbytes=True))
            passing.rename(path)
        return fingerprint

    def get(self, fingerprint: str) -> bytes | None:
        """The bytes of a fingerprint, or None where they are not kept or are no longer what they were."""
        try:
            kept = self._path(fingerprint).read_bytes()
        except FileNotFoundError:
            return None
        size = int.from_bytes(kept[:8], "big")
        content: bytes = pa.decompress(kept[8:], decompressed_size=size, codec="zstd", asbytes=True)
        return content if hashlib.sha256(content).hexdigest() == fingerprint else None

    def _path(self, fingerprint: str) -> UPath:
        return self._root / fingerprint[:2] / f"{fingerprint}.zst"
