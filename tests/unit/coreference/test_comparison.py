"""Each question that two tellings are asked, by two that differ in nothing else."""

from datetime import date, timedelta

import pytest

from include.newsmill.coreference.comparison import ALIKE_MIN, Comparison, probability, same_act_weights
from include.newsmill.coreference.telling import SECTORS
from include.newsmill.extraction.tables import rows
from tests.tellings import DAY, party, telling, vector


def answers(one, two):
    """The one pair's answers."""
    [(_, _, found)] = Comparison([one, two], DAY).answers([0], [1])
    return found


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"mode": "seize"}, "other mode"),
        ({"modality": "planned"}, "only one told as done"),
        ({"underlying_type": "AID"}, "other underlying type"),
        ({"first_told_in": 7}, "one leads"),
        ({"event_start": date(2019, 9, 1), "event_end": date(2019, 9, 1)}, "over a day between"),
        ({"event_start": date(2019, 9, 1), "event_end": date(2019, 9, 1)}, "one older"),
        ({"event_start": None, "event_end": None}, "a day is unknown"),
        ({"place_name": "Cuzco"}, "other place"),
        ({"place_name": "Quito", "place_country": "EC"}, "other country"),
        ({"actors": (party("Police", "COLCOP", "organisation"),)}, "actor of another country"),
        ({"actors": (party("Army", "PERMIL", "organisation"),)}, "actor of another sector"),
        ({"recipients": (party("Bob Roy"),)}, "recipient is another person"),
        ({"recipients": (party("Bob Roy"),)}, "recipient of another name"),
        ({"actors": (party("Ann Lee"),)}, "doer here is done to there"),
    ],
)
def test_a_difference_is_one_answer(change, question):
    assert question not in answers(telling(1), telling(2))
    assert answers(telling(1), telling(2, **change))[question] > 0
    assert answers(telling(1, **change), telling(2))[question] > 0


@pytest.mark.parametrize(
    "question",
    [
        "same mode", "same modality", "both lead", "days meet", "same days stated", "same place", "same country",
        "same actor", "same recipient", "recipient named alike", "actor of the same country",
        "actor of the same sector",
    ],
)  # fmt: skip
def test_what_agrees_is_answered(question):
    assert answers(telling(1), telling(2))[question] == 1


def test_a_surname_is_the_person():
    found = answers(telling(1), telling(2, recipients=(party("Lee"),)))
    assert found["recipient named alike"] == 1
    assert "recipient is another person" not in found


def test_rare_words_of_a_name_count_more_than_those_of_many():
    def shared(one, two):
        sides = ((party(name, kind="group"),) for name in (one, two))
        return answers(*(telling(number, recipients=side) for number, side in enumerate(sides)))

    assert shared("four European diplomats", "diplomats")["recipient in the same words"] == 1
    assert 0 < shared("Tapirapé police", "Xingu police")["recipient in the same words"] < 0.1
    assert shared("China", "China")["recipient in the same words"] == 1
    assert 0.3 < shared("Lithuanian diplomats", "Belarusian diplomats")["recipient in the same words"] < 0.9


def test_an_act_that_is_denied_is_told_as_done():
    assert "only one told as done" not in answers(telling(1), telling(2, modality="denied"))


def test_a_title_is_no_name():
    found = answers(*(telling(n, actors=(party(f"President {name}"),)) for n, name in ((1, "Roy"), (2, "Diaz"))))
    assert found["actor of another name"] == 1


def test_numbers_killed_are_compared_where_both_say_one():
    assert "other number killed" not in answers(telling(1, killed=3), telling(2, killed=3))
    assert answers(telling(1, killed=3), telling(2, killed=4))["other number killed"] == 1
    assert "other number killed" not in answers(telling(1, killed=3), telling(2))


def test_a_rival_that_is_closer_puts_a_pair_behind():
    told = [telling(1), telling(2, 0), telling(2, 1, vector=vector(1, 2, 9))]
    near, far = (answers["ahead of others"] for _, _, answers in Comparison(told, DAY).answers([0], [1, 2]))
    assert near > 0 > far


def test_events_of_two_types_are_not_compared():
    assert list(Comparison([telling(1), telling(2, event_type="ASSAULT")], DAY).answers([0], [1])) == []


def test_days_far_apart_count_little_more_than_days_far_apart():
    def gap(days):
        before = DAY - timedelta(days=days)
        return answers(telling(1), telling(2, event_start=before, event_end=before))["days between"]

    assert gap(2) < gap(30) < gap(300) == gap(3000)


def test_clearly_other_words_are_not_asked_about():
    other = telling(2, vector=vector(*range(50, 60)))
    assert ALIKE_MIN > 0
    assert list(Comparison([telling(1), other], DAY).answers([0], [1])) == []


def test_every_question_has_its_weight_and_likeness_counts_most():
    weights = same_act_weights()
    same, less = (probability(weights, answers(telling(1), telling(2, vector=vector(1, 2, n)))) for n in (3, 4))
    assert 0 < less < same < 1
    assert answers(telling(1), telling(2)).keys() <= weights.keys()


def test_the_sectors_are_those_that_codes_are_made_of():
    assert {sector for sector, _, _ in rows("sectors.tsv", 3)} | {"UNK", "UNO", "EUR", "IGO", "NGO"} == SECTORS


@pytest.mark.parametrize("modality", ["negated", "hypothetical"])
def test_what_did_not_happen_is_not_even_held_beside_what_did(modality):
    tellings = [telling(1), telling(2, modality=modality), telling(3, modality="negated")]
    comparison = Comparison(tellings, DAY)
    assert not list(comparison.answers([0], [1]))
    assert list(comparison.answers([1], [2]))
