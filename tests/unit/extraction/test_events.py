"""Sentences of our own and what the coder makes of them."""

from datetime import date

import pytest


def rows(read, text):
    found = []
    for e in read(text).events:
        actors, recipients = "+".join(p.name for p in e.actors), "+".join(p.name for p in e.recipients)
        found.append((e.event_type, e.modality, actors, recipients))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya praised Uganda on Monday for opening the border.", ("SUPPORT", "asserted", "Kenya", "Uganda")),
        ("France will host Japan's premier in Lyon next week.", ("AGREE", "planned", "Japan's premier", "France")),
        ("Peru condemned Bolivia for seizing the vessel.", ("ACCUSE", "asserted", "Peru", "Bolivia")),
        ("Police arrested two journalists in Lagos on Tuesday.", ("COERCE", "asserted", "Police", "two journalists")),
        ("Two journalists were arrested by police.", ("COERCE", "asserted", "police", "Two journalists")),
        ("Norway threatened to expel the Russian envoy.", ("THREATEN", "asserted", "Norway", "Russian envoy")),
        ("Egypt demanded that Sudan withdraw.", ("REQUEST", "asserted", "Egypt", "Sudan")),
        ("Iran refused to meet the inspectors.", ("REJECT", "asserted", "Iran", "inspectors")),
        ("Chad did not attack Libya, its president said.", ("ASSAULT", "negated", "Chad", "Libya")),
        ("Spain imposed sanctions on Belarus.", ("SANCTION", "asserted", "Spain", "Belarus")),
        ("Germany sent medicine to Haiti after the storm.", ("AID", "asserted", "Germany", "Haiti")),
        ("Rebels released four hostages near Goma.", ("RETREAT", "asserted", "Rebels", "four hostages")),
        ("Turkey lifted a ban on the opposition.", ("CONCEDE", "asserted", "Turkey", "opposition")),
        ("Thousands of teachers protested against the government.", ("PROTEST", "asserted", "teachers", "government")),
        ("Poland deployed 500 soldiers near Lithuania.", ("MOBILIZE", "asserted", "Poland", "Lithuania")),
        ("Brazil denied that it had bombed Paraguay.", ("ASSAULT", "denied", "Brazil", "Paraguay")),
        ("India may invade Nepal.", ("ASSAULT", "hypothetical", "India", "Nepal")),
    ],
)  # fmt: skip
def test_type_modality_and_parties(read, text, expected):
    assert rows(read, text) == [expected]


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Nobody was arrested in Kano, police said.", "COERCE", "negated"),
        ("Turkey is to expel nine Syrian diplomats.", "SANCTION", "planned"),
        ("Students called a march through Harare for Thursday.", "PROTEST", "planned"),
        ("Villagers fear an attack by the militia.", "ASSAULT", "hypothetical"),
        ("The striking doctors in Harare went home.", "PROTEST", "asserted"),
        ("Ministers discussed the arrest of nine editors by the army.", "COERCE", "asserted"),
        ("Nobody but the army attacked the village.", "ASSAULT", "asserted"),
        ("The Union stopped short of imposing sanctions on Belarus.", "SANCTION", "negated"),
        ("Turkey abstained from sending troops to Libya.", "MOBILIZE", "negated"),
        ("Warsaw held back from expelling the Russian envoy.", "SANCTION", "negated"),
    ],
)
def test_modality_beside_the_verb(read, text, event_type, modality):
    assert (event_type, modality) in [(event.event_type, event.modality) for event in read(text).events]


def test_an_act_named_twice_in_its_sentence_has_the_higher_confidence(read):
    [event] = read("Doctors in Kampala remain on strike over unpaid wages.").events
    assert (event.event_type, event.confidence > 0.7) == ("PROTEST", True)


@pytest.mark.parametrize(
    "text",
    [
        "Stocks climbed on the news, with the index reaching a record.",
        "He told Fox News that it was raining.",
        "The trade wars have unnerved markets for a year.",
        "An earthquake killed 30 people in Peru.",
        "Arsenal striker attacked the goal twice in the second half of the match before the final ball of the season.",
        "The storm threatened the harvest.",
        "The band released an album in May.",
    ],
)
def test_no_event(read, text):
    assert rows(read, text) == []


def test_who_wants_to_do_something_asks_nobody(read):
    (event,) = read("Trump wants to sign the accord with China in November.").events
    assert (event.event_type, event.modality, event.underlying_type) == ("AGREE", "planned", "SUPPORT")


def test_what_is_only_spoken_of_is_the_underlying_type(read):
    (event,) = read("Ghana will visit Togo in June.").events
    assert (event.event_type, event.underlying_type, event.modality) == ("AGREE", "CONSULT", "planned")


def test_a_sentence_may_hold_several_events(read):
    kinds = [
        row[0] for row in rows(read, "Police arrested three men and Kenya condemned Somalia after the talks failed.")
    ]
    assert kinds == ["COERCE", "ACCUSE"]


def test_reporting_is_attribution(read):
    (event,) = read("Cuba expelled two American diplomats, Foreign Minister Bruno Rodriguez said.").events
    assert (event.event_type, event.attributed_to) == ("SANCTION", "Bruno Rodriguez")


def test_a_report_of_duty_is_a_request(read):
    (event,) = read("Jack Straw said Sudan must stop the fighting.").events
    assert (event.event_type, event.actors[0].name, event.recipients[0].name) == ("REQUEST", "Jack Straw", "Sudan")


def test_numbers_of_killed_and_injured(read):
    (event,) = read("Gunmen killed 12 people and wounded five in Kano on Sunday.").events
    assert (event.killed, event.injured, event.place_name) == (12, 5, "Kano")
    assert event.event_start == date(2019, 10, 20)


def test_quotation_is_marked(read):
    (event,) = read('"We condemn Russia," Angela Merkel said.').events
    assert event.is_quoted
    assert event.attributed_to == "Angela Merkel"


def test_codes_are_country_and_sector(read):
    (event,) = read("Chinese police detained a Canadian businessman.").events
    assert (event.actors[0].code, event.recipients[0].code) == ("CHNCOP", "CANBUS")


def test_without_publication_day_the_event_has_no_day(read):
    (event,) = read("Police arrested two men in Lagos on Tuesday.", None).events
    assert (event.event_start, event.date_basis) == (None, None)


def test_evidence_is_the_sentence(read):
    text = "It rained.  Kenya praised Uganda. It stopped."
    (event,) = read(text).events
    assert text[event.char_start : event.char_end] == "Kenya praised Uganda."
