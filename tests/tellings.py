"""Tellings made by hand: the arrest of an editor, as several articles of a day tell it."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from include.newsmill.coreference.affairs import Topic, topic_of
from include.newsmill.coreference.telling import Day, Party, Telling
from include.newsmill.model import ACT_VECTOR_BYTES, name_id

DAY = date(2019, 10, 25)


def vector(*strong: int) -> bytes:
    """A vector in which these numbers are strong; two that share half of them are half alike."""
    numbers = np.zeros(ACT_VECTOR_BYTES, np.int8)
    numbers[list(strong)] = 100
    return numbers.tobytes()


def party(name: str, code: str | None = None, kind: str = "person") -> Party:
    """A party whose entity is known by name and kind."""
    return Party(name=name, code=code, entity_id=name_id(kind, name), kind=kind)


def telling(article: int, number: int = 0, **changes: Any) -> Telling:
    """Row `number` of article `article`; `changes` are fields."""
    made = Telling(
        event_id=name_id(str(article), "event", str(number)), article_id=uuid.UUID(int=article), event_type="COERCE",
        underlying_type=None, mode="arrest", modality="asserted", event_start=DAY, event_end=DAY, date_basis="clause",
        place_entity_id=None, place_name="Lima", place_country="PE", has_point=True, killed=None, first_told_in=0,
        actors=(party("Police", "PERCOP", "organisation"),), recipients=(party("Ann Lee"),), vector=vector(1, 2, 3),
    )  # fmt: skip
    return replace(made, **changes)


def day(*tellings: Telling, topics: Mapping[uuid.UUID, Topic] | None = None) -> Day:
    """A day of tellings whose articles are all about Lima, or what `topics` says."""
    about = {one.article_id: topic_of("Lima") for one in tellings} if topics is None else topics
    return Day(published_on=DAY, tellings=tellings, topics=about)
