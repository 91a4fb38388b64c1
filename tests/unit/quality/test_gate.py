"""The judgement as a whole: a sound day, an empty one, the share of refused rows, and what the gate leaves alone."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from upath import UPath

from include.newsmill import schema
from include.newsmill.quality import judge
from include.newsmill.quality.rules import JUDGED, RULES
from include.newsmill.settings import PROJECT_ROOT
from tests.builders import DAY, StagedDay


def verdicts(judgement):
    return {f"{one['suite']}.{one['rule']}": one for one in judgement.validations.to_pylist()}


def test_a_sound_day_passes_every_rule_and_prints_nothing(judged, capfd):
    day = StagedDay()
    for _ in range(3):
        day.add()
    for name in ("a.txt", "b.txt"):  # the same page under two names is no fault
        day.add(locator=name, canonical_url="https://example.org/", text="President Ann Lee met Bob Roy in Lima.")
    judgement = judged(day, shards=2)
    assert (judgement.refused, judgement.refusal, judgement.refused_rows.num_rows) == (False, None, 0)
    assert [name for name, one in verdicts(judgement).items() if not one["success"]] == ["articles.not_repeated"]
    assert capfd.readouterr() == ("", "")
    assert judgement.validations.schema == schema.VALIDATION
    found = {(one["suite"], one["rule"], one["scope"], one["severity"]) for one in verdicts(judgement).values()}
    assert found == {(rule.table, rule.name, rule.scope.value, rule.severity.value) for rule in RULES}


def test_files_may_lie_anywhere_that_fsspec_reaches(tmp_path):
    day = StagedDay()
    day.add(bare=True)
    paths = day.write(tmp_path)
    for name, some in paths.items():
        for index, path in enumerate(some):
            far = UPath(f"memory://gate/{name}-{index}.parquet")
            far.write_bytes(Path(path).read_bytes())
            some[index] = str(far)
    judgement = judge(paths, day=DAY, refused_share_max=0.2, refused_share_from_rows=20)
    assert verdicts(judgement)["articles.body_chars_range"]["rows_checked"] == 1


def test_a_day_of_articles_alone_passes(judged):
    day = StagedDay()
    day.add(bare=True, language="de")
    judgement = judged(day)
    assert not judgement.refused
    assert verdicts(judgement)["mentions.label_known"]["rows_checked"] == 0


@pytest.mark.parametrize("staged", [{}, {name: [] for name in schema.STAGED}])
def test_an_empty_day_gets_an_empty_judgement(staged):
    judgement = judge(staged, day=DAY, refused_share_max=0.2, refused_share_from_rows=20)
    assert (judgement.refused, judgement.validations.num_rows, judgement.refused_rows.num_rows) == (False, 0, 0)


def test_an_empty_day_does_not_import_great_expectations():
    code = (
        "import sys, datetime; from include.newsmill.quality import judge;"
        "judge({}, day=datetime.date(2019, 10, 25), refused_share_max=0.2, refused_share_from_rows=20);"
        "print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_gate_writes_no_file_and_calls_nobody(watched):
    assert watched.connected == []
    assert [path for path in watched.written if not path.endswith(".pyc") and "__pycache__" not in path] == []


# -- the share of refused rows --------------------------------------------------------------------------------------


def spoiled(articles: int, bad: int) -> StagedDay:
    """A day of which some articles break a rule."""
    day = StagedDay()
    for number in range(articles):
        day.add(bare=True, language="english" if number < bad else "en")
    return day


@pytest.mark.parametrize(
    ("articles", "bad", "refused"),
    [
        (20, 4, False),  # the limit itself
        (20, 5, True),
        (19, 19, False),  # too few rows to speak of a share
    ],
)
def test_the_share_is_looked_at_from_enough_rows_on(judged, articles, bad, refused):
    judgement = judged(spoiled(articles, bad))
    assert judgement.refused is refused
    assert judgement.refused_rows.num_rows == bad


def test_records_quarantined_before_the_gate_count_with_the_articles(judged):
    day = spoiled(16, 0)
    for _ in range(5):
        day.reject()
    judgement = judged(day)
    assert judgement.refusal.startswith("articles.refused_share: must hold: at most NEWSMILL_REFUSED_SHARE_MAX")
    assert judgement.refusal.endswith("found 5 of 21 rows (share=0.2381).")


def test_discarded_records_do_not_count(judged):
    day = spoiled(16, 0)
    for number in range(30):
        day.reject(outcome="discarded" if number < 26 else "quarantined")
    assert not judged(day).refused


def test_a_day_of_nothing_but_quarantined_records_is_refused(judged):
    day = StagedDay()
    for _ in range(20):
        day.reject()
    assert judged(day).refused


def test_each_table_answers_for_itself_and_children_do_not_count(judged):
    day = StagedDay()
    for number in range(25):
        bundle = day.add()
        if number < 10:  # 10 of 75 entities, which take 10 of 25 events with them
            bundle.entities["place"]["country"] = "Peru"
        elif number < 22:  # 12 of 50 participants
            bundle.participants["actor"]["participant_no"] = -1
    judgement = judged(day)
    assert [name for name in JUDGED if not verdicts(judgement)[f"{name}.refused_share"]["success"]] == ["participants"]
    assert verdicts(judgement)["events.refused_share"]["rows_failed"] == 0
    assert judgement.refusal.endswith("found 12 of 50 rows (share=0.24).")


# -- tables that are not as agreed ----------------------------------------------------------------------------------


def change_file(paths, table, change):
    found = pq.read_table(paths[table][-1])
    pq.write_table(change(found), paths[table][-1])


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.drop_columns(["label"]),
        lambda table: table.append_column("more", pa.nulls(len(table))),
        lambda table: table.set_column(1, "mention_no", table["mention_no"].cast(pa.int64())),
    ],
    ids=["column gone", "column more", "other type"],
)
def test_files_of_another_schema_refuse_the_day(tmp_path, change):
    day = StagedDay()
    day.add()
    paths = day.write(tmp_path, shards=3)
    change_file(paths, "mentions", change)
    judgement = judge(paths, day=DAY, refused_share_max=0.2, refused_share_from_rows=20)
    assert judgement.refused
    assert judgement.refusal.startswith("mentions.schema: must hold: the files have the agreed columns")
    assert set(judgement.validations["rule"].to_pylist()) == {"schema"}
