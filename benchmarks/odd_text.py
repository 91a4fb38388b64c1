"""What odd text costs: CPU seconds per 1,000 words, and how the cost grows from a text to one of four times its length.

    python -m benchmarks.odd_text [--only NAME]

No kind of text may raise, take over 1 s per 1,000 words, or grow with the square of its length (4 times the text: 16
times the time; from 8 on this is called growth). A word is what stands between spaces, or six characters where that
gives more: text without spaces, as Chinese is, would have none. The second price is per 1,000 words and marks, what a
tokenizer makes of a text: it tells text that is dense from text that is slow. Kinds that one word without a space
fills are measured inside one part (`parts.py`), as longer text is cut there. Exit status 1 when a kind of text fails.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from rich.console import Console
from rich.table import Table

from benchmarks.corpus_parts import NAMES
from benchmarks.news_texts import long_text
from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

SECONDS_MAX = 1.0  # per 1,000 words
GROWTH_MAX = 8.0  # of the time, for 4 times the text
WORD_CHARS = 6
CHARS = 40_000  # of the longer text, where a kind sets no other length
PART = 12_000  # one part
DAY = date(2019, 10, 25)
ACTS = ["attacked", "killed", "arrested", "condemned", "praised", "threatened", "sanctioned", "expelled", "met"]
TEAMS = ["Harlow Town", "Denby", "Carver United", "Oakes Rovers", "Pruitt", "Marlowe Athletic"]
_MARK = re.compile(r"\w+|[^\w\s]")
NESTED = "the minister (who said \"the army [which 'took' Kano] attacked\") met "


def filled(unit: str) -> Callable[[int], str]:
    """A kind of text that repeats a piece."""
    return lambda chars: (unit * (chars // len(unit) + 1))[:chars]


def names(chars: int) -> str:
    """One sentence that lists different people, about 1,000 in 15,000 characters."""
    people = [
        f"{first} {last}" for one, two in product(NAMES.values(), repeat=2)
        for first in one[0].split() for last in two[1].split()
    ]  # fmt: skip
    return "The court in Lagos sentenced " + ", ".join(people)[:chars] + "."


def acts(chars: int) -> str:
    """One sentence of act verbs."""
    return ("The rebels " + " and ".join(ACTS * (chars // 60 + 1)))[:chars] + " the army."


def dates(chars: int) -> str:
    """Thousands of days, written in four ways."""
    days = [DAY + timedelta(days=n) for n in range(chars // 12)]
    ways = ["%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "last %A"]
    return ("Troops attacked on " + " and on ".join(f"{day:{ways[n % 4]}}" for n, day in enumerate(days)))[:chars] + "."


def results(chars: int) -> str:
    """A table of sports results."""
    pairs = [(one, two) for one, two in product(TEAMS, repeat=2) if one != two]
    rows = [f"{one} {n % 5} {two} {n % 3}  W{n % 9} D{n % 4} L{n % 7}" for n, (one, two) in enumerate(pairs * 400)]
    return "\n".join(rows)[:chars]


def nested(chars: int) -> str:
    """Brackets and quotation marks opened, hundreds deep, and then closed."""
    half = (NESTED * (chars // len(NESTED)))[: chars // 2]
    return half.replace(")", "").replace("]", "") + "])" * (chars // 4)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of odd text: makes one of that many characters."""

    make: Callable[[int], str]
    chars: int = CHARS


