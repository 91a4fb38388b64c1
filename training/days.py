"""Labelled stories of one day: which events of several articles are the same act.

    python -m training.days      # how well keys join what nobody trained on

training/days/ teaches the encoder (coreference.py), days_questions/ what the questions weigh (questions.py), and
days_held_out.jsonl is kept for measuring; README.md says how they were labelled.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from include.newsmill.coreference.affairs import Topic, topic_of
from include.newsmill.coreference.joining import event_keys
from include.newsmill.coreference.telling import Day, Telling, tellings_of
from include.newsmill.extraction import Extractor
from include.newsmill.extraction.events.encoder import ActEncoder, act_encoder
from include.newsmill.model import Article

HELD_OUT = Path(__file__).parent / "days_held_out.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """An action in its sentence."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts of two articles by number, and whether they are one."""

    articles: tuple[str, str]  # pairs of the same two are seen in one step of the descent
    one: int
    other: int
    same: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An event that was found in an article and labelled."""

    telling: Telling
    act: Act
    group: str | None  # label that the tellings of one act share within a story

    def is_one_with(self, other: "Row") -> bool:
        """Whether two rows of a story tell the same act."""
        return self.group is not None and self.group == other.group

    def with_vector(self, encoder: ActEncoder) -> Telling:
        """The telling, with the vector that an encoder gives its act."""
        (vector,) = encoder.vectors(self.act.sentence, [(self.act.start, self.act.end)])
        return replace(self.telling, vector=vector)


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one affair."""

    published_on: date
    articles: tuple[tuple[Row, ...], ...]
    topics: dict[uuid.UUID, Topic]


def read_stories(paths: Iterable[Path]) -> list[Story]:
    """The labelled stories, with the events that the extraction finds in them today; others are left out."""
    lines = [json.loads(line) for path in sorted(paths) for line in path.read_text("utf-8").splitlines()]
    articles = [Article.from_text(line["text"], date.fromisoformat(line["published_on"])) for line in lines]
    stories: dict[str, list[tuple[Row, ...]]] = defaultdict(list)
    days: dict[str, date] = {}
    topics: dict[str, dict[uuid.UUID, Topic]] = defaultdict(dict)
    extractor = Extractor.load()
    for line, article, found in zip(lines, articles, extractor.extract(articles), strict=True):
        labels = {(row["type"], *row["action"]): row for row in line["rows"]}
        rows = []
        for event, telling in zip(found.events, tellings_of(found, {}), strict=True):
            label = labels.get((event.event_type, event.action_start, event.action_end))
            if label is not None:
                first = event.char_start
                act = Act(article.body[first : event.char_end], event.action_start - first, event.action_end - first)
                rows.append(Row(telling, act, label["act"]))
        stories[line["story"]].append(tuple(rows))
        days[line["story"]] = date.fromisoformat(line["published_on"])
        topics[line["story"]][found.article_id] = topic_of(article.body)
    return [Story(days[name], tuple(told), topics[name]) for name, told in stories.items()]


def on_one_day(stories: Sequence[Story]) -> Story:
    """All articles as if they were of one day, the first story's; the days that they state are moved with them."""
    day = stories[0].published_on
    articles = tuple(
        tuple(_moved(row, day - story.published_on, f"{number}.") for row in told)
        for number, story in enumerate(stories)
        for told in story.articles
    )
    topics = {article_id: topic for story in stories for article_id, topic in story.topics.items()}
    return Story(day, articles, topics)


def _moved(row: Row, by: timedelta, prefix: str) -> Row:
    first, last = row.telling.event_start, row.telling.event_end
    moved = replace(row.telling, event_start=first and first + by, event_end=last and last + by)
    return replace(row, telling=moved, group=row.group and prefix + row.group)


def joined_pairs(story: Story) -> tuple[int, int, int]:
    """Of the pairs of events of two articles of a story: (joined and the same act, joined, the same act)."""
    encoder = act_encoder()
    rows = [row for told in story.articles for row in told]
    tellings = [row.with_vector(encoder) for row in rows]
    keys = event_keys(Day(published_on=story.published_on, tellings=tellings, topics=story.topics))
    right = joined = same = 0
    for one, two in combinations(rows, 2):
        if one.telling.article_id != two.telling.article_id:
            is_same = one.is_one_with(two)
            is_joined = keys[one.telling.event_id] == keys[two.telling.event_id]
            right, joined, same = right + (is_same and is_joined), joined + is_joined, same + is_same
    return right, joined, same


def main() -> None:
    """Print precision, recall and F1 of joined pairs on the stories held out."""
    stories = read_stories([HELD_OUT])
    print(f"{len(stories)} stories, {sum(len(story.articles) for story in stories)} articles")
    for name, days in (("each on a day of its own", stories), ("all on one day", [on_one_day(stories)])):
        right, joined, same = (sum(numbers) for numbers in zip(*map(joined_pairs, days), strict=True))
        print(f"{name}: {same} pairs are one act, joined {joined}, right {right}: ", end="")
        print(f"precision {right / joined:.3f}, recall {right / same:.3f}, F1 {2 * right / (joined + same):.3f}")


if __name__ == "__main__":
    main()
