"""Make a folder of varied, news-like text files with date headers, the same for the same seed.

    python -m benchmarks.make_corpus FOLDER [--files 5000] [--days 30] [--first-day 2024-01-01] [--seed 1]

Each file opens with `date YYYY-MM-DD `, as the seed does, and holds about 100 to 400 words put together from the parts
in `corpus_parts.py`. One in a hundred repeats the text of an earlier file of its day, one in a hundred is in another
language.
File number n is the same however many files are made, so a larger corpus contains the smaller one.
"""

import argparse
import calendar
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.corpus_parts import ANYWHERE, BODIES, COMPANIES, COUNTRIES, FOREIGN, NAMES, TOPICS

REPEATED_EVERY = FOREIGN_EVERY = 100  # file 100, 200 … repeats another, file 50, 150 … is not in English
SENTENCES = (8, 30)  # fewest and most after the opening


@dataclass(frozen=True, slots=True)
class Country:
    """A country and those who speak for it in one article."""

    name: str
    people: str
    capital: str
    city: str
    leader: str
    leader_last: str
    minister: str
    minister_last: str
    names: str  # key of NAMES


def make_corpus(
    folder: Path, *, files: int = 5_000, days: int = 30, first_day: date = date(2024, 1, 1), seed: int = 1
) -> dict[date, int]:
    """Write the files into `folder`, which is made; returns how many each day got."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[date] = Counter()
    for number in range(files):
        day, text = article(number, days=days, first_day=first_day, seed=seed)
        name = f"{number:06}_{hashlib.sha256(f'{seed}-{number}'.encode()).hexdigest()[:16]}.txt"
        (folder / name).write_text(f" date {day.isoformat()} {text}\n", encoding="utf-8")
        counts[day] += 1
    return dict(sorted(counts.items()))


def article(number: int, *, days: int, first_day: date, seed: int) -> tuple[date, str]:
    """Day and text of file `number`."""
    if number and number % REPEATED_EVERY == 0:
        return article(number - 1, days=days, first_day=first_day, seed=seed)
    chance = Random(f"{seed}-{number}")
    day = first_day + timedelta(days=chance.randrange(days))
    if number % FOREIGN_EVERY == FOREIGN_EVERY // 2:
        return day, chance.choice(FOREIGN).format(name=full_name(chance, "french"), n=chance.randrange(10, 900))
    return day, english(chance, day)


def english(chance: Random, day: date) -> str:
    """An article on one topic, about two countries, with one cast throughout."""
    first, second = chance.sample(COUNTRIES, 2)
    parties = {"A": country(chance, first), "B": country(chance, second)}
    person, expert = full_name(chance, first[5]), full_name(chance, second[5])
    companies = chance.sample(COMPANIES, 2)
    cast = parties | {
        "person": person, "person_last": person.split()[-1], "expert": expert, "body": chance.choice(BODIES),
        "company": companies[0], "company2": companies[1],
    }  # fmt: skip
    openings, followings = TOPICS[chance.choice(sorted(TOPICS))]
    parts = [chance.choice(openings)]
    wanted = chance.randint(*SENTENCES)
    # Each sentence once; what is left of the topic's own is mixed with what fits anywhere, of all topics.
    rest = [*followings, *chance.sample(ANYWHERE, len(ANYWHERE) // 2)]
    others = [sentence for name in sorted(TOPICS) for sentence in TOPICS[name][1] if sentence not in followings]
    chance.shuffle(rest)
    parts += (rest + chance.sample(others, len(others)))[:wanted]
    told = [sentence_with(chance, day, part, cast) for part in parts]
    return "\n\n".join(paragraphs(chance, told))


def sentence_with(chance: Random, day: date, part: str, cast: dict[str, object]) -> str:
    """A part with its slots filled; figures and days anew in each, the cast the same in all."""
    past, coming = day - timedelta(days=chance.randrange(6)), day + timedelta(days=3)
    text = part.format(
        **cast,
        weekday=f"{past:%A}",
        soon=chance.choice(["next week", "next month", "later this month", f"on {coming:%A}"]),
        month=chance.choice(list(calendar.month_name)[1:]),
        n=chance.randrange(12, 950),
        few=chance.choice(["two", "three", "five", "seven", "nine", "12"]),
        percent=f"{chance.randrange(1, 60)}.{chance.randrange(10)}",
        money=f"${chance.randrange(2, 900)} {chance.choice(['million', 'billion'])}",
    )  # fmt: skip
    return text[0].upper() + text[1:]


def country(chance: Random, row: tuple[str, str, str, list[str], str, str]) -> Country:
    """A country with a leader and a foreign minister for one article."""
    name, people, capital, cities, title, names = row
    leader, minister = full_name(chance, names), full_name(chance, names)
    return Country(
        name=name, people=people, capital=capital, city=chance.choice(cities),
        leader=f"{people} {title} {leader}", leader_last=leader.split()[-1],
        minister=f"{people} Foreign Minister {minister}", minister_last=minister.split()[-1], names=names,
    )  # fmt: skip


def full_name(chance: Random, names: str) -> str:
    """First and last name as they go together in some part of the world."""
    first, last = NAMES[names]
    return f"{chance.choice(first.split())} {chance.choice(last.split())}"


def paragraphs(chance: Random, sentences: list[str]) -> list[str]:
    """Sentences in paragraphs of one to three."""
    made, at = [], 0
    while at < len(sentences):
        size = chance.randint(1, 3)
        made.append(" ".join(sentences[at : at + size]))
        at += size
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--first-day", type=date.fromisoformat, default=date(2024, 1, 1))
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    counts = make_corpus(
        wanted.folder, files=wanted.files, days=wanted.days, first_day=wanted.first_day, seed=wanted.seed
    )
    print(f"{sum(counts.values()):,} files over {len(counts)} days in {wanted.folder}")


if __name__ == "__main__":
    main()
