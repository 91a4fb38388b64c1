"""When and where an act happened, by sentences of our own. Published on Wednesday, 17 May 2023."""

from datetime import date

import pytest

from include.newsmill.extraction import Extractor
from include.newsmill.model import Article, Event

PUBLISHED = date(2023, 5, 17)


def _act(extractor: Extractor, text: str, action: str) -> Event:
    (extraction,) = extractor.extract([Article.from_text(text, PUBLISHED)])
    return next(event for event in extraction.events if action in event.action_text)


def _days(event: Event) -> tuple[date | None, date | None]:
    return event.event_start, event.event_end


def _may(day: int, last: int | None = None) -> tuple[date, date]:
    return date(2023, 5, day), date(2023, 5, last or day)


@pytest.mark.parametrize(
    ("text", "action", "days"),
    [
        ("Police in Lagos arrested a journalist on Monday and charged him with libel.", "charged", _may(15)),
        ("Police cleared the square on Tuesday, arresting nine students.", "arresting", _may(16)),
        ("Rebels attacked a barracks on Tuesday as troops shelled their camp.", "shelled", _may(16)),
    ],
)
def test_a_date_holds_for_what_is_told_together_with_its_clause(extractor, text, action, days):
    event = _act(extractor, text, action)
    assert (_days(event), event.date_basis) == (days, "sentence")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized the town of Bunagana, which they had lost in fighting after the army attacked them.",
        "Militants who had attacked a convoy were shown on television.",
        "The army freed the hostages after rebels had attacked a convoy.",
        "Militants had previously attacked the bridge.",
        "Officials showed the convoy that the rebels attacked.",
    ],
)
def test_background_without_a_date_has_none(extractor, text):
    assert _days(_act(extractor, text, "attacked")) == (None, None)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Ethiopia has accused Sudan of sheltering rebels.", "accused"),
        ("The army freed the hostages after rebels attacked a convoy.", "attacked"),
        ("Police removed a man who attacked a judge.", "attacked"),
    ],
)
def test_what_is_told_as_news_has_the_day_of_publication(extractor, text, action):
    event = _act(extractor, text, action)
    assert (_days(event), event.date_basis) == (_may(17), "article")


def test_the_date_of_a_report_is_not_that_of_the_act(extractor):
    event = _act(extractor, "Thailand said on Monday it had deported 40 Uighurs to China.", "deported")
    assert _days(event) == _may(17)


def test_a_speech_act_has_the_date_of_its_saying(extractor):
    assert _days(_act(extractor, "Turkey urged Greece on Tuesday to withdraw its troops.", "urged")) == _may(16)


def test_what_is_done_lies_not_ahead_whatever_stands_around_its_weekday(extractor):
    text = "Police used tear gas to disperse a crowd in Nairobi on Tuesday after clashes with students."
    assert _days(_act(extractor, text, "used")) == _may(16)


def test_since_runs_to_the_day_of_publication(extractor):
    text = "Soldiers have surrounded the palace since Friday."
    assert _days(_act(extractor, text, "surrounded")) == _may(12, 17)


def test_overnight_is_the_night_before_publication(extractor):
    assert _days(_act(extractor, "Israeli jets bombed Gaza overnight.", "bombed")) == _may(16, 17)


def test_the_previous_night_counts_from_the_day_of_its_sentence(extractor):
    text = "Gunmen who had torched a mill the previous night released two hostages on Tuesday."
    assert _days(_act(extractor, text, "torched")) == _may(15)


def test_it_came_a_day_after_counts_from_the_act_told_before(extractor):
    text = "A car bomb killed four soldiers, officials said. It came a day after rebels attacked a convoy near Gao."
    assert _days(_act(extractor, text, "attacked")) == _may(16)


