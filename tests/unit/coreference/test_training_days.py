"""The stories that the joining of acts learns from: labelled by the rules, none of the golden ones."""

import json
from collections import defaultdict

import pytest

from benchmarks.golden_events import GOLDEN
from include.newsmill.extraction.events.ontology import event_types
from training.__main__ import DAYS, DAYS_QUESTIONS
from training.measure import GOLDEN_RUN_WORDS, runs


@pytest.fixture(scope="module", params=[DAYS, DAYS_QUESTIONS], ids=lambda folder: folder.name)
def articles(request):
    paths = sorted(request.param.glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def stories(articles):
    by_story = defaultdict(list)
    for article in articles:
        by_story[article["story"]].append(article)
    return by_story


def test_there_are_enough_and_every_article_has_its_own_name(articles, stories):
    assert len(stories) >= 100
    assert len({article["id"] for article in articles}) == len(articles) >= 300


def test_the_questions_are_learnt_from_other_stories_than_the_encoder():
    texts = [
        {json.loads(line)["text"] for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()}
        for folder in (DAYS, DAYS_QUESTIONS)
    ]
    assert texts[0].isdisjoint(texts[1])


def test_a_story_is_of_one_day_and_told_by_three_or_four(stories):
    assert {len(told) for told in stories.values()} <= {3, 4}
    assert [name for name, told in stories.items() if len({article["published_on"] for article in told}) != 1] == []


def test_every_action_is_words_of_the_text_and_every_type_known(articles):
    rows = [(article, row) for article in articles for row in article["rows"]]
    assert {row["type"] for _, row in rows} == set(event_types())
    assert all(article["text"][slice(*row["action"])].strip() for article, row in rows)


def test_an_act_that_has_a_label_is_told_by_several_articles(stories):
    for told in stories.values():
        where = defaultdict(set)
        for article in told:
            for row in article["rows"]:
                where[row["act"]].add(article["id"])
        assert [act for act, ids in where.items() if act is not None and len(ids) < 2] == []


def test_none_repeats_a_golden_text_by_so_many_words(articles):
    lines = (GOLDEN / "articles.jsonl").read_text("utf-8").splitlines()
    golden = {run for line in lines for run in runs(json.loads(line)["text"], GOLDEN_RUN_WORDS)}
    assert [article["id"] for article in articles if runs(article["text"], GOLDEN_RUN_WORDS) & golden] == []
