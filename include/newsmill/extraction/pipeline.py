"""The spaCy pipeline: a named model with what we do not read taken out and components of our own put in.

Prices in microseconds a word on one core: tok2vec 22, parser 26, ner 62, the stock attribute ruler 21, the stock
lemmatiser 20. The last two are left out: the coder reads fine-grained tags, and needs lemmas of verbs and nouns
only, which a cached table look-up gives. The names cost 25, since `recognizer.py` searches them by arrays. Matrix
products go through numpy's BLAS, a third faster than the bundled one.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import IS_SPACE, ORTH, TAG
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from include.newsmill.errors import ContractBroken
from include.newsmill.extraction.boundaries import pieces
from include.newsmill.extraction.headlines import recased
from include.newsmill.extraction.recognizer import use_batch_recognizer
from include.newsmill.extraction.tables import words

BATCH = 4  # documents; the arrays of more are so large that the system hands out their memory anew each time
SENTENCE_TOKENS_MAX = 200  # text that never ends a sentence is cut here, so that no step grows with the square
KEPT_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"])
_TABLES = ("lemma_exc", "lemma_index", "lemma_rules")
_NO_VECTORS = np.zeros((0,), dtype="float32")
_KIND_OF_TAG = {"V": "verb", "N": "noun"}

# Characters that the model reads better in another form. Every replacement is one character long, so a position in
# the prepared text is the same position in the body.
_PREPARED = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "\u201a": "'",
        "´": "'",
        "`": "'",
        "–": "-",
        "\u00a0": " ",
        "\u202f": " ",
    }
    | {chr(code): " " for code in [*range(9), 11, 12, *range(14, 32), *range(127, 160)]}
    | dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", " ")
)


# The tokenizer takes marks off the end of a word one at a time: a word of n marks costs it the square of n.
_LONG_RUN = re.compile(r"[^\w\s]{64,}")


def prepared(text: str) -> str:
    """The text as the model reads it, of the same length.

    Typographic quotes are made plain, control characters blank, lines in capitals get the case of a sentence.

    >>> prepared("“Yes,” Lighthizer’s office said")[:5]
    '"Yes,'
    """
    text = _LONG_RUN.sub(lambda run: " " * len(run[0]), text.translate(_PREPARED))
    return recased(text, words("headline_words.txt"))


@Language.component("newsmill_paragraphs")
def mark_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after each blank line, and wherever 200 tokens went by without an end of sentence."""
    since_end = 0
    previous_space = False
    ends = {doc.vocab.strings.add(mark) for mark in ".!?"}
    for i, (orth, is_space) in enumerate(doc.to_array([ORTH, IS_SPACE]).tolist()):  # twice as fast as tokens
        if since_end >= SENTENCE_TOKENS_MAX or previous_space:
            doc[i].is_sent_start = True
            since_end = 0
        breaks = doc[i].text.count("\n") if is_space else 0
        previous_space = breaks > 1 or (breaks == 1 and since_end == 0)
        since_end = 0 if orth in ends else since_end + 1
    return doc


@Language.component("newsmill_boundaries")
def clean_boundaries(doc: Doc) -> Doc:
    """Drop labels nobody reads and trim each name: no leading article or quote, no trailing possessive."""
    doc.ents = [
        Span(doc, *edges, label=span.label)
        for span in doc.ents
        if span.label_ in KEPT_LABELS
        for edges in pieces(doc, span.start, span.end, span.label_)
    ]
    doc.tensor = _NO_VECTORS  # nobody reads them from here on, and they are three quarters of a parsed text's memory
    return doc


