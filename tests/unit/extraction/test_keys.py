"""Keys of events: the same in two articles of one event, never the same for two acts of one article."""

import pytest


@pytest.fixture
def keys(read):
    return lambda text: [event.event_key for event in read(text).events]


def test_two_articles_that_name_the_parties_otherwise_share_a_key(keys):
    (one,) = keys("Kenya's foreign minister condemned Sudan on Thursday.")
    (two,) = keys("NAIROBI, Oct 25 (AP) - Kenya on Thursday condemned the Sudanese army.")
    assert one == two == "4:2019-10-24:ACCUSE/disapprove:KEN"


def test_acts_of_one_article_that_are_alike_are_numbered(keys):
    found = keys("Kenya condemned Sudan on Thursday. Kenya condemned the Ethiopian government on Thursday.")
    assert found == ["4:2019-10-24:ACCUSE/disapprove:KEN", "4:2019-10-24:ACCUSE/disapprove:KEN:2"]


def test_who_is_named_without_a_country_counts_to_the_one_named_most(keys):
    (key,) = keys("Police arrested the editor in Lima on Thursday, a day after Peru's president praised him.")[:1]
    assert key.endswith(":PER")


def test_of_countries_named_as_often_the_first_is_home(keys):
    (key,) = keys("Police from Zambia and Angola searched the ferry; officers arrested two men on Thursday.")[-1:]
    assert key.endswith(":ZMB")


def test_several_actors_give_the_first_country_by_letter(keys):
    (key,) = keys("Zambia and Angola condemned Namibia on Thursday.")
    assert key.endswith(":AGO")


def test_no_country_no_key(keys):
    assert keys("Gunmen killed six farmers on Thursday.") == [None]


def test_what_may_happen_is_another_event_than_what_did(keys):
    may, did = keys("Kenya may bomb Sudan. Kenya bombed Sudan's army on Thursday.")
    assert (may, did) == ("4:2019-10-25:may ASSAULT/aerial:KEN", "4:2019-10-24:ASSAULT/aerial:KEN")
