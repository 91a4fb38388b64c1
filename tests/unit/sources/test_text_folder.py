"""A folder of files: what is named, what is read, what is refused."""

import hashlib
import os
import shutil
import tempfile
import tracemalloc
from contextlib import contextmanager
from pathlib import Path

import pytest

from include.newsmill.errors import SourceUnavailable
from include.newsmill.model import RawDocument, Reason
from include.newsmill.sources import SourceSpec
from include.newsmill.sources.text_folder import TextFolder


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def source_of(folder: Path, bytes_max: int = 1000) -> TextFolder:
    spec = SourceSpec(name="s", kind="text_folder", location=str(folder), publisher="The Daily")
    return TextFolder(spec, folder=folder, document_bytes_max=bytes_max)


def locators(source, known=None):
    return [sighting.locator for sighting in source.survey(known or {})]


def test_files_are_named_by_their_path_in_order(folder):
    (folder / "b").mkdir()
    for name in ("z.txt", "b/a.html", "a.HTM", "notes.md", ".hidden.txt"):
        (folder / name).write_text("x")
    assert locators(source_of(folder)) == ["a.HTM", "b/a.html", "z.txt"]


def test_what_did_not_change_is_passed_over(folder):
    (folder / "a.txt").write_text("one")
    (folder / "b.txt").write_text("two")
    known = {sighting.locator: sighting.stamp for sighting in source_of(folder).survey({})}
    (folder / "b.txt").write_text("three")
    assert locators(source_of(folder), known) == ["b.txt"]


def test_a_change_that_keeps_the_size_is_seen(folder):
    (folder / "a.txt").write_text("one")
    known = {sighting.locator: sighting.stamp for sighting in source_of(folder).survey({})}
    (folder / "a.txt").write_text("two")
    assert locators(source_of(folder), known) == ["a.txt"]


def test_reading_gives_the_bytes_and_their_fingerprint(folder):
    (folder / "a.txt").write_bytes(b"date \xff")
    raw = source_of(folder).read("a.txt")
    assert raw == RawDocument(
        source="s", locator="a.txt", fingerprint=hashlib.sha256(b"date \xff").hexdigest(), media_type="text/plain",
        content=b"date \xff", publisher="The Daily",
    )  # fmt: skip


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_a_file_may_be_as_large_as_the_limit(folder, size, fits):
    (folder / "a.txt").write_bytes(b"x" * size)
    raw = source_of(folder, bytes_max=1000).read("a.txt")
    assert isinstance(raw, RawDocument) is fits
    assert fits or raw.reason is Reason.TOO_LARGE


def test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not(folder):
    (folder / "a.txt").write_text("one")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "outside.txt").symlink_to(folder.parent / "secret.txt")
    assert source_of(folder).read("inside.txt").content == b"one"
    assert source_of(folder).read("outside.txt").reason is Reason.OUTSIDE_FOLDER


def test_a_locator_that_climbs_out_is_refused(folder):
    (folder.parent / "secret.txt").write_text("secret")
    assert source_of(folder).read("../secret.txt").reason is Reason.OUTSIDE_FOLDER


def test_a_folder_named_like_a_file_and_a_pipe_are_no_files(folder):
    (folder / "a.txt").mkdir()
    os.mkfifo(folder / "b.txt")
    source = source_of(folder)
    assert locators(source) == ["a.txt", "b.txt"]
    assert {source.read(name).reason for name in ("a.txt", "b.txt")} == {Reason.NOT_A_FILE}


def test_links_that_lead_nowhere_or_in_circles_are_unreadable(folder):
    (folder / "dead.txt").symlink_to("gone.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    source = source_of(folder)
    assert locators(source) == ["dead.txt", "loop.txt"]
    assert {source.read(name).reason for name in ("dead.txt", "loop.txt")} == {Reason.UNREADABLE}


def test_a_link_to_a_folder_outside_is_refused_and_one_inside_is_no_second_way(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "a.txt").write_text("one")
    (folder / "again").symlink_to("sub")
    (folder / "up").symlink_to(folder)
    (folder / "away").symlink_to(folder.parent)
    source = source_of(folder)
    assert locators(source) == ["away", "sub/a.txt"]
    assert source.read("away").reason is Reason.OUTSIDE_FOLDER


def test_a_name_that_is_not_utf_8_stays_storable_and_is_refused(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("x")
    [locator] = locators(source_of(folder))
    assert locator.encode("utf-8") == b"caf\\xe9.txt"
    assert source_of(folder).read(locator).reason is Reason.UNREADABLE


def test_a_file_of_fifty_megabytes_is_refused_unread(folder):
    with (folder / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    rejected = source_of(folder, bytes_max=10_000_000).read("a.txt")
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rejected.reason is Reason.TOO_LARGE
    assert "50,000,000 bytes" in rejected.detail
    assert peak_bytes < 1_000_000


@pytest.fixture
def guarded_folder():
    """A folder in reach of an ordinary user, which we are while the test runs: root may read everything."""
    place = Path(tempfile.mkdtemp(prefix="nm-"))
    place.chmod(0o755)
    yield place
    for path in place.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(place)


@contextmanager
def ordinary_user():
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_what_may_not_be_read_costs_itself_alone(guarded_folder):
    for name in ("a.txt", "b.txt", "closed/c.txt"):
        (guarded_folder / name).parent.mkdir(exist_ok=True)
        (guarded_folder / name).write_text("x")
    (guarded_folder / "b.txt").chmod(0)
    (guarded_folder / "closed").chmod(0)
    source = source_of(guarded_folder)
    with ordinary_user():
        assert locators(source) == ["a.txt", "b.txt", "closed"]
        assert source.read("a.txt").content == b"x"
        assert [source.read(name).reason for name in ("b.txt", "closed")] == [Reason.UNREADABLE] * 2


def test_a_folder_that_may_not_be_listed_is_a_source_that_is_down(guarded_folder):
    (guarded_folder / "in").mkdir(mode=0)
    with ordinary_user(), pytest.raises(SourceUnavailable, match=r"Permission denied. Create or mount it, give"):
        source_of(guarded_folder / "in").survey({})


def test_a_missing_folder_says_what_to_do(folder):
    with pytest.raises(SourceUnavailable, match=r"gone: No such file or directory. Create or mount it"):
        source_of(folder / "gone").survey({})


def test_a_link_out_of_the_folder_is_not_sighted_anew_when_its_target_changes(folder):
    target = folder.parent / "secret.txt"
    target.write_text("one")
    (folder / "outside.txt").symlink_to(target)
    known = {sighting.locator: sighting.stamp for sighting in source_of(folder).survey({})}
    target.write_text("another")
    assert locators(source_of(folder), known) == []