class Lemmas:
    """Component that gives verbs and nouns their lemma, from the tables of the model's own lemmatiser.

    Other tokens keep an empty lemma. Without tables (a model without rule lemmatiser) a lemma is the lower-case form.
    """

    def __init__(self, lookups: Lookups | None = None) -> None:
        self.lookups = lookups or Lookups()
        self._known: dict[tuple[str, str], str] = {}
        self._indexes: dict[str, frozenset[str]] = {}  # the table's own are lists of 50,000 words

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one text, as spaCy calls a component."""
        strings = doc.vocab.strings
        kinds: dict[int, str] = {}
        for i, tag in enumerate(doc.to_array(TAG).tolist()):
            name = kinds.get(tag)
            if name is None:
                name = kinds[tag] = strings[tag] if strings[tag][:1] in _KIND_OF_TAG else ""
            if name:
                token = doc[i]
                token.lemma_ = self.lemma(token.lower_, name)
        return doc

    def lemma(self, form: str, tag: str) -> str:
        """Lemma of a lower-case form; `tag` is its Penn tag.

        >>> Lemmas().lemma("talks", "NNS")
        'talks'
        """
        if tag in ("VB", "NN", "NNP", "NNPS"):
            return form
        key = (form, tag[0])
        if key not in self._known:
            if len(self._known) > 100_000:  # a run over years of news must not grow for ever
                self._known.clear()
            self._known[key] = self._look_up(form, _KIND_OF_TAG[tag[0]])
        return self._known[key]

    def _look_up(self, form: str, kind: str) -> str:
        exceptions, rules = self._table("lemma_exc", kind), self._table("lemma_rules", kind)
        if kind not in self._indexes:
            self._indexes[kind] = frozenset(self._table("lemma_index", kind))
        if form in exceptions:
            return str(exceptions[form][0])
        guesses = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
        for guess in guesses:
            if guess in self._indexes[kind]:
                return guess
        return form

    def _table(self, name: str, kind: str) -> Any:
        return self.lookups.get_table(name).get(kind, ()) if self.lookups.has_table(name) else ()

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy passes it
        """Write the tables beside the other components' files, as spaCy asks of a component."""
        self.lookups.to_disk(path)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Lemmas":  # noqa: ARG002 - as above
        """Read what to_disk wrote."""
        self.lookups = Lookups().from_disk(path)
        self._indexes.clear()
        return self


@Language.factory("newsmill_lemmas")
def _make_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the shape spaCy asks of a factory
    return Lemmas()


def load_pipeline(model: str) -> Language:
    """The pipeline over an installed spaCy model of English (any size).

    Args:
        model: name of an installed package or a path, as spacy.load takes it.

    Raises:
        ContractBroken: there is no such model, or it cannot parse and name entities.
    """
    try:
        nlp = spacy.load(model, exclude=["attribute_ruler", "senter"])
    except OSError as error:
        raise ContractBroken(
            f"spaCy model {model!r} cannot be loaded ({error}). Install it, or set NEWSMILL_SPACY_MODEL to one that is."
        ) from None
    if missing := {"tagger", "parser", "ner"} - set(nlp.pipe_names):
        raise ContractBroken(f"spaCy model {model!r} has no {', '.join(sorted(missing))}; choose a full English model.")
    if "newsmill_paragraphs" not in nlp.pipe_names:  # else it is one of ours that was saved
        _add_components(nlp)
    use_batch_recognizer(nlp)
    _use_plain_blas(nlp)
    # Matrices this small gain nothing from threads, and on a busy machine lose three quarters of the speed to them.
    threadpool_limits(limits=1, user_api="blas")
    return nlp


def _add_components(nlp: Language) -> None:
    """Ours in the places where they belong; of the stock lemmatiser only its tables stay."""
    lookups = Lookups()
    if "lemmatizer" in nlp.pipe_names:
        _, lemmatizer = nlp.remove_pipe("lemmatizer")
        stock = getattr(lemmatizer, "lookups", Lookups())
        for table in _TABLES:
            if stock.has_table(table):
                rows = stock.get_table(table)
                lookups.add_table(table, {kind: rows[kind] for kind in _KIND_OF_TAG.values() if kind in rows})
    nlp.add_pipe("newsmill_paragraphs", first=True)
    lemmas: Any = nlp.add_pipe("newsmill_lemmas", after="tagger")
    lemmas.lookups = lookups
    nlp.add_pipe("newsmill_boundaries", last=True)


def _use_plain_blas(nlp: Language) -> None:
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if (model := getattr(pipe, "model", None)) is not None:
            for node in model.walk():
                node.ops = ops