def test_what_may_happen_has_no_date(extractor):
    assert _days(_act(extractor, "India may invade Nepal.", "invade")) == (None, None)


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("A court in Minsk sentenced the activist to ten years in prison.", "sentenced", "Minsk"),
        ("Rebels blew up a pipeline near Jos.", "blew up", "Jos"),
        ("Gunmen killed six farmers in the village of Bassa.", "killed", "Bassa"),
        ("Gunmen holding ten teachers in Kano released two of them.", "released", "Kano"),
    ],
)
def test_a_place_at_subject_or_object_is_that_of_the_act(extractor, text, action, place):
    assert _act(extractor, text, action).place_name == place


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("Israeli jets bombed Gaza on Monday.", "bombed", "Gaza"),
        ("The king of Jordan visited Paris on Thursday.", "visited", "Paris"),
        ("Bolivia: Police arrest two union leaders over roadblock", "arrest", "Bolivia"),
    ],
)
def test_the_territory_acted_upon_or_named_in_front_is_the_place(extractor, text, action, place):
    assert _act(extractor, text, action).place_name == place


def test_a_place_at_the_front_holds_for_all_acts_of_the_sentence(extractor):
    text = "In Karachi, gunmen attacked a bus and police arrested two of them."
    assert {_act(extractor, text, action).place_name for action in ("attacked", "arrested")} == {"Karachi"}


def test_where_takes_up_the_name_before_it(extractor):
    text = "The envoy flew to Kinshasa, where rebels killed ten people in April."
    assert _act(extractor, text, "killed").place_name == "Kinshasa"


def test_a_country_that_stands_for_its_government_is_no_place(extractor):
    assert _act(extractor, "Iran condemned Israel on Monday.", "condemned").place_name is None


def test_the_place_of_a_source_is_not_that_of_the_act(extractor):
    text = "Soldiers killed two smugglers, according to an official in Agadez."
    assert _act(extractor, text, "killed").place_name is None


def test_a_sentence_without_place_has_that_of_its_paragraph(extractor):
    text = "Gunmen killed a judge in Kano on Monday. Police arrested two men.\n\nTroops arrested a general on Tuesday."
    assert _act(extractor, text, "arrested").place_name == "Kano"
    (extraction,) = extractor.extract([Article.from_text(text, PUBLISHED)])
    assert extraction.events[-1].place_name is None


@pytest.mark.parametrize(
    ("text", "action", "days"),
    [
        ("Last month villagers fought soldiers with shovels.", "fought", (date(2023, 4, 1), date(2023, 4, 30))),
        ("Two years ago police arrested the editor.", "arrested", (date(2021, 1, 1), date(2021, 12, 31))),
        ("Rebels attacked a post on Monday. Troops shelled their camp the same day.", "shelled", _may(15)),
        ("The president telephoned Putin on Monday. She urged him to withdraw his troops.", "urged", _may(15)),
        ("The prisoner has refused food for sixteen days.", "refused", _may(1, 17)),
        ("The two presidents met in Accra for the first time since March.", "met", _may(17)),
        ("Both armies will withdraw their troops by Saturday.", "withdraw", _may(17, 20)),
        ("Students announced a protest march in Kano on Saturday.", "announced", _may(20)),
        ("Rebels attacked a post on Monday. That night, troops shelled their camp.", "shelled", _may(15)),
        ("On Monday the army had seized the nets and arrested the crew.", "arrested", _may(15)),
    ],
)
def test_days_that_words_around_tell(extractor, text, action, days):
    assert _days(_act(extractor, text, action)) == days


@pytest.mark.parametrize(
    ("text", "action", "days"),
    [
        ("Union leaders have called off Monday's strike at the port.", "called off", _may(17)),
        ("A court sentenced the general to 15 years for the murder of two judges.", "murder", (None, None)),
        ("Police, tired of being attacked, arrested nine men.", "attacked", (None, None)),
        ("The court has jailed the editor for two years.", "jailed", _may(17)),
        ("After last month's coup, rebels attacked a jail.", "attacked", _may(17)),
        ("The president will meet Putin on Friday. He condemned the attack on Kyiv.", "condemned", _may(17)),
        ("The presidents met in Accra for the first time since last summer.", "met", _may(17)),
        ("Police arrested nine men on Monday and will deport them.", "deport", (None, None)),
        ("Gunmen fled after attacking a bus in Kano.", "attacking", _may(17)),
    ],
)
def test_days_that_words_around_do_not_tell(extractor, text, action, days):
    assert _days(_act(extractor, text, action)) == days
