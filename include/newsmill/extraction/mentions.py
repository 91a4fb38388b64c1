"""From what the tagger saw to the names of an article: one label per name, and no mention of a name left out.

Steps, each measured: boundaries are trimmed in the pipeline; names that follow a form of their own are added
(companies, institutions, short forms in brackets); one label per name is chosen by vote; names missed in one
sentence but seen in another are added.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token

from include.newsmill.extraction.entities.names import is_acronym, key_of, stands_for
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.tables import cell_list, rows, words

_INSTITUTION = frozenset(
    "inc corp co ltd plc llc ag nv sa spa gmbh group holdings university college institute ministry department agency "
    "commission committee council association federation union party bank court parliament senate congress army navy "
    "police church foundation league club times post news airlines airways organization organisation authority bureau "
    "board society institution fund trust centre center industries motors pharmaceuticals securities partners "
    "associates exchange office guard corps brigade front alliance movement bancorp laboratories stores systems "
    "technologies entertainment pictures records airline".split()
)
_PARTICLES = frozenset("von van der den de del della di da dos bin al el ben la le".split())
_SPREAD = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"])  # labels whose names are looked for elsewhere
_NAMES = frozenset(["NNP", "NNPS"])


class MentionFinder:
    """Finds the names of one article after another. Holds tables only, nothing of any article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._not_names = words("not_names.txt")
        self._organisations = {
            key_of(name)
            for full, others, _ in rows("organisations.tsv", 3)
            for name in [full, *cell_list(others)]
        }

    def find(self, reading: Reading) -> list[Name]:
        """All names of the article in order of their place; no two overlap."""
        names = [name for name in self._tagged(reading) if name.surface not in self._not_names]
        names = _without_overlap([*map(_with_particles(reading), names), *self._bracketed(reading, names)])
        names = _without_overlap([*names, *self._certain(reading, names)])
        names = _without_overlap([*names, *self._behind_country(reading, names)])
        labels = self._labels(names)
        names = [*names, *self._missed(reading, names, labels)]
        for name in names:
            name.label = labels.get(key_of(name.surface), name.label)
        return _without_overlap(names)

    def _tagged(self, reading: Reading) -> Iterator[Name]:
        sentence_at = _SentenceCursor(reading)
        for part, doc in enumerate(reading.docs):
            for span in doc.ents:
                first, last, label = span.start, span.end, span.label_
                if label in ("PERSON", "ORG", "GPE") and not any(c.isupper() for c in span.text):
                    continue
                if doc[last - 1].lower_.rstrip(".") in _INSTITUTION and last - first > 1 and label in ("PERSON", "GPE", "LOC"):
                    label = "ORG"
                if (sentence := sentence_at(part, first)) is not None:
                    yield reading.name(part, first, last, label, sentence)

    def _bracketed(self, reading: Reading, names: list[Name]) -> Iterator[Name]:
        """Short forms printed right behind the full name: "Sudan People's Liberation Army (SPLA)"."""
        for name in names:
            doc, at = reading.docs[name.part], name.last
            if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
                short = doc[at + 1].text
                if is_acronym(short) and stands_for(short, name.surface):
                    name.label = "ORG" if name.label not in ("GPE", "LOC", "EVENT", "LAW") else name.label
                    yield reading.name(name.part, at + 1, at + 2, name.label, name.sentence)

    def _certain(self, reading: Reading, names: list[Name]) -> Iterator[Name]:
        """Countries by name wherever they stand, and the city of a dateline in capitals."""
        taken = _taken(reading, names)
        for sentence in reading.sentences:
            doc, used = reading.docs[sentence.part], taken[sentence.part]
            for i in range(sentence.first, sentence.last):
                token = doc[i]
                if used[i] or token.tag_ not in _NAMES:
                    continue
                for last in range(min(i + 3, sentence.last), i, -1):
                    surface = doc[i:last].text
                    if any(used[i:last]) or (last < len(doc) and doc[last].tag_ in _NAMES and doc[last - 1].head.i == last):
                        continue
                    if self._is_country(surface) or (i == sentence.first and self._opens_dateline(doc, i, last)):
                        used[i:last] = b"\1" * (last - i)
                        yield reading.name(sentence.part, i, last, "GPE", sentence.number)
                        break

    def _behind_country(self, reading: Reading, names: list[Name]) -> Iterator[Name]:
        """A person named by country alone: "China's Xi Jinping"."""
        taken = _taken(reading, names)
        for name in names:
            doc, first = reading.docs[name.part], name.last + 1
            if name.label != "GPE" or first + 2 >= len(doc) or doc[name.last].tag_ != "POS":
                continue
            last = first
            while last < len(doc) and doc[last].tag_ == "NNP" and doc[last].text.istitle() and not taken[name.part][last]:
                last += 1
            if 2 <= last - first <= 3 and not any(doc[i].lower_.rstrip(".") in _INSTITUTION for i in range(first, last)):
                if doc[last - 1].head.i != last:  # not "China's Great Wall project"
                    yield reading.name(name.part, first, last, "PERSON", name.sentence)

    def _is_country(self, surface: str) -> bool:
        return len(surface) > 2 and surface[0].isupper() and self._gazetteer.names_country(surface)

    def _opens_dateline(self, doc: Doc, first: int, last: int) -> bool:
        surface = doc[first:last].text
        if not surface.isupper() or len(surface) < 4 or last >= len(doc):
            return False
        return (doc[last].text in "(,-" or doc[last].text[0].isdigit()) and bool(self._gazetteer.candidates(surface))

    def _labels(self, names: Iterable[Name]) -> dict[str, str]:
        """One label per name: what most of its mentions say, corrected by full names, countries and known bodies."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            votes[key_of(name.surface)][name.label] += 1
        labels = {key: _most(counts) for key, counts in votes.items()}
        for key in labels:
            if self._gazetteer.names_country(key) and labels[key] != "PERSON":
                labels[key] = "GPE"
            elif self._gazetteer.names_region(key) and labels[key] in ("ORG", "NORP", "FAC"):
                labels[key] = "LOC"
            elif key in self._organisations:
                labels[key] = "ORG"
            elif self._gazetteer.people(key) and labels[key] != "PERSON":
                labels[key] = "NORP"
        surnames, heads = _short_forms(labels)
        for key in labels:
            if " " in key or labels[key] == "NORP":
                continue
            is_person, is_body = key in surnames, key in heads
            if is_person and not (is_body or self._is_place(key, votes[key])):
                labels[key] = "PERSON"
            elif is_body and not is_person and not self._is_place(key, votes[key]):
                labels[key] = "ORG"
        return labels

    def _is_place(self, key: str, votes: Counter[str]) -> bool:
        if self._gazetteer.names_country(key):
            return True
        return votes["GPE"] + votes["LOC"] > sum(votes.values()) / 2 and bool(self._gazetteer.candidates(key))

    def _missed(self, reading: Reading, names: list[Name], labels: dict[str, str]) -> Iterator[Name]:
        """Further mentions of the article's own names, found token by token."""
        forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name in names:
            label = labels[key_of(name.surface)]
            tokens = tuple(token.text for token in reading.docs[name.part][name.first : name.last])
            if label in _SPREAD and len(name.surface) > 2 and name.surface[0].isupper():
                if (tokens, label) not in forms[tokens[0]]:
                    forms[tokens[0]].append((tokens, label))
        for same_start in forms.values():
            same_start.sort(key=lambda form: (-len(form[0]), form))
        taken = _taken(reading, names)
        for sentence in reading.sentences:
            doc, used = reading.docs[sentence.part], taken[sentence.part]
            for i in range(sentence.first, sentence.last):
                if used[i] or doc[i].text not in forms:
                    continue
                for tokens, label in forms[doc[i].text]:
                    last = i + len(tokens)
                    if last <= sentence.last and not any(used[i:last]) and _reads(doc, i, tokens) and _may_be_name(doc, i, last):
                        used[i:last] = b"\1" * (last - i)
                        yield reading.name(sentence.part, i, last, label, sentence.number)
                        break


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


