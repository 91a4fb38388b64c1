"""From what the tagger saw to the names of an article: one label per name, and no mention of a name left out.

Steps, each measured: boundaries are trimmed in the pipeline; names that have a form of their own are added (countries,
cities in datelines, short forms in brackets, persons behind their country); one label per name is chosen by vote
(labels.py); names missed in one sentence but seen in another are added (spread.py).
"""

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc

from include.newsmill.extraction.entities.names import is_acronym, stands_for
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.labels import LabelVote, label_key
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.spread import missed_mentions, taken_tokens
from include.newsmill.extraction.tables import word_list, words

_INSTITUTION = word_list("institution")
_PARTICLES = word_list("name_particle")
_PROPER = frozenset(["NNP", "NNPS"])
_COUNTRY_TOKENS_MAX = 3
_DATELINE_CHARS_MIN = 4  # shorter words in capitals are initials


class MentionFinder:
    """Finds the names of one article after another. Holds tables only, nothing of any article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._vote = LabelVote(gazetteer)
        self._not_names = words("not_names.txt")

    def find(self, reading: Reading) -> list[Name]:
        """All names of the article in order of their place; no two overlap."""
        names = [name for name in self._tagged(reading) if name.surface not in self._not_names]
        names = _without_overlap([*map(_with_particles(reading), names), *_bracketed(reading, names)])
        names = _without_overlap([*names, *self._certain(reading, names)])
        names = _without_overlap([*names, *_behind_country(reading, names)])
        labels = self._vote.labels(names)
        names += missed_mentions(reading, names, labels)
        for name in names:
            name.label = labels.get(label_key(name), name.label)
        return _without_overlap(names)

    @staticmethod
    def _tagged(reading: Reading) -> Iterator[Name]:
        sentence_at = _SentenceCursor(reading)
        for part, doc in enumerate(reading.docs):
            for span in doc.ents:
                first, last, label = span.start, span.end, span.label_
                if label in ("PERSON", "ORG", "GPE") and not any(c.isupper() for c in span.text):
                    continue
                is_body = last - first > 1 and doc[last - 1].lower_.rstrip(".") in _INSTITUTION
                if is_body and label in ("PERSON", "GPE", "LOC"):
                    label = "ORG"
                if (sentence := sentence_at(part, first)) is not None:
                    yield reading.name(part, first, last, label, sentence)

    def _certain(self, reading: Reading, names: list[Name]) -> Iterator[Name]:
        """Countries by name wherever they stand, and the city of a dateline in capitals."""
        taken = taken_tokens(reading, names)
        for sentence in reading.sentences:
            doc, used = reading.docs[sentence.part], taken[sentence.part]
            for i in range(sentence.first, sentence.last):
                if used[i] or doc[i].tag_ not in _PROPER:
                    continue
                for last in range(min(i + _COUNTRY_TOKENS_MAX, sentence.last), i, -1):
                    if any(used[i:last]) or _goes_on(doc, last):
                        continue
                    if self._is_country(doc, i, last) or (i == sentence.first and self._opens_dateline(doc, i, last)):
                        used[i:last] = b"\1" * (last - i)
                        yield reading.name(sentence.part, i, last, "GPE", sentence.number)
                        break

    def _is_country(self, doc: Doc, first: int, last: int) -> bool:
        surface = doc[first:last].text
        return len(surface) > 2 and surface[0].isupper() and self._gazetteer.names_country(surface)

    def _opens_dateline(self, doc: Doc, first: int, last: int) -> bool:
        surface = doc[first:last].text
        if not surface.isupper() or len(surface) < _DATELINE_CHARS_MIN or last >= len(doc):
            return False
        return (doc[last].text in "(,-" or doc[last].text[0].isdigit()) and bool(self._gazetteer.candidates(surface))


class _SentenceCursor:
    """Number of the sentence a token stands in, for tokens asked in order."""

    def __init__(self, reading: Reading) -> None:
        self._sentences, self._at = reading.sentences, 0

    def __call__(self, part: int, token: int) -> int | None:
        while self._at < len(self._sentences):
            sentence = self._sentences[self._at]
            if (sentence.part, sentence.last) > (part, token):
                return sentence.number
            self._at += 1
        return None


def _goes_on(doc: Doc, last: int) -> bool:
    """Whether the words up to `last` are the front of a longer name."""
    return last < len(doc) and doc[last].tag_ in _PROPER and doc[last - 1].head.i == last


def _bracketed(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Short forms printed right behind the full name: "Sudan People's Liberation Army (SPLA)"."""
    for name in names:
        doc, at = reading.docs[name.part], name.last
        if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
            short = doc[at + 1].text
            if is_acronym(short) and stands_for(short, name.surface):
                if name.label not in ("GPE", "LOC", "EVENT", "LAW"):
                    name.label = "ORG"
                yield reading.name(name.part, at + 1, at + 2, name.label, name.sentence)


def _behind_country(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """A person named by country alone: "China's Xi Jinping"."""
    taken = taken_tokens(reading, names)
    for name in names:
        doc, first = reading.docs[name.part], name.last + 1
        if name.label != "GPE" or first + 2 >= len(doc) or doc[name.last].tag_ != "POS":
            continue
        last = first
        while last < len(doc) and doc[last].tag_ == "NNP" and doc[last].text.istitle() and not taken[name.part][last]:
            last += 1
        tokens = doc[first:last]
        is_body = any(token.lower_.rstrip(".") in _INSTITUTION for token in tokens)
        if 2 <= len(tokens) <= 3 and not is_body and doc[last - 1].head.i != last:  # not "China's Great Wall project"
            yield reading.name(name.part, first, last, "PERSON", name.sentence)


def _with_particles(reading: Reading) -> Callable[[Name], Name]:
    """A personal name that stops at a particle goes on to the name behind it: "Ursula von" + "der Leyen"."""

    def longer(name: Name) -> Name:
        doc, last = reading.docs[name.part], name.last
        if name.label != "PERSON" or doc[name.first : last].text.islower():
            return name
        while last < len(doc) and doc[last].lower_ in _PARTICLES and doc[last].text.islower():
            last += 1
        stops_short = last > name.last or doc[last - 1].lower_ in _PARTICLES
        if stops_short and last < len(doc) and doc[last].tag_ in _PROPER and doc[last].text[0].isupper():
            return reading.name(name.part, name.first, last + 1, name.label, name.sentence)
        return name

    return longer


def _without_overlap(names: Iterable[Name]) -> list[Name]:
    """Names in order of place; of two that overlap the longer one, then the earlier one stays."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept
