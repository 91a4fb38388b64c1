"""News-length texts of the project's own, as many as asked for, each different, the same for the same seed and
sentences.

One in ten is a golden article while they last, three in ten come from `make_corpus.py`; the others are put together
from runs of the sentences under `training/sentences`, with a dateline, quotations and paragraphs. Those sentences
were written to hold acts, so the texts tell more events than the news does: what is measured on them is no kinder.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.corpus_parts import COUNTRIES, NAMES
from benchmarks.make_corpus import english, full_name, paragraphs

ROOT = Path(__file__).resolve().parents[1]
WORDS = (200, 700)  # fewest and most of a text
GOLDEN_EVERY = 10
CORPUS_SHARE = 3  # of ten
RUN = (2, 6)  # sentences that stay together, as they stand in their file
QUOTED_SHARE = 0.15
FIRST_DAY, DAYS = date(2019, 1, 1), 1_500
AGENCIES = ["Meridian", "Northern Wire", "Lakeside News", "Crossroads"]
SPEAKERS = ["a spokeswoman", "a senior official", "the minister", "an aide", "a resident", "a diplomat"]
VENUES = ["told reporters", "said in an interview", "told lawmakers", "said by telephone", "told state television"]
_DATELINE = re.compile(r"^[^a-z]{3,}[^-—]{0,40}[-—] ")


def news_texts(number: int | None = None, *, seed: int = 1) -> Iterator[tuple[date, str]]:
    """Day and text of the first `number` texts, or of texts without end."""
    for at in count() if number is None else range(number):
        yield news_text(at, seed=seed)


def news_text(number: int, *, seed: int = 1) -> tuple[date, str]:
    """Day and text number `number`; the same however many are made."""
    chance = Random(f"{seed}-{number}")
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    if number % GOLDEN_EVERY == 0 and number // GOLDEN_EVERY < len(_golden()):
        return _golden()[number // GOLDEN_EVERY]
    if 0 < number % GOLDEN_EVERY <= CORPUS_SHARE:
        while not WORDS[0] <= len((text := english(chance, day)).split()) <= WORDS[1]:
            pass
        return day, text
    return day, _from_sentences(chance, day)


def long_text(words: int, *, seed: int = 1) -> str:
    """One text of that many words: news after news, between blank lines."""
    parts, have = list[str](), 0
    for _, text in news_texts(seed=seed):
        if have >= words:
            return "\n\n".join(parts)
        kept = re.match(rf"(?:\S+\s*){{1,{words - have}}}", text)
        parts.append(kept[0].rstrip() if kept else text)
        have += len(parts[-1].split())
    raise AssertionError("texts have no end")


@cache
def _golden() -> list[tuple[date, str]]:
    lines = (ROOT / "tests/golden/events/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [(date.fromisoformat(row["published_on"]), row["text"]) for row in map(json.loads, lines)]


@cache
def _sentences() -> list[list[str]]:
    """The sentences of each file, in their order, without those that open with a dateline of their own."""
    files = sorted((ROOT / "training/sentences").glob("*.jsonl"))
    texts = [[json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()] for file in files]
    return [[text for text in some if not _DATELINE.match(text)] for some in texts]


def _from_sentences(chance: Random, day: date) -> str:
    wanted = chance.randint(WORDS[0] + 20, WORDS[1] - 40)
    country = chance.choice(COUNTRIES)
    city = chance.choice([country[2], *country[3]])
    told, words, seen = list[str](), 0, set[str]()
    while words < wanted:
        some = chance.choice(_sentences())
        at = chance.randrange(len(some))
        for sentence in some[at : at + chance.randint(*RUN)]:
            if sentence in seen or words >= wanted:
                continue
            seen.add(sentence)
            told.append(_quoted(chance, sentence, country[5]) if chance.random() < QUOTED_SHARE else sentence)
            words += len(told[-1].split())
    told[0] = f"{city.upper()}, {day:%B} {day.day} ({chance.choice(AGENCIES)}) - {told[0]}"
    return "\n\n".join(paragraphs(chance, told))


def _quoted(chance: Random, sentence: str, names: str) -> str:
    if names not in NAMES or '"' in sentence or not sentence.endswith("."):
        return sentence
    speaker = chance.choice([full_name(chance, names), chance.choice(SPEAKERS)])
    opening, closing = chance.choice(["“”", '""'])
    return f"{opening}{sentence.removesuffix('.')},{closing} {speaker} {chance.choice(VENUES)}."
