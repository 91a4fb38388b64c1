"""Floors under the quality of events, pinned together with the golden texts they were measured on.

`make golden` raises a floor to what is reached now, less a margin for the arithmetic of other machines; to lower one,
or to take over changed golden texts, run pytest on this file with --lower-floors and say why in the commit.
"""

import json
from dataclasses import replace

import pytest

from benchmarks import golden_events

FLOORS = golden_events.GOLDEN / "floors.json"
MARGIN = 0.01


@pytest.fixture(scope="module")
def read_texts(extractor):
    return [golden_events.extracted(extractor, name) for name in golden_events.FILES]


@pytest.fixture(scope="module")
def figures(read_texts):
    return golden_events.all_figures(*read_texts)


@pytest.fixture(scope="module")
def floors(request, figures):
    """The pinned floors; written anew where one of the two flags asks for it."""
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"golden": "", "floors": {}}
    reached = {name: round(value - MARGIN, 3) for name, value in figures.items()}
    if request.config.getoption("--lower-floors"):
        pinned = {"golden": golden_events.golden_hash(), "floors": reached}
    elif request.config.getoption("--write-golden") and pinned["golden"] == golden_events.golden_hash():
        raised = {name: max(floor, reached[name]) for name, floor in pinned["floors"].items()}
        pinned = pinned | {"floors": raised}
    else:
        return pinned
    FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    return pinned


def test_golden_texts_are_those_of_the_floors(floors):
    assert floors["golden"] == golden_events.golden_hash(), "golden texts changed: measure anew with --lower-floors"


def test_no_figure_is_under_its_golden_floor(floors, figures):
    under = {name: (figures[name], floor) for name, floor in floors["floors"].items() if figures[name] < floor}
    assert not under, f"(reached, floor): {under}"


def test_floors_name_every_golden_figure(floors, figures):
    assert set(floors["floors"]) == set(figures)


def test_two_labellers_agree_on_the_golden_sentences():
    number, agreed = golden_events.agreement()
    assert number >= 100
    assert agreed["f1"] > 0.9


def test_matching_is_one_to_one_and_forgives_nothing():
    (gold,) = golden_events.labels_of(
        "Police arrested two men.",
        [
            {
                "type": "COERCE", "action": "arrested", "mode": "arrest", "modality": "asserted", "actors": ["Police"],
                "recipients": ["two men"], "attributed_to": None, "date": None, "place": None,
            }
        ],
    )  # fmt: skip
    text = golden_events.Text(
        "t", "Police arrested two men.", None, [gold], [gold, gold, replace(gold, event_type="AID")]
    )
    golden_events.match(text)
    assert len(text.pairs) == 1
    figures = golden_events.measured([text])
    assert (round(figures["precision"], 2), figures["recall"]) == (0.33, 1.0)
