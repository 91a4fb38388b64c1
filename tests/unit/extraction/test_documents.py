"""The examples in docs/events.md are what the coder really finds."""

import re
from pathlib import Path

import pytest

from include.newsmill.extraction.events.ontology import event_types

PAGE = (Path(__file__).parents[3] / "docs" / "events.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| ([A-Z]+) \| (\d) \| (.+?) \| (.+?) → (.+?) \| (\w+) \|$", PAGE, flags=re.MULTILINE)
MODALITIES = re.findall(
    r"^\| (\w+) \| (.+?) \| ([A-Z]+)(?: \(underlying type ([A-Z]+)\))? \|$", PAGE, flags=re.MULTILINE
)


def test_every_type_has_an_example():
    assert [example[0] for example in EXAMPLES] == list(event_types())


@pytest.mark.parametrize("example", EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_an_example_of_a_type_is_read_as_written(read, example):
    event_type, quad, text, actor, recipient, modality = example
    (event,) = read(text).events
    assert (event.event_type, str(event.quad_class), event.modality) == (event_type, quad, modality)
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == ([actor], [recipient])


@pytest.mark.parametrize("example", MODALITIES, ids=[example[1] for example in MODALITIES])
def test_an_example_of_a_modality_is_read_as_written(read, example):
    modality, text, event_type, underlying = example
    (event,) = read(text).events
    assert (event.modality, event.event_type, event.underlying_type) == (modality, event_type, underlying or None)