def _taken(reading: Reading, names: Iterable[Name]) -> list[bytearray]:
    taken = [bytearray(len(doc)) for doc in reading.docs]
    for name in names:
        taken[name.part][name.first : name.last] = b"\1" * (name.last - name.first)
    return taken


def _with_particles(reading: Reading) -> Callable[[Name], Name]:
    """A personal name that stops at a particle goes on to the name behind it: "Ursula von" + "der Leyen"."""

    def longer(name: Name) -> Name:
        doc, last = reading.docs[name.part], name.last
        if name.label != "PERSON" or not (doc[last - 1].lower_ in _PARTICLES or (last < len(doc) and doc[last].lower_ in _PARTICLES and doc[last].text.islower())):
            return name
        while last < len(doc) and doc[last].lower_ in _PARTICLES:
            last += 1
        if last < len(doc) and doc[last].tag_ in _NAMES and doc[last].text[0].isupper():
            return reading.name(name.part, name.first, last + 1, name.label, name.sentence)
        return name

    return longer


def _most(votes: Counter[str]) -> str:
    return min(votes, key=lambda label: (-votes[label], label))


def _short_forms(labels: dict[str, str]) -> tuple[set[str], set[str]]:
    """Last words of full personal names; first words of bodies whose other words say that they are one."""
    surnames, heads = set(), set()
    for key, label in labels.items():
        parts = key.split()
        if len(parts) < 2:
            continue
        if label == "PERSON" and len(parts) <= 4:
            surnames.add(parts[-1])
        elif label == "ORG" and parts[-1] in _INSTITUTION:
            heads.add(parts[0])
    return surnames, heads


def _reads(doc: Doc, first: int, tokens: tuple[str, ...]) -> bool:
    return all(doc[first + k].text == text for k, text in enumerate(tokens))


def _may_be_name(doc: Doc, first: int, last: int) -> bool:
    """Whether tokens that read like a name stand as one here, not as a part of a longer name or a common word."""
    token: Token = doc[first]
    if last - first == 1:
        if token.tag_ not in _NAMES and not re.fullmatch(r"[A-Z.]{2,}", token.text):
            return token.tag_ in ("JJ", "NN", "NNS") and first > 0 and not doc[first].is_sent_start and token.text[0].isupper()
        before, after = (doc[first - 1] if first else None), (doc[last] if last < len(doc) else None)
        if after is not None and after.tag_ in _NAMES and after.text[0].isupper() and after.dep_ != "appos" and token.head.i == after.i:
            return False
        return not (before is not None and before.tag_ == "NNP" and before.text[0].isupper() and before.head.i == token.i and before.ent_type_ == "" and before.lower_.endswith("."))
    return True


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
