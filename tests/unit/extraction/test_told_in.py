"""The sentences that tell an event: numbered as those of mentions, one event however often it is told."""

import pytest

ONE_ARREST = "Police arrested two journalists in Lagos on Friday."
AGAIN = "Police arrested the journalists at a market."


def told(extraction):
    return [(event.event_type, event.told_in) for event in extraction.events]


def test_an_event_told_twice_is_told_in_both_sentences(read):
    text = f"{ONE_ARREST} Rain fell on the city. {AGAIN}"
    (event,) = read(text).events
    assert event.told_in == (0, 2)
    assert text[event.char_start : event.char_end] == ONE_ARREST


def test_an_event_told_three_times_is_told_in_three(read):
    assert told(read(f"{ONE_ARREST} {AGAIN} Rain fell.\n\n{AGAIN}")) == [("COERCE", (0, 1, 3))]


def test_a_sentence_counts_once_however_many_of_its_words_tell_the_event(read):
    text = "Gunmen attacked a village in Kaduna, killing four farmers."
    assert {event.told_in for event in read(text).events} == {(0,)}


def test_other_events_have_sentences_of_their_own(read):
    text = f"{ONE_ARREST} Peru condemned Bolivia for seizing the vessel. {AGAIN}"
    assert told(read(text)) == [("COERCE", (0, 2)), ("ACCUSE", (1,))]


def test_the_numbers_are_those_of_mentions(read):
    found = read("It rained. The sun came out.\n\nPeru condemned Bolivia for seizing the vessel.")
    assert {mention.sentence_no for mention in found.mentions} == {2}
    assert told(found) == [("ACCUSE", (2,))]


@pytest.mark.parametrize("times", [1, 2])
def test_every_event_of_an_article_is_told_in_rising_sentences_with_its_evidence(read, seed_text, times):
    found = read("\n\n".join([seed_text] * times))
    for event in found.events:
        assert list(event.told_in) == sorted(set(event.told_in))
        within = (m.sentence_no for m in found.mentions if event.char_start <= m.char_start < event.char_end)
        assert set(within) <= {event.told_in[0]}
