"""What a day costs when the folder that it comes from grows: one day of 167 files, beside 29 other days and without.

`python -m benchmarks.folder` catalogues a folder of 500 files over 3 days and one of 5,000 over 30, loads three days
from each, and prints CPU-milliseconds per article of this process, stage by stage; the ratio says what ten times the
files cost an article.
"""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.make_corpus import make_corpus
from include.newsmill import stages
from include.newsmill.settings import Settings
from include.newsmill.sources import load_sources
from include.newsmill.warehouse import connect, migrate
from include.newsmill.warehouse.embedded import EmbeddedServer

FIRST, DAYS = date(2024, 1, 1), 3
NOW = datetime(2026, 3, 1, tzinfo=UTC)
Result = TypeVar("Result")


@contextmanager
def fresh_server(folder: Path) -> Iterator[EmbeddedServer]:
    """A server of our own, gone afterwards."""
    server = EmbeddedServer(folder / "pg", folder / "run", configuration={"fsync": "off"})
    server.start()
    try:
        yield server
    finally:
        server.remove()


def cost_of_days(folder: Path, *, files: int, days: int) -> dict[str, float]:
    """CPU-milliseconds per article by stage, over the first three days of a corpus; `survey` per file of the corpus."""
    make_corpus(folder / "in", files=files, days=days, first_day=FIRST)
    sources = folder / "sources.yaml"
    sources.write_text(f"sources:\n  - name: corpus\n    kind: text_folder\n    location: {folder / 'in'}\n", "utf-8")
    with fresh_server(folder) as server:
        migrate(server.dsn("owner"))
        settings = Settings(
            owner_dsn=server.dsn("owner"), loader_dsn=server.dsn("loader"), sources_file=str(sources),
            staging_root=str(folder / "staging"), raw_root=str(folder / "raw"),
        )  # fmt: skip
        spent: dict[str, float] = {}

        def timed(name: str, step: Callable[[], Result]) -> Result:
            clock = time.process_time()
            result = step()
            spent[name] = spent.get(name, 0.0) + time.process_time() - clock
            return result

        spec = load_sources(str(sources))["corpus"]
        engine = connect(settings.dsn("loader"))
        timed("survey", lambda: stages.survey(settings, engine, spec, now=NOW))
        articles = 0
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            plan = stages.plan(settings, day=day, kind="manual", dag_run_id="bench", now=NOW)
            fetched = [
                timed("fetch", lambda: stages.fetch(settings, plan, "corpus", now=NOW, attempt=1, last_attempt=True))  # noqa: B023
            ]
            parts = stages.shard(settings, fetched)
            cleaned = [timed("clean", lambda: stages.clean(settings, plan, parts[0], attempt=1))]  # noqa: B023
            judged = stages.validate(settings, plan, fetched, cleaned=cleaned, extracted=[], attempt=1)
            judged["tables"] |= cleaned[0]["tables"]
            loaded = timed("load", lambda: stages.load(settings, plan, judged, fetched, now=NOW))  # noqa: B023
            articles += loaded["counts"]["read"]
    shutil.rmtree(folder)
    return {name: 1000 * seconds / (files if name == "survey" else articles) for name, seconds in spent.items()}


def main() -> None:
    """Print both folders side by side."""
    logging.disable(logging.ERROR)
    folder = Path(tempfile.mkdtemp(prefix="nm-bench-"))
    cost_of_days(folder / "warm", files=500, days=3)  # imports, caches
    small = cost_of_days(folder / "small", files=500, days=3)
    large = cost_of_days(folder / "large", files=5000, days=30)
    shutil.rmtree(folder)
    print(f"{'stage':8}{'500 files':>12}{'5,000 files':>14}{'ratio':>8}   CPU-ms an article")
    for name, before in small.items():
        print(f"{name:8}{before:>12.2f}{large[name]:>14.2f}{large[name] / before:>8.2f}")


if __name__ == "__main__":
    main()
