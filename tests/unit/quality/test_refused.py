"""What goes with a refused row, and that no failing row is forgotten. One day holds all faults and is judged once."""

import json
from datetime import UTC, date, datetime

import pytest

from include.newsmill import schema
from include.newsmill.quality import gate, judge
from include.newsmill.quality.refused import as_json, quoted
from tests.builders import DAY, StagedDay

TWINS = {"canonical_url": "https://example.org/", "text": "President Ann Lee met Bob Roy in Lima."}


@pytest.fixture(scope="module")
def faults():
    """name -> bundle of one article with one fault, and the day that holds them."""
    day = StagedDay()
    made = {name: day.add() for name in ("sound", "place", "event", "person", "mention", "doubled", "dates", "orphan")}
    made["article"] = day.add(language="english")
    made["twin"] = day.add(locator="a.txt", **TWINS)
    day.add(locator="b.txt", **TWINS).article["fingerprint"] = "?"
    made["place"].entities["place"]["country"] = "Peru"
    made["event"].event["modality"] = "perhaps"
    made["person"].entities["actor"]["kind"] = "human"
    made["mention"].mentions["actor"].update(label="DATE", sentence_no=-1)
    made["dates"].event["event_end"] = date(2019, 10, 1)
    day.tables["mentions"].append(dict(made["doubled"].mentions["actor"]))  # in the last shard
    day.tables["articles"].remove(made["orphan"].article)
    return made, day


@pytest.fixture(scope="module")
def judgement(faults, tmp_path_factory):
    paths = faults[1].write(tmp_path_factory.mktemp("faults"), shards=3)
    return judge(paths, day=DAY, refused_share_max=1.0, refused_share_from_rows=20)


@pytest.fixture
def rows(faults, judgement):
    """The refused rows of one fault."""

    def of(name):
        version = faults[0][name].version_id
        found = [row for row in judgement.refused_rows.to_pylist() if row["version_id"] == version]
        return [row | {"row_key": row["row_key"].replace(version, "V")} for row in found]

    return of


def keys(rows):
    return {(row["suite"], row["row_key"], row["parent"] is not None) for row in rows}


def test_a_sound_article_loses_nothing(rows):
    assert rows("sound") == []


def test_with_an_article_goes_all_of_its_version(faults, rows):
    found = rows("article")
    assert len(found) == 1 + 3 + 3 + 1 + 2
    assert [row["suite"] for row in found if row["parent"] is None] == ["articles"]
    assert {row["parent"] for row in found} == {None, faults[0]["article"].version_id}
    assert {row["rule"] for row in found} == {"language_pattern"}


def test_with_a_place_go_its_mentions_and_the_events_there_with_their_participants(faults, rows):
    place = faults[0]["place"].entities["place"]["entity_id"]
    assert keys(rows("place")) == {
        ("entities", f"V/{place}", False),
        ("events", "V/0", True),
        ("mentions", "V/2", True),
        ("participants", "V/0/actor/0", True),
        ("participants", "V/0/recipient/0", True),
    }


def test_with_a_person_go_mentions_and_participants_but_no_event(faults, rows):
    person = faults[0]["person"].entities["actor"]["entity_id"]
    assert keys(rows("person")) == {
        ("entities", f"V/{person}", False),
        ("mentions", "V/0", True),
        ("participants", "V/0/actor/0", True),
    }


def test_with_an_event_go_its_participants_alone(rows):
    assert keys(rows("event")) == {
        ("events", "V/0", False),
        ("participants", "V/0/actor/0", True),
        ("participants", "V/0/recipient/0", True),
    }


def test_a_child_names_its_parent_and_the_rule(faults, rows):
    child = next(row for row in rows("event") if row["suite"] == "participants")
    assert (child["parent"], child["rule"]) == (f"{faults[0]['event'].version_id}/0", "modality_known")
    assert child["detail"] == "goes with its row of events, which events.modality_known refused"


def test_a_row_is_listed_once_for_each_rule_it_breaks(rows):
    assert [(row["row_key"], row["rule"]) for row in rows("mention")] == [
        ("V/0", "sentence_no_range"),
        ("V/0", "label_known"),
    ]


def test_all_rows_of_a_refused_key_are_listed(faults, rows):
    articles = [row for row in rows("twin") if row["suite"] == "articles"]
    assert [json.loads(row["record"])["locator"] for row in articles] == ["a.txt", "b.txt"]
    assert [row["parent"] for row in articles] == [faults[0]["twin"].version_id, None]
    assert len([row for row in rows("twin") if row["suite"] == "mentions"]) == 2 * 3


def test_a_key_that_stands_twice_is_found_across_shards(rows):
    assert [(row["suite"], row["row_key"], row["rule"]) for row in rows("doubled")] == [
        ("mentions", "V/0", "key_unique")
    ] * 2


def test_rows_without_their_article_are_refused(rows):
    found = rows("orphan")
    assert {row["suite"] for row in found} == {"entities", "events", "mentions", "participants"}
    assert {row["rule"] for row in found} == {"version_known"}


def test_a_refused_row_says_what_was_expected_and_found(rows, judgement):
    expected = "must hold: event_end is not before event_start; found "
    values = "event_end='2019-10-01', event_start='2019-10-25'"
    assert rows("dates")[0]["detail"] == expected + values
    verdict = next(one for one in judgement.validations.to_pylist() if one["rule"] == "dates_in_order")
    assert verdict["detail"].startswith(expected + "1 of 11 rows (row_key='")
    assert verdict["detail"].endswith(f"{values})")


def test_the_record_is_the_whole_row(faults, rows, judgement):
    record = json.loads(rows("article")[0]["record"])
    assert list(record) == schema.ARTICLE.names
    assert (record["body"], record["day"]) == (faults[0]["article"].article["body"], "2019-10-25")
    assert judgement.refused_rows.schema == schema.REFUSED_ROW


def test_every_failing_row_is_told_in_whatever_chunks(judged, monkeypatch):
    day = StagedDay()
    for _ in range(90):  # 270 mentions: Great Expectations cuts other lists at 20 and at 200
        for mention in day.add().mentions.values():
            mention["label"] = "DATE"
    monkeypatch.setattr(gate, "CHUNK_ROWS", 250)
    judgement = judged(day, shards=3, share=1.0, row_group_rows=50)
    rows = judgement.refused_rows.to_pylist()
    assert len({row["row_key"] for row in rows}) == len(rows) == 270
    verdict = next(one for one in judgement.validations.to_pylist() if one["rule"] == "label_known")
    assert (verdict["rows_checked"], verdict["rows_failed"]) == (270, 270)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\0b", '"a␀b"'),
        (["\0"], '["␀"]'),
        (float("nan"), '"nan"'),
        (float("inf"), '"inf"'),
        (0.5, "0.5"),
        (None, "null"),
        (date(2019, 10, 25), '"2019-10-25"'),
        (datetime(2019, 10, 25, 9, tzinfo=UTC), '"2019-10-25T09:00:00+00:00"'),
        ("\\u0000", '"\\\\u0000"'),
    ],
)
def test_a_record_is_json_that_postgresql_takes(value, text):
    assert as_json({"x": value}) == f'{{"x": {text}}}'


def test_quoted_values_are_short():
    assert quoted({"a": "x" * 200, "b": 3.0, "c": float("nan")}) == f"a='{'x' * 79}…, b=3, c=null"
