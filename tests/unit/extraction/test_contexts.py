"""Contexts of events: the table, how words count, and sentences of our own."""

from datetime import date

import pytest
from spacy.strings import get_string_id

from include.newsmill.extraction.events.contexts import CONTEXTS_MAX, context_names, contexts_of, points_of
from include.newsmill.extraction.tables import cell_list, rows

PLOVER = [
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "human_rights", "rights_freedoms", "repression", "human_security", "lgbt",
    "religion_ethnicity", "inequality", "diplomatic", "territory", "health", "asylum", "migration", "disasters",
    "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime",
    "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip


def told(text):
    return points_of([(get_string_id(word), get_string_id(word)) for word in text.split()])


def contexts(read, text):
    return [event.contexts for event in read(text).events]


def test_table_has_the_contexts_of_the_scheme_in_its_order():
    assert list(context_names()) == PLOVER


@pytest.mark.parametrize("context", PLOVER)
def test_each_context_has_words_enough(context):
    ((_, strong, weak, _, _),) = (cells for cells in rows("contexts.tsv", 5) if cells[0] == context)
    words = cell_list(strong) + cell_list(weak)
    assert len(set(words)) == len(words) >= 25
    assert all(word == word.lower() and len(word.split()) <= 3 and "-" not in word.split() for word in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian troops shelled a factory in Kharkiv on Tuesday.", "military"),
        ("China accused the United States of spying.", "intelligence"),
        ("Parliament rejected the bill.", "legislative"),
        ("Opposition supporters rallied in Harare after the vote.", "election"),
        ("The junta declared martial law in the capital.", "pro_autocracy"),
        ("The United States imposed tariffs on Chinese steel.", "economic"),
        ("A court convicted the former minister of bribery.", "legal"),
        ("A court convicted the former minister of bribery.", "corruption"),
        ("Amnesty International condemned Egypt for torture.", "human_rights"),
        ("Police arrested two journalists in Lagos.", "rights_freedoms"),
        ("Police fired tear gas at protesters in Nairobi.", "repression"),
        ("Germany sent medicine to Haiti after the earthquake.", "disasters"),
        ("Germany sent medicine to Haiti after the earthquake.", "human_security"),
        ("Hungary banned the Pride march.", "lgbt"),
        ("Attackers burned down a mosque in Gujarat.", "religion_ethnicity"),
        ("Kenya's president met the king of Jordan.", "diplomatic"),
        ("Catalan separatists rallied for independence.", "territory"),
        ("Ecuador granted asylum to the activist.", "asylum"),
        ("Turkey deported 40 Syrian refugees.", "migration"),
        ("Activists protested against the pipeline.", "natural_resource"),
        ("Activists protested against plans to burn more coal and fossil fuels.", "environment"),
        ("A suicide bomber killed 30 people in Kabul.", "terrorism"),
        ("North Korea threatened to resume nuclear tests.", "cbrn"),
        ("Hackers attacked the ministry's website.", "cyber"),
        ("France accused Russia of spreading disinformation.", "misinformation"),
        ("Police arrested a man for murder in Lagos.", "crime"),
        ("Colombia arrested a suspected cocaine smuggler.", "illegal_drugs"),
    ],
)  # fmt: skip
def test_context_told_by_the_sentence(read, text, expected):
    assert any(expected in each for each in contexts(read, text))


@pytest.mark.parametrize(
    "text",
    ["Norway praised Iceland for its work.", "Iran refused to meet the inspectors.", "Peru thanked Chile."],
)
def test_no_context_where_nothing_tells_one(read, text):
    assert contexts(read, text) == [()]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Gunmen killed three miners in Kano.", "economic"),
        ("Police arrested a man for murder in Lagos.", "repression"),
        ("Colombia arrested a suspected cocaine smuggler.", "crime"),
        ("Gunmen shot two nurses in Kano.", "health"),
        ("Teachers protested against the government.", "executive"),
    ],
)
def test_context_not_told_by_the_sentence(read, text, wrong):
    assert not any(wrong in each for each in contexts(read, text))


def test_longest_entry_counts_alone():
    assert set(told("war crime")[0]) == {"legal", "human_rights"}
    assert told("prime minister trade barbs")[0] == {}


def test_names_in_the_plural_are_found():
    assert "military" in told("defence forces")[1]


def test_an_entry_counts_once():
    assert told("hostage and hostages and hostage")[0] == {"terrorism": 1}


def test_a_weak_word_needs_another_or_a_strong_one_next_door():
    assert contexts_of({"health": 1}, []) == ()
    assert contexts_of({"health": 2}, []) == ("health",)
    assert contexts_of({"health": 1}, [], ["health"]) == ("health",)
    assert contexts_of({}, [], ["health"]) == ()


def test_the_sentence_next_door_helps(read):
    alone = "Kenya thanked Uganda for sending masks."
    assert contexts(read, alone) == [()]
    behind = contexts(read, "Cholera has spread fast. " + alone)
    assert behind == contexts(read, alone + " Cholera has spread fast.") == [("health",)]


def test_what_the_event_itself_tells():
    assert contexts_of({}, {"ASSAULT", "MIL"}) == ("military",)
    assert contexts_of({}, {"PROTEST", "LAB"}) == contexts_of({}, {"PROTEST", "strike"}) == ("economic",)
    assert contexts_of({}, {"ACCUSE", "PTY"}) == ()
    assert contexts_of({"election": 1}, {"ACCUSE", "PTY"}) == ("election",)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"ACCUSE", "JUD"}, "legal"), ({"SANCTION", "convict"}, "legal"), ({"AID", "REF"}, "migration"),
        ({"ACCUSE", "SPY"}, "intelligence"), ({"REJECT", "LEG"}, "legislative"), ({"CONSULT", "UNO"}, "diplomatic"),
        ({"CONSULT", "states"}, "diplomatic"),
    ],
)  # fmt: skip
def test_sector_and_type_imply_a_context(facts, expected):
    assert expected in contexts_of({}, facts)


def test_strongest_first_then_the_order_of_the_table_and_no_more_than_four():
    points = {"crime": 2, "health": 3, "legal": 2, "military": 2, "cbrn": 2, "economic": 1}
    assert contexts_of(points, []) == ("health", "military", "legal", "cbrn")
    assert len(contexts_of(dict.fromkeys(PLOVER, 2), [])) == CONTEXTS_MAX


def test_same_text_same_contexts(read):
    text = (
        "Police arrested a cocaine smuggler in Lagos. A court convicted the minister of bribery and drug trafficking."
    )
    once = contexts(read, text)
    assert once == contexts(read, text) == [event.contexts for event in read(text, date(2001, 1, 1)).events]
