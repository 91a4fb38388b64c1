"""Who reports an act, by sentences of our own."""

from datetime import date

import pytest

from include.newsmill.extraction import Extractor
from include.newsmill.model import Article


def _source(extractor: Extractor, text: str, action: str) -> str | None:
    (extraction,) = extractor.extract([Article.from_text(text, date(2023, 5, 17))])
    return next(event.attributed_to for event in extraction.events if action in event.action_text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Gunmen killed six farmers near Jos, police said.", "police"),
        ("Residents said gunmen had killed six farmers.", "Residents"),
        ("Gunmen killed six farmers, according to residents.", "residents"),
        ("Gunmen killed six farmers on Monday, the governor told reporters.", "governor"),
        ("Gunmen, police say, killed six farmers in Kano.", "police"),
        ("Witnesses reported that gunmen killed six farmers.", "Witnesses"),
        ('"Gunmen killed six farmers," said the governor.', "governor"),
    ],
)
def test_the_forms_of_a_report(extractor, text, source):
    assert _source(extractor, text, "killed") == source


def test_what_stands_behind_the_colon_of_a_headline_is_the_source(extractor):
    assert _source(extractor, "Rebels kill ten soldiers in northern Mali: army", "kill") == "army"


def test_the_second_half_of_a_quotation_has_the_speaker_of_the_first(extractor):
    text = '"We have freed the hostages," the governor said. "Our men arrested three of the kidnappers."'
    assert _source(extractor, text, "arrested") == "governor"


def test_he_added_means_who_spoke_before(extractor):
    text = "The governor said rebels attacked a bridge. Soldiers killed two of them, he added."
    assert _source(extractor, text, "killed") == "governor"


def test_who_said_is_the_noun_of_its_relative_clause(extractor):
    text = "He spoke to the minister, who said gunmen had killed ten soldiers."
    assert _source(extractor, text, "killed") == "minister"


def test_who_performs_a_speech_act_is_not_its_source(extractor):
    assert _source(extractor, "France urged Mali to hold elections.", "urged") is None


def test_a_speech_act_that_another_reports_has_that_source(extractor):
    text = "Turkey's president urged Greece to withdraw its troops, his office said."
    assert _source(extractor, text, "urged") == "office"


def test_what_the_paper_tells_has_no_source(extractor):
    assert _source(extractor, "Gunmen killed six farmers in Kano.", "killed") is None


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Senators arrested a clerk on Monday; he was ill, his lawyer said.", "arrested"),
        ("The minister would not say if police arrested the editor.", "arrested"),
        ("Police arrested 20 people and, according to a source, let one of them go.", "arrested"),
        ("The party said it would sue the minister, who two weeks ago attacked a reporter.", "attacked"),
    ],
    ids=["behind a semicolon", "a refusal to say", "of the act that follows", "a relative clause of the paper's"],
)
def test_a_report_does_not_reach(extractor, text, action):
    assert _source(extractor, text, action) is None
