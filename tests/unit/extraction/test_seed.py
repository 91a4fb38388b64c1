"""What must be found in the seed article."""

from datetime import date

import pytest


def events(seed, event_type):
    return [event for event in seed.events if event.event_type == event_type]


def names(parties):
    return [party.name for party in parties]


def test_every_span_cuts_its_text_out_of_the_body(seed, seed_text):
    spans = [(m.char_start, m.char_end, m.surface) for m in seed.mentions]
    spans += [(p.char_start, p.char_end, p.surface) for e in seed.events for p in (*e.actors, *e.recipients)]
    spans += [(e.action_start, e.action_end, e.action_text) for e in seed.events]
    assert len(spans) > 50
    assert all(seed_text[start:end] == text for start, end, text in spans)


@pytest.mark.parametrize(
    "name",
    ["Donald Trump", "Robert Lighthizer", "Steven Mnuchin", "Liu He", "Mike Pence", "Peter Navarro", "Xi Jinping"],
)
def test_each_person_is_one_entity_under_the_full_name(seed, name):
    surname = "Liu" if name == "Liu He" else name.split()[-1]
    ids = {m.entity_id for m in seed.mentions if surname in m.surface.split()}
    (entity,) = [e for e in seed.entities if e.entity_id in ids]
    assert (entity.kind, entity.name) == ("person", name)


@pytest.mark.parametrize(
    ("name", "country", "has_point"),
    [
        ("Washington", "US", True), ("Santiago", "CL", True), ("Hong Kong", "HK", True), ("Chile", "CL", False),
        ("China", "CN", False), ("United States", "US", False),
    ],
)  # fmt: skip
def test_places_have_country_and_point(seed, name, country, has_point):
    (entity,) = [e for e in seed.entities if e.name == name]
    assert (entity.kind, entity.country) == ("place", country)
    assert (entity.latitude is not None) == has_point


def test_initials_and_full_name_of_an_organisation_are_one_entity(seed):
    (entity,) = [e for e in seed.entities if "Trade Representative" in e.name]
    surfaces = {m.surface for m in seed.mentions if m.entity_id == entity.entity_id}
    assert (entity.kind, surfaces) == ("organisation", {"Office of the U.S. Trade Representative", "USTR"})


def test_titles_stand_with_the_person(seed):
    titles = {m.surface: m.role_title for m in seed.mentions if m.role_title}
    assert titles["Robert Lighthizer"] == "U.S. Trade Representative"
    assert titles["Mike Pence"] == "U.S. Vice President"


def test_the_call_is_a_consultation(seed):
    (event,) = events(seed, "CONSULT")
    assert names(event.actors) == ["Robert Lighthizer", "Steven Mnuchin"]
    assert names(event.recipients) == ["Liu He"]
    assert (event.event_start, event.event_end, event.place_name) == (
        date(2019, 10, 25),
        date(2019, 10, 25),
        "Washington",
    )


def test_the_speech_the_day_before_is_an_accusation(seed):
    (event,) = [event for event in events(seed, "ACCUSE") if names(event.actors) == ["Mike Pence"]]
    assert names(event.recipients) == ["China"]
    assert (event.event_start, event.event_end) == (date(2019, 10, 24), date(2019, 10, 24))


def test_the_hoped_for_signing_told_twice_is_one_planned_agreement(seed):
    event = next(e for e in events(seed, "AGREE") if "Donald Trump" in names(e.actors))
    assert (names(event.actors), event.modality, event.underlying_type) == (
        ["Donald Trump", "Xi Jinping"],
        "planned",
        "SUPPORT",
    )
    assert (event.event_start, event.event_end, event.place_name) == (
        date(2019, 11, 16),
        date(2019, 11, 17),
        "Santiago",
    )


def test_markets_talk_and_trade_wars_are_no_events(seed):
    assert not [e for e in seed.events if any(word in e.action_text for word in ("climbed", "told", "war", "said"))]
