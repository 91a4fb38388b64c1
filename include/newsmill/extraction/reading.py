"""An article as the model read it: parsed parts, sentences and names, all placed by characters of the body."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from include.newsmill.extraction.parse import Parse
from include.newsmill.model import Article


@dataclass(slots=True, kw_only=True)
class Sentence:
    """One sentence: doc[first:last], body[start:end] without the white space around it."""

    number: int
    part: int
    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Name:
    """A name found in the text: tokens first..last-1 of a part's doc, body[start:end] == surface."""

    part: int
    first: int
    last: int
    start: int
    end: int
    surface: str
    label: str
    sentence: int
    title: str | None = None
    country: str | None = None  # ISO alpha-2 that the words around the name give it
    sector: str | None = None
    by_form: bool = False  # its label is told by the form of its line, and stays


@dataclass(slots=True, kw_only=True)
class Reading:
    """One article while it is being read. Lives no longer than the memory zone of its docs."""

    article: Article
    docs: list[Parse]
    offsets: list[int]
    sentences: list[Sentence] = field(default_factory=list)
    words: list[list[str]] = field(default_factory=list)  # texts of the tokens of each part: faster than asking a doc

    @classmethod
    def of(cls, article: Article, parts: Sequence[tuple[int, Doc]]) -> "Reading":
        """Number the sentences of the parsed parts; sentences of white space are none."""
        reading = cls(article=article, docs=[Parse(doc) for _, doc in parts], offsets=[offset for offset, _ in parts])
        for part, (offset, doc) in enumerate(zip(reading.offsets, reading.docs, strict=True)):
            words = [token.text for token in doc]
            reading.words.append(words)
            for begin, stop in doc.sentences():
                first = next((i for i in range(begin, stop) if not words[i].isspace()), stop)
                last = next((i + 1 for i in range(stop - 1, first - 1, -1) if not words[i].isspace()), first)
                if first < last:
                    start, end = offset + doc[first].idx, offset + doc[last - 1].idx + len(words[last - 1])
                    number = len(reading.sentences)
                    reading.sentences.append(
                        Sentence(number=number, part=part, first=first, last=last, start=start, end=end)
                    )
        return reading

    def name(self, part: int, first: int, last: int, label: str, sentence: int) -> Name:
        """A Name over tokens first..last-1 of a part."""
        doc = self.docs[part]
        start = self.offsets[part] + doc[first].idx
        end = self.offsets[part] + doc[last - 1].idx + len(doc[last - 1].text)
        surface = self.article.body[start:end]
        return Name(
            part=part, first=first, last=last, start=start, end=end, surface=surface, label=label, sentence=sentence
        )
