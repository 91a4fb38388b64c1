"""One loaded extractor for all tests of this folder: loading takes two seconds, reading a sentence milliseconds."""

from datetime import date
from pathlib import Path

import pytest

from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

SEEDS = Path(__file__).parents[3] / "seeds"
DAY = date(2019, 10, 25)


@pytest.fixture(scope="session")
def extractor():
    return Extractor.load()


@pytest.fixture(scope="session")
def read(extractor):
    def read(text, day=DAY):
        return next(extractor.extract([Article.from_text(text, day)]))

    return read


@pytest.fixture(scope="session")
def seed_text():
    (path,) = SEEDS.glob("*.txt")
    return path.read_text(encoding="utf-8").strip().removeprefix("date 2019-10-25 ")


@pytest.fixture(scope="session")
def seed(read, seed_text):
    return read(seed_text)
