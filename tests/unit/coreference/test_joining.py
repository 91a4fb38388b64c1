"""Keys of a day: which tellings share one, and that they follow from the tellings alone."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.coreference.affairs import topic_of
from include.newsmill.coreference.joining import event_keys
from tests.tellings import day, party, telling, vector

ALIKE_ALONE = {"any": -5.0, "alike": 10.0}  # a cosine over one half makes one act


def groups(*tellings, topics=None):
    """The tellings that share a key, as their places in what is given."""
    keys = event_keys(day(*tellings, topics=topics), ALIKE_ALONE)
    shared = {}
    for place, one in enumerate(tellings):
        shared.setdefault(keys[one.event_id], []).append(place)
    return sorted(shared.values())


def test_an_act_of_two_articles_has_one_key_and_names_what_it_is():
    one, two = telling(1), telling(2)
    keys = event_keys(day(one, two))
    assert keys[one.event_id] == keys[two.event_id] == f"5:2019-10-25:COERCE/arrest:PER:{one.event_id.hex[:8]}"


def test_an_act_of_one_article_has_a_key_of_its_own():
    one, other = telling(1), telling(2, recipients=(party("Bob Roy"),), vector=vector(50, 51))
    keys = event_keys(day(one, other))
    assert keys[one.event_id] != keys[other.event_id]


def test_what_is_not_known_is_a_dash_and_the_day_that_of_publication():
    bare = telling(1, mode=None, event_start=None, event_end=None, actors=())
    assert event_keys(day(bare))[bare.event_id] == f"5:2019-10-25:COERCE:-:{bare.event_id.hex[:8]}"


def test_a_sector_without_country_is_no_country():
    police = telling(1, actors=(party("Police", "COP", "organisation"),))
    assert ":-:" in event_keys(day(police))[police.event_id]


def test_an_article_tells_one_act_in_two_rows_where_both_are_like_the_other_article():
    again, first, other = telling(1, 0, vector=vector(1, 2, 3, 4)), telling(1, 1), telling(2)
    assert groups(again, first, other) == [[0, 1, 2]]


def test_a_row_that_is_less_alike_than_another_of_its_article_keeps_to_itself():
    less, more, other = telling(1, 0, vector=vector(*range(1, 10))), telling(1, 1), telling(2)
    assert groups(less, more, other) == [[0], [1, 2]]
    assert groups(less, other) == [[0, 1]]


def test_three_articles_share_a_key_where_all_are_alike():
    assert groups(telling(1), telling(2), telling(3)) == [[0, 1, 2]]


def test_a_text_that_five_hundred_print_is_one_cluster_soon():
    assert groups(*(telling(article) for article in range(500))) == [list(range(500))]


def test_two_acts_of_a_text_stay_two_however_many_print_it():
    rows = [telling(article, number, vector=vector(1, 2, 3, 4 + number)) for article in range(5) for number in (0, 1)]
    assert groups(*rows) == [[0, 2, 4, 6, 8], [1, 3, 5, 7, 9]]


def test_a_vector_of_another_width_is_like_no_other():
    assert groups(telling(1, vector=b"\x01" * 64), telling(2), telling(3)) == [[0], [1, 2]]


def test_what_is_like_one_of_two_alone_does_not_join_them():
    one, two = telling(1, vector=vector(1, 2, 3, 4)), telling(2, vector=vector(1, 2, 3, 4))
    assert groups(one, two, telling(3, vector=vector(3, 4, 5, 6, 7, 8, 9, 10))) == [[0, 1], [2]]


def test_events_of_two_types_are_never_one():
    assert groups(telling(1), telling(2, event_type="ASSAULT")) == [[0], [1]]


def test_articles_about_other_things_share_no_key():
    apart = {uuid.UUID(int=1): topic_of("Lima"), uuid.UUID(int=2): topic_of("Quito")}
    assert groups(telling(1), telling(2), topics=apart) == [[0], [1]]


def test_a_row_without_vector_keeps_to_itself():
    assert groups(telling(1, vector=None), telling(2, vector=None)) == [[0], [1]]


@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_keys_do_not_depend_on_the_order_of_rows(shuffled, articles):
    rows = [
        telling(article, number, vector=vector(*shuffled.sample(range(6), 3)))
        for article in range(articles)
        for number in range(2)
    ]
    again = rows[:]
    shuffled.shuffle(again)
    assert event_keys(day(*rows), ALIKE_ALONE) == event_keys(day(*again), ALIKE_ALONE)


def test_a_day_without_events_has_no_keys():
    assert event_keys(day()) == {}
