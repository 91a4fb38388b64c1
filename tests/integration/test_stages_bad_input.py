"""Each kind of broken record costs itself alone, and says what was wrong with it and where it is."""

from datetime import date

import pytest

from include.newsmill import stages
from include.newsmill.errors import ContractBroken, SourceUnavailable
from tests.mill import NOW, Mill

DAY = date(2019, 10, 25)
GOOD = "date 2019-10-25 The president of Chile met Argentina's foreign minister in Santiago on Friday, officials said. "
GOOD += "The two governments agreed to open three border crossings before the end of the year."


@pytest.fixture
def mill(warehouse, tmp_path):
    made = Mill(warehouse, tmp_path)
    (tmp_path / "news").mkdir()
    made.declare(news=tmp_path / "news")
    return made


def put(mill, name, content):
    path = mill.folder / "news" / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


BAD = {
    "no_header.txt": (GOOD[16:], "no_date_header"),
    "no_such_day.txt": (GOOD.replace("10-25", "02-30"), "impossible_date"),
    "empty.txt": ("date 2019-10-25 \n \n", "empty_body"),
    "one_word.txt": ("date 2019-10-25 Hello", "too_short"),
    "binary.txt": (b"date 2019-10-25 " + bytes(range(1, 32)) * 200 + b"\x80\xff" * 2000, "binary"),
    "latin.txt": ("date 2019-10-25 Le président a rencontré la chancelière à Berlin.".encode("latin-1"), "not_utf8"),
    "utf16.txt": (GOOD.encode("utf-16"), "not_utf8"),
    "nul.txt": (GOOD + "\0 and then it went on.", "nul_character"),
    "big.txt": (GOOD.encode() + b"x" * 50_000_000, "too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_broken_file_is_quarantined_alone(mill, name):
    content, reason = BAD[name]
    put(mill, "good.txt", GOOD)
    put(mill, name, content)
    loaded = mill.run(DAY)
    assert (loaded["status"], loaded["counts"]["written"]) == ("published", 1)
    assert mill.rows("SELECT locator, reason FROM ops.quarantine", role="owner") == [(name, reason)]


def test_a_record_without_a_day_is_quarantined_once_however_many_days_run(mill):
    put(mill, "no_header.txt", GOOD[16:])
    for day in (DAY, date(2019, 10, 26), DAY):
        assert mill.run(day)["counts"]["read"] == 0
    assert mill.rows("SELECT count(*) FROM ops.quarantine", role="owner") == [(1,)]


def test_byte_order_mark_and_carriage_returns_are_accepted(mill):
    put(mill, "windows.txt", b"\xef\xbb\xbf" + GOOD.replace(". The", ".\r\n\r\nThe").encode())
    assert mill.run(DAY)["counts"]["written"] == 1
    assert mill.rows("SELECT body LIKE E'%%said.\\n\\nThe two%%' FROM news.articles") == [(True,)]


def test_a_symlink_out_of_the_folder_is_not_followed(mill):
    (mill.folder / "secret.txt").write_text(GOOD)
    (mill.folder / "news" / "link.txt").symlink_to(mill.folder / "secret.txt")
    assert mill.run(DAY)["status"] == "empty"
    assert mill.rows("SELECT reason FROM ops.quarantine", role="owner") == [("outside_folder",)]


def test_a_directory_named_like_a_file_is_refused(mill):
    (mill.folder / "news" / "folder.txt").mkdir()
    mill.run(DAY)
    assert mill.rows("SELECT locator, reason FROM ops.quarantine", role="owner") == [("folder.txt", "not_a_file")]


def test_another_language_is_kept_and_said_so(mill):
    put(mill, "german.txt", "date 2019-10-25 Die Kanzlerin traf am Freitag in Berlin den französischen Präsidenten. "
        "Beide Regierungen einigten sich auf ein neues Abkommen über den Handel mit Getreide.")  # fmt: skip
    assert mill.run(DAY)["counts"]["written"] == 1
    assert mill.rows("SELECT language FROM news.articles") == [("de",)]
    assert mill.rows("SELECT count(*) FROM news.mentions") == [(0,)]
    assert mill.rows("SELECT detail FROM ops.ledger WHERE detail LIKE '%%de%%'", role="owner")


def test_the_same_article_under_two_names_is_kept_and_linked(mill):
    put(mill, "a.txt", GOOD)
    put(mill, "b.txt", GOOD)
    mill.run(DAY)
    rows = mill.rows("SELECT article_id, duplicate_of FROM news.articles ORDER BY duplicate_of NULLS FIRST")
    assert rows[0][1] is None
    assert rows[1][1] == rows[0][0]


def test_changed_text_is_a_new_version(mill):
    put(mill, "a.txt", GOOD)
    mill.run(DAY)
    put(mill, "a.txt", GOOD + " A spokesman declined to comment.")
    mill.run(DAY)
    assert mill.rows("SELECT version, body LIKE '%%declined to comment.' FROM news.articles") == [(2, True)]
    assert mill.rows("SELECT count(*) FROM news.article_versions") == [(2,)]


def test_a_file_added_to_a_loaded_day_is_pending_until_the_day_runs_again(mill):
    put(mill, "a.txt", GOOD)
    mill.run(DAY)
    put(mill, "b.txt", GOOD.replace("Chile", "Peru"))
    mill.survey()
    assert mill.rows("SELECT day FROM news.pending_days") == [(DAY,)]
    mill.run(DAY)
    assert mill.rows("SELECT day FROM news.pending_days") == []
    assert mill.rows("SELECT count(*) FROM news.articles") == [(2,)]


def test_a_source_that_is_down_asks_for_a_retry_first(mill):
    mill.declare(news=mill.folder / "gone")
    with pytest.raises(SourceUnavailable, match="gone"):
        mill.run(DAY, last_attempt=False)


def test_a_source_that_stays_down_leaves_the_others_published(mill):
    put(mill, "a.txt", GOOD)
    other = mill.folder / "other"
    other.mkdir()
    (other / "b.txt").write_text(GOOD.replace("Chile", "Peru"))
    mill.declare(news=mill.folder / "news", other=other)
    mill.run(DAY)
    before = mill.hash()
    other.rename(mill.folder / "elsewhere")
    loaded = mill.run(DAY)
    assert loaded["status"] == "partial"
    assert mill.hash() == before
    with pytest.raises(ContractBroken, match=r"loaded in part .*other"):
        stages.report(mill.settings, loaded, now=NOW)


def test_too_many_refused_rows_refuse_the_day_and_leave_the_readers_alone(mill):
    put(mill, "a.txt", GOOD)
    mill.run(DAY)
    before = mill.hash()
    for number in range(30):
        put(mill, f"bad-{number}.txt", "date 2019-10-25 Hello")
    loaded = mill.run(DAY)
    assert loaded["status"] == "refused"
    assert mill.hash() == before
    assert mill.rows("SELECT status FROM news.loads ORDER BY load_id") == [("published",), ("refused",)]
    assert mill.rows("SELECT count(*) FROM ops.quarantine WHERE reason = 'too_short'", role="owner") == [(30,)]
    with pytest.raises(ContractBroken, match="refused the day 2019-10-25"):
        stages.report(mill.settings, loaded, now=NOW)


def test_kept_bytes_that_are_gone_cost_their_record_alone(mill):
    put(mill, "a.txt", GOOD)
    put(mill, "b.txt", GOOD.replace("Chile", "Peru"))
    mill.survey()
    kept = sorted(path for path in (mill.folder / "raw").rglob("*") if path.is_file())
    kept[0].unlink()
    counts = mill.run(DAY)["counts"]
    assert (counts["read"], counts["written"], counts["quarantined"]) == (2, 1, 1)
    assert mill.rows("SELECT reason FROM ops.quarantine", role="owner") == [("raw_missing",)]


def test_kept_bytes_that_are_gone_take_nothing_away_that_was_published(mill):
    put(mill, "a.txt", GOOD)
    mill.run(DAY)
    before = mill.hash()
    mill.change(raw_root=str(mill.folder / "another"))
    assert mill.run(DAY)["counts"]["quarantined"] == 1
    assert mill.hash() == before


def test_a_file_that_was_too_large_is_read_when_the_limit_is_raised(mill):
    put(mill, "a.txt", GOOD)
    mill.change(document_bytes_max=50)
    assert mill.run(DAY)["counts"]["read"] == 0
    mill.change(document_bytes_max=10_000)
    assert mill.run(DAY)["counts"]["written"] == 1
    assert mill.rows("SELECT count(*) FROM ops.quarantine", role="owner") == [(0,)]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"loader_dsn": "postgresql://nobody@127.0.0.1:1/none"}, "127.0.0.1"),
        ({"sources_file": "/nowhere/sources.yaml"}, "/nowhere/sources.yaml"),
        ({"free_bytes_min": 10**18}, "NEWSMILL_STAGING_ROOT"),
    ],
)
def test_a_run_that_cannot_work_says_so_at_the_start(mill, settings, words):
    mill.change(**settings)
    with pytest.raises(ContractBroken, match=words):
        stages.plan(mill.settings, day=DAY, kind="manual", dag_run_id="t", now=NOW)
