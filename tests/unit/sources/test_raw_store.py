"""Bytes kept by their content."""

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