KINDS = {
    "2 MB of news": Kind(lambda chars: long_text(chars // 5)[:chars], 2_000_000),
    "200 KB without a full stop": Kind(filled("the minister said that troops attacked Kano on "), 200_000),
    "no full stop, commas": Kind(filled("Kenya, which had met Uganda, said police, who held Anna Rao, "), 200_000),
    "digits": Kind(filled("1234 56.78 9,012 3 ")),
    "digits, no space": Kind(filled("1234567890")),
    "emoji": Kind(filled("😀🎉👍🏽 🇨🇳🇺🇸 ❤️ ")),
    "emoji, no space": Kind(filled("😀🎉👍🏽🇨🇳❤️")),
    "table rows": Kind(filled("| Lagos | 12 | 4.5% | n/a | Kenya |\n")),
    "capitals": Kind(filled("POLICE ARRESTED TWO MEN IN LAGOS ON TUESDAY AND KENYA CONDEMNED SOMALIA.\n")),
    "capitals, one line": Kind(filled("POLICE ARRESTED TWO MEN IN LAGOS ON TUESDAY AND KENYA CONDEMNED SOMALIA. ")),
    "no capitals": Kind(filled("police arrested two men in lagos on tuesday and kenya condemned somalia. ")),
    "HTML left over": Kind(filled('<p class="x">Kenya&nbsp;met</p><br/><a href="http://a.b/c?d=e&f=g">Uganda</a> ')),
    "Chinese": Kind(filled("北京说中国将与美国举行会谈。双方官员星期五在巴黎见面。")),
    "Arabic": Kind(filled("قالت الحكومة إنها سوف تعقد محادثات مع فرنسا يوم الجمعة. ")),
    "Hindi": Kind(filled("सरकार ने कहा कि वह शुक्रवार को फ्रांस के साथ बातचीत करेगी। ")),
    "Cyrillic": Kind(filled("Правительство заявило, что в пятницу проведёт переговоры с Францией. ")),  # noqa: RUF001 - Cyrillic is meant
    "names in one sentence": Kind(names, 60_000),
    "control characters": Kind(filled("Trump\x00met\x07Xi\x1b in\x85Paris \x01\x02 ")),
    "right-to-left marks": Kind(filled("\u202eKenya\u200f met \u2066Uganda\u2069 in Paris. ")),
    "one word": Kind(filled("a"), 200_000),
    "one word of syllables": Kind(filled("Donaudampfschifffahrt")),
    "hyphens": Kind(filled("anti-government-")),
    "full stops": Kind(filled(". ")),
    "brackets, no space": Kind(filled("("), PART),
    "brackets and quotes, deep": Kind(nested, PART),
    "quotation marks, no space": Kind(filled('"'), PART),
    "quotation marks": Kind(filled("\" ' “ ” '' ")),
    "dates": Kind(dates, 100_000),
    "act verbs": Kind(acts, 100_000),
    "acts of nouns": Kind(filled("the attack on the arrest of the killing by the talks with ")),
    "sports results": Kind(results),
    "blank lines": Kind(filled("a\n\n")),
    "white space": Kind(filled(" \n\t ")),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a kind of text cost."""

    chars: int
    per_thousand: float
    per_thousand_marks: float
    growth: float
    error: str

    @property
    def verdict(self) -> str:
        slow, grows = self.per_thousand > SECONDS_MAX, self.growth > GROWTH_MAX
        return self.error or ", ".join(["slow"] * slow + ["grows"] * grows) or "ok"


def words_of(text: str) -> float:
    return max(len(text.split()), len(text) / WORD_CHARS)


def marks_of(text: str) -> int:
    return sum(1 for _ in _MARK.finditer(text))


def seconds(extractor: Extractor, text: str) -> float:
    article = Article.from_text(text, DAY)
    start = time.process_time()
    for _ in extractor.extract([article]):
        pass
    return time.process_time() - start


def measure(extractor: Extractor, kind: Kind) -> Cost:
    """The cost of the longer text per 1,000 words, and beside that of a text of a quarter."""
    text, quarter = kind.make(kind.chars), kind.make(kind.chars // 4)
    try:
        seconds(extractor, quarter[:2_000])
        short, long = seconds(extractor, quarter), seconds(extractor, text)
    except Exception as error:  # noqa: BLE001 - what is raised is what is looked for
        failed = f"raised {type(error).__name__}: {error}"
        return Cost(chars=len(text), per_thousand=0, per_thousand_marks=0, growth=0, error=failed)
    return Cost(
        chars=len(text),
        per_thousand=1000 * long / words_of(text),
        per_thousand_marks=1000 * long / max(marks_of(text), 1),
        growth=long / max(short, 0.001),
        error="",
    )


def main() -> int:
    """Print a row for each kind of text; exit status 1 when one fails."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", choices=KINDS, metavar="NAME")
    only = options.parse_args().only
    extractor = Extractor.load()
    table = Table(
        "kind of text", "characters", "CPU-s per\n1,000 words", "1,000 words\nand marks", "4 times\nthe text", "verdict"
    )  # fmt: skip
    for column in table.columns[1:5]:
        column.justify = "right"
    failed = 0
    for name, kind in KINDS.items():
        if only in (None, name):
            cost = measure(extractor, kind)
            failed += cost.verdict != "ok"
            figures = [
                f"{cost.chars:,}",
                f"{cost.per_thousand:.3f}",
                f"{cost.per_thousand_marks:.3f}",
                f"{cost.growth:.1f}",
            ]
            table.add_row(name, *figures, cost.verdict)
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
