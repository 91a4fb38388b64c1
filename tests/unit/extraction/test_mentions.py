"""Names by the form of lines, by the words beside them, and where they begin and end."""

import pytest

from include.newsmill.extraction.headlines import recased
from include.newsmill.extraction.scores import names_by_form


def labels(read, text):
    return {m.surface: m.label for m in read(text).mentions}


def entities(read, text):
    found = read(text)
    by_id = {e.entity_id: e for e in found.entities}
    return {m.surface: by_id[m.entity_id] for m in found.mentions}


def formed(extractor, text):
    return {text[start:end]: label for start, end, label in names_by_form(text, extractor._gazetteer)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Leeds 2 Hull 1\nBurnley 0 (Smith 12, Jones 80) Derby 3\n",
            {"Leeds": "ORG", "Hull": "ORG", "Burnley": "ORG", "Derby": "ORG"},
        ),
        ("Hull 4 3 1 0 10\nYork 4 2 2 0 8\n", {"Hull": "ORG", "York": "ORG"}),
        ("France 2 Italy 1\nWales 0 Spain 3\n", {"France": "GPE", "Italy": "GPE", "Wales": "GPE", "Spain": "GPE"}),
        ("DENVER AT BOSTON\nHOUSTON AT DALLAS\n", {"DENVER": "ORG", "BOSTON": "GPE", "HOUSTON": "ORG"}),
        ("1. Anna Weber (Austria) 1:02\n2. Li Na (China) 1:03\n",
         {"Anna Weber": "PERSON", "Austria": "GPE", "Li Na": "PERSON", "China": "GPE"}),
        ("Squad: Defenders - Paul Adams (captain), Ian Webb, Tom Cole.",
         {"Paul Adams": "PERSON", "Ian Webb": "PERSON", "Tom Cole": "PERSON"}),
        ("A storm hit. LAGOS (Reuters) - Rain fell.", {"LAGOS": "GPE"}),
        ("Sales rose 3 percent.\nLeeds 2 Hull 1\n", {}),
    ],
)  # fmt: skip
def test_the_form_of_a_line_names_teams_persons_and_places(extractor, text, names):
    found = formed(extractor, text)
    assert {name: found.get(name) for name in names} == names
    assert names or not found


def test_forms_cost_one_pass(extractor):
    text = "A B C D 1 (" * 20_000
    assert list(names_by_form(text, extractor._gazetteer)) == []


def test_a_line_in_capitals_takes_the_case_of_the_text():
    text = "MINISTER LANZO MEETS NATO CHIEF\n\nPaul Lanzo met the chief of NATO."
    assert recased(text, frozenset(["meets", "minister"])).splitlines()[0] == "minister Lanzo meets NATO chief"


def test_a_table_in_capitals_stays():
    text = "DENVER 12 13 14 15 16 17\nplain text"
    assert recased(text, frozenset()) == text


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Xinhua news agency said so on Friday.", "Xinhua", "ORG"),
        ("Defender Paul Webster scored twice on Friday.", "Paul Webster", "PERSON"),
        ("Talks were held in west Japan on Friday.", "Japan", "GPE"),
        ("Fighting broke out in Tigray on Friday.", "Tigray", "LOC"),
        ("Shares of AT&T and Bristol-Myers Squibb rose.", "AT&T", "ORG"),
        ("The Ministry of Foreign Affairs issued a statement.", "Ministry of Foreign Affairs", "ORG"),
        ("The Department of Health and Human Services agreed.", "Department of Health and Human Services", "ORG"),
        ("The University of Cambridge closed its gates.", "University of Cambridge", "ORG"),
    ],
)
def test_a_name_begins_and_ends_where_a_reader_would_say(read, text, name, label):
    assert labels(read, text).get(name) == label


def test_initials_in_brackets_show_how_long_the_name_is(read):
    text = "The Organisation for Security and Co-operation in Europe (OSCE) met. The OSCE agreed."
    found = entities(read, text)
    assert "Organisation for Security and Co-operation in Europe" in found
    assert found["OSCE"].code == "IGO"


def test_a_town_that_plays_is_a_team_and_a_town_where_it_plays_is_none(read):
    text = (
        "Leeds scored a late goal in the second half of the league match. The coach praised the striker and his team. "
        "They beat Sheffield on Saturday. The game was played in Sheffield."
    )
    found = [m.label for m in read(text).mentions if m.surface == "Sheffield"]
    assert found == ["ORG", "GPE"]


def test_roles_become_titles_and_reigns_become_names(read):
    text = "U.S. Trade Representative Robert Lighthizer met Pope Francis. Lighthizer left."
    found = read(text)
    titles = [(m.surface, m.role_title) for m in found.mentions if m.label == "PERSON"]
    assert titles == [
        ("Robert Lighthizer", "U.S. Trade Representative"), ("Francis", "Pope"), ("Lighthizer", None),
    ]  # fmt: skip
    assert {e.name for e in found.entities if e.kind == "person"} == {"Robert Lighthizer", "Pope Francis"}


def test_names_of_one_thing_are_one_entity_and_its_people_carry_its_code(read):
    found = entities(
        read, "The International Atomic Energy Agency met. The IAEA's chief went to Iran. Iranians cheered."
    )
    assert found["IAEA"] == found["International Atomic Energy Agency"]
    assert (found["IAEA"].code, found["Iran"].code, found["Iranians"].code) == ("IGO", "IRN", "IRN")


def test_ids_are_the_same_in_every_article_but_of_bare_surnames(read):
    one = entities(read, "Angela Merkel went to Nairobi, Kenya. The European Union agreed. Obama stayed.")
    two = entities(read, "Kenya rejoiced. EU leaders and Angela Merkel were in Nairobi. Obama came.")
    same = {("Angela Merkel", "Angela Merkel"), ("Nairobi", "Nairobi"), ("Kenya", "Kenya"), ("European Union", "EU")}
    assert all(one[a].entity_id == two[b].entity_id for a, b in same)
    assert one["Obama"].entity_id != two["Obama"].entity_id


@pytest.mark.parametrize(
    ("region", "country"),
    [
        ("Tigray", "ET"), ("West Bank", "PS"), ("Kashmir", None), ("Donbas", "UA"), ("Xinjiang", "CN"),
        ("Catalonia", "ES"), ("Darfur", "SD"), ("Kurdistan", "IQ"), ("Gaza", "PS"), ("Crimea", "UA"),
    ],
)  # fmt: skip
def test_regions_are_places_with_their_country(extractor, region, country):
    place = extractor._gazetteer.resolve(region, frozenset())
    assert (place.kind, place.country) == ("region", country)


def test_a_capital_stays_a_place_and_acts_as_its_government(read):
    found = read("Beijing condemned Washington on Friday.")
    places = {e.name: (e.kind, e.code) for e in found.entities}
    assert places["Beijing"] == ("place", "CHN")
    assert [p.code for e in found.events for p in e.actors] == ["CHNGOV"]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Kazakhstan's foreign minister, Erlan Sadykov, is in Dushanbe.", "Erlan Sadykov", "KAZGOV"),
        ("The Fijian president, Vinod Naidu, met reporters.", "Vinod Naidu", "FJIGOV"),
        ("President Temir Asanov of Kyrgyzstan met reporters.", "Temir Asanov", "KGZGOV"),
        ("A former French minister, Jean Dupont, was fined.", "Jean Dupont", "FRAELI"),
    ],
)
def test_a_role_beside_the_name_tells_sector_and_country(read, text, name, code):
    (person,) = [entity for entity in read(text).entities if entity.name == name]
    assert person.code == code
