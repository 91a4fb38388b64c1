"""From what the tagger saw to the names of an article: one label per name, and no mention of a name left out.

Steps, each measured: boundaries are trimmed in the pipeline; names that have a form of their own are added (countries,
cities in datelines, short forms in brackets, persons behind their country); one label per name is chosen by vote
(labels.py); names missed in one sentence but seen in another are added (spread.py).
"""

import calendar
from collections.abc import Callable, Iterable, Iterator

from include.newsmill.extraction.entities.aliases import known_organisations
from include.newsmill.extraction.entities.names import is_acronym, key_of, stands_for
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.labels import LabelVote, label_key
from include.newsmill.extraction.parse import Parse
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.scores import names_by_form
from include.newsmill.extraction.spread import missed_mentions, taken_tokens
from include.newsmill.extraction.tables import word_list, words

_INSTITUTION = word_list("institution")
_PARTICLES = word_list("name_particle")
_HONOUR = word_list("honour")
_REIGNS = word_list("reign")
_PROPER = frozenset(["NNP", "NNPS"])
_COUNTRY_TOKENS_MAX = 3
_LISTED_CHARS_MIN = 4  # shorter names of listed organisations are words of other meanings too
_PLACE_BEFORE = frozenset(["in", "near", "outside"])
_CALENDAR = frozenset(month.casefold() for month in [*calendar.month_name, *calendar.month_abbr, *calendar.day_name])


class MentionFinder:
    """Finds the names of one article after another. Holds tables only, nothing of any article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._vote = LabelVote(gazetteer)
        self._listed = known_organisations()
        self._not_names = words("not_names.txt")

    def find(self, reading: Reading) -> list[Name]:
        """All names of the article in order of their place; no two overlap."""
        names = [name for name in self._tagged(reading) if name.surface not in self._not_names]
        names = _without_overlap([*map(_with_particles(reading), names), *_bracketed(reading, names)])
        formed = list(self._formed(reading))
        names = [*formed, *_free_of(formed, names)]
        names = _without_overlap([*names, *self._certain(reading, names)])
        names = _without_overlap([*names, *_behind_country(reading, names)])
        labels = self._vote.labels(reading, names)
        names += missed_mentions(reading, names, labels)
        for name in names:
            if not name.by_form:
                name.label = labels.get(label_key(name), name.label)
        self._vote.make_teams(reading, names)
        return _without_overlap(names)

    def _tagged(self, reading: Reading) -> Iterator[Name]:
        sentence_at = _SentenceCursor(reading)
        for part, doc in enumerate(reading.docs):
            for span in doc.source.ents:
                first, last, label = span.start, span.end, span.label_
                words = reading.words[part][first:last]
                if label in ("PERSON", "ORG", "GPE") and all(word.islower() for word in words):
                    continue
                if len(words) > 2 and all(len(word) <= 3 and word.isupper() for word in words):
                    continue  # the head of a table: "W L T GF GA"
                first = self._without_role(doc, first, last) if label == "PERSON" else first
                is_body = len(words) > 1 and words[-1].lower().rstrip(".") in _INSTITUTION
                if is_body and label in ("PERSON", "GPE", "LOC"):
                    label = "ORG"
                if (sentence := sentence_at(part, first)) is not None:
                    yield reading.name(part, first, last, label, sentence)

    def _without_role(self, doc: Parse, first: int, last: int) -> int:
        """First token of a personal name behind its role or people: "Defender Anna Weber"."""
        start = first
        while last - start > 2 or (last - start == 2 and doc[start].lower_ in _REIGNS):
            word = doc[start]
            is_role = word.lower_ in _HONOUR or sector_of([word.text]) is not None
            if not is_role and self._gazetteer.people(word.text) is None:
                break
            start += 1
        return start

    def _formed(self, reading: Reading) -> Iterator[Name]:
        part_at = [*reading.offsets, len(reading.article.body)]
        sentence_at = _SentenceCursor(reading)
        part = 0
        for start, end, label in sorted(set(names_by_form(reading.article.body, self._gazetteer))):
            while start >= part_at[part + 1]:
                part += 1
            span = reading.docs[part].source.char_span(
                start - part_at[part], end - part_at[part], alignment_mode="contract"
            )
            if span is not None and (sentence := sentence_at(part, span.start)) is not None:
                name = reading.name(part, span.start, span.end, label, sentence)
                name.by_form = True
                yield name

    def _certain(self, reading: Reading, names: list[Name]) -> Iterator[Name]:
        """Countries, regions and listed organisations wherever they stand; cities behind "in"."""
        taken = taken_tokens(reading, names)
        for sentence in reading.sentences:
            doc, used, words = reading.docs[sentence.part], taken[sentence.part], reading.words[sentence.part]
            for i in range(sentence.first, sentence.last):
                if used[i] or not words[i][0].isupper() or doc[i].tag_ not in _PROPER:
                    continue
                for last in range(min(i + _COUNTRY_TOKENS_MAX, sentence.last), i, -1):
                    if any(used[i:last]) or _goes_on(doc, last):
                        continue
                    if (label := self._certain_label(words, i, last)) is not None:
                        used[i:last] = b"\1" * (last - i)
                        yield reading.name(sentence.part, i, last, label, sentence.number)
                        break

    def _certain_label(self, words: list[str], first: int, last: int) -> str | None:
        surface = " ".join(words[first:last])
        if len(surface) <= 2 or "\n" in surface:
            return None
        if self._gazetteer.names_country(surface):
            return "GPE"
        if self._gazetteer.names_region(surface):
            return "LOC"
        if len(surface) > _LISTED_CHARS_MIN and key_of(surface) in self._listed:
            return "ORG"
        if first == 0 or words[first - 1].lower() not in _PLACE_BEFORE or words[first].lower().rstrip(".") in _CALENDAR:
            return None
        return "GPE" if self._gazetteer.knows(surface) else None


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


def _goes_on(doc: Parse, last: int) -> bool:
    """Whether the words up to `last` are the front of a longer name."""
    return last < len(doc) and doc[last].tag_ in _PROPER and doc[last - 1].head.i == last


def _bracketed(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Short forms printed right behind the full name, and full names that they show to be longer than tagged.

    "Sudan People's Liberation Army (SPLA)"; "Organization for Security and Cooperation" + "in Europe (OSCE)".
    """
    before: Name | None = None
    for name in names:
        doc, at = reading.docs[name.part], name.last
        if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and is_acronym(doc[at + 1].text):
            full = name
            if before is not None and before.part == name.part and name.first - before.last in (0, 1):
                joined = reading.name(name.part, before.first, name.last, "ORG", name.sentence)
                if before.label == "ORG" and stands_for(doc[at + 1].text, joined.surface):
                    full = joined
                    yield full
            if stands_for(doc[at + 1].text, full.surface):
                if full.label not in ("GPE", "LOC", "EVENT", "LAW"):
                    full.label = "ORG"
                yield reading.name(name.part, at + 1, at + 2, full.label, name.sentence)
        before = name


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


def _free_of(kept: list[Name], names: list[Name]) -> Iterator[Name]:
    """The names that overlap none of those kept; both in order of place."""
    at = 0
    for name in names:
        while at < len(kept) and kept[at].end <= name.start:
            at += 1
        if at == len(kept) or kept[at].start >= name.end:
            yield name


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
