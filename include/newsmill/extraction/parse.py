"""A parsed text read out of spaCy once, as plain objects under the names that spaCy gives their attributes.

The coder looks at each token some thirty times. spaCy makes a new object at each look and a new string for each of its
attributes, which cost a fifth of all time; here a token is made once, for the price of two looks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, SENT_START, TAG
from spacy.tokens import Doc

_TEXTS = (ORTH, LOWER, LEMMA, TAG, DEP, ENT_TYPE)  # kept as numbers of strings
_Row = tuple[int, int, str, str, str, str, str, str]  # place in the text, 1 at the start of a sentence, then _TEXTS


class Token:
    """A word with its place in the parse. `lefts`, `rights` and `children` are in order of place."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_sent_start", "lefts", "lemma_", "lower_",
        "rights", "tag_", "text",
    )  # fmt: skip

    def __init__(self, doc: "Parse", i: int, row: _Row) -> None:
        self.doc, self.i = doc, i
        self.idx, start, self.text, self.lower_, self.lemma_, self.tag_, self.dep_, self.ent_type_ = row
        self.is_sent_start = start == 1
        self.head: Token = self
        self.lefts: Sequence[Token] = ()
        self.rights: Sequence[Token] = ()
        self.children: Sequence[Token] = ()

    @property
    def subtree(self) -> Iterator["Token"]:
        """The token and all that hang on it, from left to right."""
        waiting: list[tuple[Token, bool]] = [(self, False)]  # no recursion: a tree may be thousands deep
        while waiting:
            token, is_turn = waiting.pop()
            if is_turn:
                yield token
                continue
            waiting += [(child, False) for child in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.lefts)]

    @property
    def left_edge(self) -> "Token":
        """The first token of the subtree."""
        return self.doc[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> "Token":
        """The last token of the subtree."""
        return self.doc[self.doc.source[self.i].right_edge.i]

    @property
    def sent(self) -> "Words":
        """The sentence it stands in."""
        return self.doc.sentence_at(self.i)

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark."""
        return bool(self.doc.source[self.i].is_punct)

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.text.isupper()

    def nbor(self, steps: int = 1) -> "Token":
        """The token so many places behind."""
        return self.doc[self.i + steps]


class Words(list[Token]):
    """Tokens one after the other."""

    @property
    def text(self) -> str:
        """As they are printed, without the space behind the last."""
        return self[0].doc.text[self[0].idx : self[-1].idx + len(self[-1].text)] if self else ""

    @property
    def start(self) -> int:
        """Number of the first one; there must be one."""
        return self[0].i

    @property
    def end(self) -> int:
        """Number of the token after the last one."""
        return self[-1].i + 1

    @property
    def root(self) -> Token:
        """The top of the first tree that stands in them."""
        return next(token for token in self if token.head is token)


class Parse:
    """One parsed text. `source` is the doc it was read from: it must live as long, and stay as it is."""

    def __init__(self, source: Doc) -> None:
        self.source: Any = source
        self.text: str = source.text
        strings, known = source.vocab.strings, dict[int, str]()
        rows = source.to_array([*_TEXTS, HEAD, IDX, SENT_START]).T
        heads = rows[len(_TEXTS)].astype("int64").tolist()
        columns = [column.tolist() for column in rows[: len(_TEXTS)]]
        for number in {number for column in columns for number in column}:
            known[number] = strings[number]
        texts = ([known[number] for number in column] for column in columns)
        places, starts = rows[len(_TEXTS) + 1].tolist(), rows[len(_TEXTS) + 2].tolist()
        self._tokens = [Token(self, i, row) for i, row in enumerate(zip(places, starts, *texts, strict=True))]
        self._firsts = [i for i, start in enumerate(starts) if start == 1 or i == 0]
        self._join(heads)

    def _join(self, heads: list[int]) -> None:
        tokens = self._tokens
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, steps in zip(tokens, heads, strict=True):
            if steps:
                over = token.i + steps
                token.head = tokens[over]
                (lefts if steps > 0 else rights).setdefault(over, []).append(token)
        for i, found in lefts.items():
            tokens[i].lefts = tokens[i].children = found
        for i, found in rights.items():
            tokens[i].rights = found
            tokens[i].children = [*tokens[i].lefts, *found]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> Words: ...

    def __getitem__(self, place: int | slice) -> Token | Words:
        found = self._tokens[place]
        return Words(found) if isinstance(found, list) else found

    def sentence_at(self, i: int) -> Words:
        """The sentence that a token stands in."""
        at = bisect_right(self._firsts, i)
        return Words(self._tokens[self._firsts[at - 1] : self._firsts[at] if at < len(self._firsts) else None])

    def sentences(self) -> Iterator[tuple[int, int]]:
        """First token of each sentence and the one after its last."""
        return pairwise([*self._firsts, len(self._tokens)] if self._tokens else [])

    def forget(self) -> None:
        """Part the tokens from one another, so that they go with the last who looks at one: no collector needed."""
        for token in self._tokens:
            del token.head, token.lefts, token.rights, token.children
        self._tokens = []
