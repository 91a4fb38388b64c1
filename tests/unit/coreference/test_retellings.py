"""The acts told five times each that the encoder learns from: by the rules, none of the golden texts."""

import json
from collections import defaultdict

import pytest

from benchmarks.golden_events import GOLDEN
from include.newsmill.extraction.events.ontology import event_types
from training.__main__ import RETELLINGS
from training.days import Act
from training.measure import GOLDEN_RUN_WORDS, runs
from training.retellings import Retelling, marked, pairs_of_families, read_retellings


@pytest.fixture(scope="module")
def lines():
    paths = sorted(RETELLINGS.glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def retellings():
    return read_retellings(RETELLINGS.glob("*.jsonl"))


def test_a_family_is_three_acts_of_one_type_each_told_five_times(lines):
    families = defaultdict(list)
    for line in lines:
        families[line["family"]].append(line)
    assert len(families) >= 250
    assert {(len(acts), len({act["act"] for act in acts})) for acts in families.values()} == {(3, 3)}
    assert [name for name, acts in families.items() if len({act["type"] for act in acts}) > 1] == []
    assert {len(set(line["tellings"])) for line in lines} == {5}
    assert {line["type"] for line in lines} == set(event_types())


def test_every_telling_has_one_mark_on_words_of_a_sentence(lines, retellings):
    tellings = [told for line in lines for told in line["tellings"]]
    assert [told for told in tellings if (told.count("[["), told.count("]]")) != (1, 1)] == []
    acts = [told.act for told in retellings]
    assert [act for act in acts if not act.sentence[act.start : act.end].strip() or "\n" in act.sentence] == []


def test_none_repeats_a_golden_text_by_so_many_words(retellings):
    texts = [
        json.loads(line)["text"]
        for name in ("articles.jsonl", "sentences.jsonl")
        for line in (GOLDEN / name).read_text("utf-8").splitlines()
    ]
    golden = {run for text in texts for run in runs(text, GOLDEN_RUN_WORDS)}
    assert [told.name for told in retellings if runs(told.act.sentence, GOLDEN_RUN_WORDS) & golden] == []


def test_marks_are_taken_out_and_kept_as_places():
    assert marked("He was [[taken away]] at dawn.") == Act("He was taken away at dawn.", 7, 17)


def test_a_sentence_without_marks_is_refused():
    with pytest.raises(ValueError, match=r"mark those that name the act"):
        marked("He was taken away at dawn.")


def test_two_marks_in_one_sentence_are_no_pair():
    seized, freed, again = (marked(t) for t in ("[[seized]] and freed", "seized and [[freed]]", "[[let go]]"))
    rows = [Retelling("f", "a", seized), Retelling("f", "b", freed), Retelling("f", "b", again)]
    pairs = pairs_of_families(rows, {seized: 0, freed: 1, again: 2})
    assert [(pair.one, pair.other, pair.same) for pair in pairs] == [(0, 2, False), (1, 2, True)]
