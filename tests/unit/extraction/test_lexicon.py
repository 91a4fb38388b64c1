"""The data files hold together."""

import pytest

from include.newsmill.extraction.events.lexicon import acts, verbs, word_classes
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.tables import rows


def test_sixteen_types_with_their_quad_classes():
    quads = {name: kind.quad_class for name, kind in event_types().items()}
    assert len(quads) == 16
    assert (quads["CONSULT"], quads["AID"], quads["REQUEST"], quads["ASSAULT"]) == (1, 2, 3, 4)


def test_every_type_has_verbs_and_modes_are_those_of_the_type():
    meanings = [meaning for frames in verbs().values() for meaning in frames]
    assert {m.event_type for m in meanings if m.event_type} == set(event_types())
    assert all(m.mode is None or m.mode in event_types()[m.event_type].modes for m in (*meanings, *acts().values()))


def test_cameo_roots_are_two_figures():
    meanings = [*(m for frames in verbs().values() for m in frames), *acts().values()]
    assert {m.cameo_root for m in meanings if m.event_type} <= {f"{n:02}" for n in range(1, 21)}


def test_frames_that_ask_for_more_come_first():
    def asked(meaning):
        return sum(1 + (c.words is not None) for c in meaning.conditions if not c.denied)

    orders = [[asked(meaning) for meaning in frames] for frames in verbs().values()]
    assert all(counts == sorted(counts, reverse=True) for counts in orders)


def test_governors_have_known_effects():
    assert set(governors().values()) == {"planned", "asserted", "negated", "denied", "hypothetical", "report"}


def test_word_classes_are_filled():
    assert all(words for words in word_classes().values())


def test_a_row_with_too_many_cells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("include.newsmill.extraction.tables.DATA", tmp_path)
    (tmp_path / "bad.tsv").write_text("a\tb\tc\n")
    with pytest.raises(ValueError, match=r"bad\.tsv, line 1"):
        list(rows("bad.tsv", 2))
