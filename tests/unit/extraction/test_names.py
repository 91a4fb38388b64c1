"""Keys, short forms, sectors, places: what needs no model."""

import pytest

from include.newsmill.extraction.entities.aliases import merge_organisations, merge_persons
from include.newsmill.extraction.entities.names import initials, key_of, stands_for
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.entities.sectors import code_of, sector_of, sector_of_name
from include.newsmill.extraction.reading import Name


@pytest.fixture(scope="module")
def gazetteer(extractor):
    return extractor._gazetteer


def name(surface, start, label="PERSON"):
    return Name(
        part=0,
        first=start,
        last=start + 1,
        start=start,
        end=start + len(surface),
        surface=surface,
        label=label,
        sentence=0,
    )


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("USTR", "Office of the U.S. Trade Representative", True),
        ("U.N.", "United Nations", True),
        ("SPLA", "Sudan People's Liberation Army", True),
        ("IMF", "World Bank", False),
        ("US", "Union Station", True),
    ],
)
def test_initials_stand_for_a_full_name(short, full, fits):
    assert stands_for(short, full) is fits


def test_keys_drop_case_possessive_and_stops():
    assert key_of("the Weatherford Co.'s") == key_of("Weatherford Co") == "weatherford co"
    assert initials("Ministry of Foreign Affairs") == "MFA"


def test_a_surname_joins_the_last_full_name_before_it():
    groups = merge_persons(
        [name("Bill Clinton", 0), name("Hillary Clinton", 20), name("Clinton", 40), name("Liu He", 60), name("Liu", 70)]
    )
    assert [[n.surface for n in group] for group in groups] == [
        ["Bill Clinton"],
        ["Hillary Clinton", "Clinton"],
        ["Liu He", "Liu"],
    ]


def test_organisations_join_by_initials_and_first_words():
    words = ["Weatherford", "Weatherford International Inc.", "Sudan People's Liberation Army", "SPLA"]
    groups = merge_organisations(name(w, 50 * i, "ORG") for i, w in enumerate(words))
    assert sorted(shown for shown, _ in groups) == ["Sudan People's Liberation Army", "Weatherford International Inc."]


@pytest.mark.parametrize(
    ("place", "named", "inside", "key"),
    [
        ("Santiago", {"CL"}, None, "geonames:3871336"),
        ("Santiago", set(), "Chile", "geonames:3871336"),
        ("Paris", {"US"}, None, "geonames:2988507"),
        ("Paris", set(), "Texas", "geonames:4717560"),
        ("Birmingham", set(), "Alabama", "geonames:4049979"),
        ("Washington", {"US"}, None, "geonames:4140963"),
        ("U.S.", set(), None, "country:US"),
        ("Tigray", set(), None, "region:tigray"),
        ("Gaza", {"IL"}, None, "region:gaza"),
        ("Soviet Union", set(), None, "former:SUN"),
    ],
)
def test_a_place_is_told_by_company_containment_and_size(gazetteer, place, named, inside, key):
    assert gazetteer.resolve(place, frozenset(named), inside).key == key


def test_a_country_has_no_point_but_a_city_state_has(gazetteer):
    assert gazetteer.country("CL").latitude is None
    assert round(gazetteer.country("SG").latitude) == 1


def test_peoples_and_seats_speak_of_their_country(gazetteer):
    assert gazetteer.people("North Koreans").country == "KP"
    assert (gazetteer.seat("Beijing"), gazetteer.seat("the Kremlin"), gazetteer.seat("Springfield")) == (
        "CN",
        "RU",
        None,
    )


def test_unknown_names_are_no_places(gazetteer):
    assert gazetteer.resolve("Zorpville", frozenset()) is None


def test_every_country_named_in_our_table_is_in_the_gazetteer(gazetteer):
    assert isinstance(gazetteer, Gazetteer)
    assert all(gazetteer.country(code).alpha3 for code in ("US", "XK", "PS", "TW", "HK"))


def test_sectors_follow_the_words():
    assert sector_of(["riot", "police"]) == ("COP", "body")
    assert sector_of(["villagers"]) == ("CVL", "person")
    assert sector_of(["table"]) is None
    assert sector_of_name("Ministry of Defence") == "GOV"
    assert code_of("USA", "GOV") == "USAGOV"
    assert code_of("USA", "UNO") == "UNO"
