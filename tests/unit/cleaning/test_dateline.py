"""Place lines and author lines at the front of wire copy."""

import pytest

from include.newsmill.cleaning.dateline import split_byline, split_dateline


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("KYIV, March 3 (Reuters) - ", "KYIV"),
        ("NEW YORK (AP) — ", "NEW YORK"),
        ("SÃO PAULO (AP) – ", "SÃO PAULO"),
        ("TEL AVIV, Israel (AP) — ", "TEL AVIV, Israel"),
        ("WASHINGTON, Oct. 25, 2019 — ", "WASHINGTON"),
        ("BEIJING, Oct 25 (Xinhua) -- ", "BEIJING"),
        ("Kyiv (Reuters) - ", "Kyiv"),
        ("Buenos Aires (AFP) – ", "Buenos Aires"),
    ],
)
def test_a_dateline_is_taken_off(opening, place):
    assert split_dateline(f"{opening}Talks resumed on Friday.") == (place, "Talks resumed on Friday.")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The U.S. and China are close.",
        "NATO — the alliance — met on Friday.",
        "OPINION — Why the talks failed",
        "U.S. President Donald Trump said - again - that",
        "BREAKING - Talks resumed",
        "Brexit (and after) - what to know",
        "COVID-19 - the facts",
    ],
)
def test_doubt_means_none(body):
    assert split_dateline(body) == (None, body)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("BY Jane A. Doe and John O’Neill", ("Jane A. Doe", "John O’Neill")),
        (
            "By Ursula von der Leyen, Jean-Luc Picard and Bob Roe",
            ("Ursula von der Leyen", "Jean-Luc Picard", "Bob Roe"),
        ),
    ],
)
def test_an_author_line_of_its_own_is_taken_off(line, authors):
    assert split_byline(f"{line}\n\nTalks resumed.") == (line, authors, "Talks resumed.")


@pytest.mark.parametrize("first", ["By Friday the talks had failed.", "By Jane Doe, who was there", "Jane Doe"])
def test_other_openings_are_text(first):
    body = f"{first}\n\nTalks resumed."
    assert split_byline(body) == (None, (), body)


def test_an_author_line_without_a_text_is_text():
    assert split_byline("By Jane Doe") == (None, (), "By Jane Doe")
