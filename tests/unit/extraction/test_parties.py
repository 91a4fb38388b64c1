"""Who does it to whom, by sentences of our own; each name says the rule that finds them."""

import pytest


def told(read, text, event_type):
    """ "TYPE: actors > recipients" of the first event of a type, as printed in the text; None when there is none."""
    for event in read(text).events:
        if event.event_type == event_type:
            actors, recipients = ([p.surface for p in side] for side in (event.actors, event.recipients))
            return f"{event_type}: {' + '.join(actors) or '-'} > {' + '.join(recipients) or '-'}"
    return None


PARTIES = {
    "according to somebody is done to nobody": (
        "Ana Lopez has refused food since Monday, according to her brother.",
        "PROTEST: Ana Lopez > -",
    ),
    "his brother is not he": (
        "The editor was jailed in May. He attacked a guard on Monday, his brother said.",
        "ASSAULT: editor > guard",
    ),
    "who is on strike does it": (
        "Six jailed editors are on hunger strike, their lawyers said.",
        "PROTEST: Six jailed editors > -",
    ),
    "the one asked stands behind from under the object": (
        "Ghana demanded an apology from Togo.",
        "REQUEST: Ghana > Togo",
    ),
    "the one shot at stands behind on": (
        "Troops opened fire on villagers near Goma.",
        "ASSAULT: Troops > villagers",
    ),
    "a ceasefire is agreed with somebody deeper": (
        "Chile agreed to a truce with Peru's rebels.",
        "AGREE: Chile > Peru's rebels",
    ),
    "a demand speaks of the subject of its clause": (
        "Ghana wants Togo's leader to resign.",
        "REQUEST: Ghana > Togo's leader",
    ),
    "a complaint is about who did it": (
        "Doctors complained that the ministry had not paid them.",
        "ACCUSE: Doctors > ministry",
    ),
    "a deadline is for the one who shall act": (
        "Spain set a deadline for the bank to make reforms.",
        "REQUEST: Spain > bank",
    ),
    "those are people with what tells them": (
        "China demanded that those behind the raid be punished.",
        "REQUEST: China > those behind the raid",
    ),
    "a threat is to whom the condition speaks of": (
        "Miners threatened to strike unless the company pays them.",
        "THREATEN: Miners > company",
    ),
    "a refusal is of who made the proposal": (
        "Rebels rejected the mediator's plan.",
        "REJECT: Rebels > mediator",
    ),
    "who answers an offer refuses the offerer": (
        "Chile offered a truce, but Peru refused it.",
        "REJECT: Peru > Chile",
    ),
    "speech hung on an act is about whom it was done to": (
        "Nurses left the coalition, complaining of low wages.",
        "ACCUSE: Nurses > coalition",
    ),
    "a possessive belongs to what is seized": (
        "Iran's tanker was seized by British marines.",
        "COERCE: British marines > Iran's tanker",
    ),
    "what is struck is recipient though nobody": (
        "Insurgents bombed a checkpoint in Sangin.",
        "ASSAULT: Insurgents > checkpoint",
    ),
    "an instrument is no victim": (
        "Police used a water cannon against students.",
        "ASSAULT: Police > students",
    ),
    "verbs that are joined share their object": (
        "Soldiers chased and beat the protesters.",
        "ASSAULT: Soldiers > protesters",
    ),
    "a figure counts people": (
        "Rebels killed 14 in Kano.",
        "ASSAULT: Rebels > 14",
    ),
    "an ordinal counts people": (
        "Gunmen released ten hostages on Monday and beat an eleventh.",
        "ASSAULT: Gunmen > eleventh",
    ),
    "more with a figure counts people": (
        "Gunmen wounded five more.",
        "ASSAULT: Gunmen > five more",
    ),
    "who is let go is freed": (
        "Yemen's president let the hostage go.",
        "RETREAT: Yemen's president > hostage",
    ),
    "who ordered it did what the noun says": (
        "The prosecutor ordered the arrest of the captains.",
        "COERCE: prosecutor > captains",
    ),
    "who leaves after talks held them": (
        "The rebels freed two hostages after talks with the Red Cross.",
        "CONSULT: rebels > Red Cross",
    ),
    "what is set up is not whom it is done to": (
        "Peru and Chile will open a joint embassy in Nairobi.",
        "AGREE: Peru + Chile > -",
    ),
    "a town where it happens is no recipient": (
        "Officers arrested a clerk near Suva.",
        "COERCE: Officers > clerk",
    ),
    "a host receives the visitor": (
        "The ambassador received the teachers in Hanoi.",
        "CONSULT: teachers > ambassador",
    ),
    "each of several is all of them": (
        "Rebels and soldiers traded fire, each accusing the police of treason.",
        "ACCUSE: Rebels + soldiers > police",
    ),
    "who is ousted goes before where from": (
        "The union suspended Paraguay from the club.",
        "SANCTION: union > Paraguay",
    ),
    "a name behind a noun is the party": (
        "The exporters' head, Carla Duarte, accused the union of theft.",
        "ACCUSE: Carla Duarte > union",
    ),
    "help for a purpose goes to the helped": (
        "Norway gave 30 million dollars to help refugees in Mali.",
        "AID: Norway > refugees",
    ),
}


@pytest.mark.parametrize("reason", PARTIES)
def test_parties(read, reason):
    text, expected = PARTIES[reason]
    assert told(read, text, expected.partition(":")[0]) == expected


PRONOUNS = {
    "he is a person told by a common noun": (
        "Police stopped a driver in Lima. He attacked an officer.",
        "ASSAULT: driver > officer",
    ),
    "they are the last subject of several": (
        "Ten countries met in Accra. They promised to help Togo.",
        "AGREE: Ten countries > Togo",
    ),
    "they may be two": (
        "France and Spain met on Monday. They condemned Belarus.",
        "ACCUSE: France + Spain > Belarus",
    ),
    "they are not many of them, but those themselves": (
        "The farmers met in Porto. Thousands of them stormed parliament. They attacked an officer.",
        "ASSAULT: farmers > officer",
    ),
    "many of them, of whom nothing was said": (
        "Thousands of them were hungry. They attacked an officer.",
        "ASSAULT: - > officer",
    ),
    "him is not the subject of his own clause": (
        "A man ran from the court. An officer shot him.",
        "ASSAULT: officer > man",
    ),
    "police said he is not the police": (
        "A teacher fled to Quito. Police said he had attacked a pupil.",
        "ASSAULT: teacher > pupil",
    ),
}


@pytest.mark.parametrize("reason", PRONOUNS)
def test_pronouns(read, reason):
    text, expected = PRONOUNS[reason]
    assert told(read, text, expected.partition(":")[0]) == expected


def test_every_party_cuts_its_surface_out_of_the_body(read):
    for body, _ in (PARTIES | PRONOUNS).values():
        parties = [p for e in read(body).events for p in (*e.actors, *e.recipients)]
        assert all(body[p.char_start : p.char_end] == p.surface for p in parties)


def test_nobody_is_both_actor_and_recipient(read):
    for body, _ in (PARTIES | PRONOUNS).values():
        for event in read(body).events:
            assert not {p.name for p in event.actors} & {p.name for p in event.recipients}
