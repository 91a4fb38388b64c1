"""Named entities by the model's own weights, a text at once where spaCy goes token by token.

At every token spaCy's recogniser asks each of its 74 actions whether it is allowed, and half of the answers take
Python's global lock: two thirds of its time go there. But outside a name its state is the token alone. So the scores of
all tokens are one matrix product, and only the few tokens inside names need a step each. The names are the same; a test
compares them with spaCy's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.pipeline.ner import DEFAULT_NER_MODEL
from spacy.tokens import Doc, Span
from thinc.api import Model

_STATE_TOKENS = 3  # the token itself, the first of the open name, the one before: the only shape of state read here
_NEVER = np.float32(-np.inf)
FACTORY = "newsmill_recognizer"


class BatchRecognizer(EntityRecognizer):
    """An entity recogniser whose greedy search goes over arrays. A search that is not greedy is left to spaCy."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """For each text its names as (first token, token after, label)."""
        docs = list(docs)
        if not self._is_greedy(docs):
            return super().predict(docs)
        actions = tuple(self.moves.get_class_name(number) for number in range(self.moves.n_moves))
        search = _Search.of(self.model, actions)
        rows = self.model.get_ref("lower").predict(self.model.get_ref("tok2vec").predict(docs))
        found, first = [], 1  # row 0 stands for "no token"
        for doc in docs:
            found.append(list(search.names(doc, rows[0], rows[first : first + len(doc)])))
            first += len(doc)
        return found

    def set_annotations(self, docs: Iterable[Doc], found: Any) -> None:
        """Write what predict found."""
        for doc, names in zip(docs, found, strict=True):
            if isinstance(names, list):
                doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names], default="outside")
            else:  # a state of spaCy's own search
                super().set_annotations([doc], [names])

    def _is_greedy(self, docs: list[Doc]) -> bool:
        return (
            self.cfg["beam_width"] == 1
            and self.model.attrs["has_upper"]
            and not self.model.attrs["unseen_classes"]
            and self.model.get_ref("lower").get_dim("nF") == _STATE_TOKENS
            and any(len(doc) for doc in docs)
            and not any(doc.has_annotation("ENT_IOB") for doc in docs)  # names that were set before bind the search
        )


@dataclass(frozen=True, slots=True)
class _Search:
    """The last layers of a recogniser's model, and its actions B(egin), I(n), L(ast), U(nit) and O(ut) by label."""

    bias: np.ndarray  # of hidden units and their pieces
    matrix: np.ndarray  # (actions, hidden units)
    shift: np.ndarray  # (actions,)
    actions: tuple[str, ...]
    allowed: np.ndarray  # bool, (3, actions): outside a name, where a name may begin, where it may but must end
    numbers: dict[str, int]  # of the actions

    @classmethod
    def of(cls, model: Model, actions: tuple[str, ...]) -> "_Search":
        kinds = np.array([name[:2] if name != "U-" else "" for name in actions])  # "U-" alone is for blocked tokens
        free = (kinds == "O") | (kinds == "U-") | (kinds == "B-")
        upper, lower = model.get_ref("upper"), model.get_ref("lower")
        return cls(
            bias=lower.get_param("b"), matrix=upper.get_param("W"), shift=upper.get_param("b"), actions=actions,
            allowed=np.stack([kinds == "O", free, free & (kinds != "B-")]),
            numbers={name: number for number, name in enumerate(actions)},
        )  # fmt: skip

    def names(self, doc: Doc, nothing: np.ndarray, rows: np.ndarray) -> Iterator[tuple[int, int, str]]:
        """(first token, token after, label) of each name.

        Args:
            nothing: what a place of the state adds that holds no token, (places, hidden units, pieces).
            rows: what each token adds in each place, (tokens, places, hidden units, pieces).
        """
        told = doc.to_array([IS_SPACE, SENT_START])
        starts = (told[:, 1] == 1).tolist()
        ends = [*starts[1:], True]  # a name does not go on after these
        hidden = _largest(rows[:, 0] + nothing[1] + nothing[2] + self.bias)
        where = np.where(told[:, 0], 0, np.where(ends, 2, 1))
        scores = np.where(self.allowed[where], hidden @ self.matrix.T + self.shift, _NEVER)
        chosen = scores.argmax(axis=1)
        after = 0
        for start in np.flatnonzero(chosen != self.numbers["O"]).tolist():
            if start < after:
                continue  # inside the name before
            kind, label = self.actions[chosen[start]].split("-", 1)
            after = start + 1 if kind == "U" else self._end(start, label, rows, ends)
            yield start, after, label

    def _end(self, start: int, label: str, rows: np.ndarray, ends: list[bool]) -> int:
        """The token after a name that begins at `start`."""
        two = [self.numbers[f"I-{label}"], self.numbers[f"L-{label}"]]
        matrix, shift = self.matrix[two], self.shift[two]
        at = start + 1
        while not ends[at]:
            hidden = (rows[at, 0] + rows[start, 1] + rows[at - 1, 2] + self.bias).max(axis=1)
            goes_on, is_last = (matrix @ hidden + shift).tolist()
            if is_last > goes_on:
                break
            at += 1
        return at + 1


def _largest(pieces: np.ndarray) -> np.ndarray:
    """The largest piece of each unit, (tokens, units). A reduction over so few is ten times slower."""
    return reduce(np.maximum, np.moveaxis(pieces, 2, 0))


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "model": DEFAULT_NER_MODEL, "moves": None, "scorer": None, "incorrect_spans_key": None,
        "update_with_oracle_cut_size": 100,
    },
)  # fmt: skip
def _make_recognizer(
    nlp: Language, name: str, model: Model, moves: Any, scorer: Any, incorrect_spans_key: str | None,
    update_with_oracle_cut_size: int,
) -> BatchRecognizer:  # fmt: skip
    """As spaCy makes its own, so that the settings of a pipeline's "ner" fit."""
    return BatchRecognizer(
        nlp.vocab, model, name, moves, scorer=scorer, incorrect_spans_key=incorrect_spans_key,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
    )  # fmt: skip


def use_batch_recognizer(nlp: Language) -> None:
    """Put a BatchRecognizer with the same weights in the place of the pipeline's "ner", where it is of spaCy's kind."""
    stock, config = nlp.get_pipe("ner"), dict(nlp.config["components"]["ner"])
    if config.pop("factory") != "ner" or any("listener" in node.name for node in stock.model.walk()):
        return
    nlp.replace_pipe("ner", FACTORY, config=config)
    nlp.get_pipe("ner").from_bytes(stock.to_bytes())
