"""Bytes kept by their content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.sources.raw_store import RawStore


@given(content=st.binary(max_size=5000))
def test_what_is_put_is_got(tmp_path_factory, content):
    store = RawStore(str(tmp_path_factory.getbasetemp() / "raw"))
    assert store.get(store.put(content)) == content


def test_what_was_never_put_is_none(tmp_path):
    assert RawStore(str(tmp_path)).get("0" * 64) is None


def test_the_same_content_is_kept_once_and_leaves_no_half_file(tmp_path):
    store = RawStore(str(tmp_path))
    assert store.put(b"x") == store.put(b"x")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_bytes_that_rotted_on_disk_are_not_given_out(tmp_path):
    store = RawStore(str(tmp_path))
    fingerprint = store.put(b"what was read")
    other = store.put(b"another thing")
    place = next(tmp_path.rglob(f"{fingerprint}.zst"))
    place.write_bytes(next(tmp_path.rglob(f"{other}.zst")).read_bytes())
    assert store.get(fingerprint) is None


@pytest.mark.parametrize("damage", [b"", b"no frame of zstd", b"\x28\xb5\x2f\xfd\x04"])
def test_a_file_that_is_no_whole_frame_is_not_given_out(tmp_path, damage):
    store = RawStore(str(tmp_path))
    fingerprint = store.put(b"what was read")
    next(tmp_path.rglob("*.zst")).write_bytes(damage)
    assert store.get(fingerprint) is None


def test_a_frame_that_unpacks_to_more_than_any_document_is_not_unpacked(tmp_path):
    fingerprint = RawStore(str(tmp_path)).put(bytes(10_000_000))
    assert RawStore(str(tmp_path), document_bytes_max=9_999_999).get(fingerprint) is None
    assert RawStore(str(tmp_path), document_bytes_max=10_000_000).get(fingerprint) is not None


def test_an_object_store_keeps_as_a_folder_does():
    store = RawStore("memory://newsmill-test-raw")
    fingerprint = store.put(b"a page")
    assert store.put(b"a page") == fingerprint
    assert store.get(fingerprint) == b"a page"
