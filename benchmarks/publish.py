"""How fast a day is published, and whether that slows down as the warehouse grows.

Made-up days of articles with 25 mentions, 12 entities and 5 events each, into an embedded server of its own. Four
articles each tell one affair: they name the same people, and their acts are alike.
`python -m benchmarks.publish` prints CPU seconds, of this process and of the server's sessions together, because they
say the same on a busy machine; and the ratio that matters, which says the same on any.
"""

import logging
import random
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from array import array
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from include.newsmill import schema
from include.newsmill.model import ACT_VECTOR_BYTES, content_sha256, name_id, version_id
from include.newsmill.warehouse import connect, load, migrate
from include.newsmill.warehouse.embedded import EmbeddedServer
from include.newsmill.warehouse.processes import postmaster_pid

MENTIONS, ENTITIES, EVENTS = 25, 12, 5
AFFAIR = 4  # articles that tell the same
TYPES = ("AGREE", "CONSULT", "REQUEST", "ACCUSE", "COERCE", "ASSAULT", "PROTEST", "SANCTION")
FIRST = date(2026, 1, 1)
NAMES = [(str(name_id("person", str(n))), f"Person {n}") for n in range(20_000)]
WORDS = [uuid.uuid5(uuid.NAMESPACE_OID, str(n)).hex[:7] for n in range(5_000)]


Tables = dict[str, list[dict[str, Any]]]


def day_of_articles(day: date, articles: int, seed: int) -> Tables:
    """Staged tables of one day; names follow a long-tailed distribution, as names in news do."""
    chance = random.Random(seed)
    tables: Tables = {name: [] for name in schema.STAGED if name != "rejected"}
    for number in range(articles):
        affair = random.Random(f"{day}/{number // AFFAIR}")
        add_article(tables, day, f"{day}/{number}.txt", chance, affair)
    return tables


def add_article(tables: Tables, day: date, locator: str, chance: random.Random, affair: random.Random) -> None:
    body = " ".join(chance.choices(WORDS, k=300))
    article_id, sha = name_id("bench", locator), content_sha256(None, body)
    observed_at = datetime.combine(day, datetime.min.time(), UTC)
    version = str(version_id(article_id, sha, observed_at))
    tables["articles"].append({
        "article_id": str(article_id), "version_id": version, "source": "bench", "locator": locator, "sighting": 0,
        "fingerprint": sha, "day": day, "observed_at": observed_at, "body": body, "authors": ["A. Writer"],
        "language": "en", "published_on": day, "published_precision": "day", "word_count": 300, "content_sha256": sha,
    })  # fmt: skip
    tables["extractions"].append({"version_id": version, "model_version": "bench"})
    people = [NAMES[n] for n in {int(affair.paretovariate(0.6)) % len(NAMES) for _ in range(ENTITIES)}]
    for known, name in people:
        entity = {"version_id": version, "entity_id": known, "kind": "person", "name": name}
        tables["entities"].append(entity)
    for mention_no in range(MENTIONS):
        known, name = people[mention_no % len(people)]
        tables["mentions"].append({
            "version_id": version, "mention_no": mention_no, "entity_id": known, "surface": name, "label": "PERSON",
            "char_start": mention_no * 40, "char_end": mention_no * 40 + len(name), "sentence_no": mention_no // 3,
        })  # fmt: skip
    for event_no in range(EVENTS):
        key = {"version_id": version, "event_no": event_no}
        add_event(tables, key, day, *people[event_no % len(people)], kind=affair.choice(TYPES))
        numbers = (affair.gauss(0, 40) + chance.gauss(0, 20) for _ in range(ACT_VECTOR_BYTES))
        act_vector = array("b", (max(-127, min(127, round(number))) for number in numbers)).tobytes()
        tables["act_vectors"].append(key | {"act_vector": act_vector})


def add_event(tables: Tables, key: dict[str, Any], day: date, known: str, name: str, *, kind: str) -> None:
    tables["events"].append(key | {
        "event_type": kind, "contexts": ["economic"], "quad_class": 1, "score": 1.0, "modality": "asserted",
        "event_start": day, "event_end": day, "is_quoted": False, "action_text": "met", "action_start": 0,
        "action_end": 3, "char_start": 0, "char_end": 90, "told_in": [0], "confidence": 0.5,
    })  # fmt: skip
    for role in ("actor", "recipient"):
        tables["participants"].append(key | {
            "role": role, "participant_no": 0, "name": name, "surface": name, "char_start": 0, "char_end": 5,
            "entity_id": known,
        })  # fmt: skip


class Bench:
    """A warehouse that grows by made-up days."""

    def __init__(self, folder: Path, server: EmbeddedServer) -> None:
        self.folder, self.engine, self.days, self.stored = folder, connect(server.dsn("loader")), 0, 0
        self.postmaster = psutil.Process(postmaster_pid(server.cluster))

    def publish(self, articles: int, *, again: bool = False) -> float:
        """Publish the next day, or the last one again; CPU seconds."""
        self.days += not again
        day = FIRST + timedelta(days=self.days)
        staged = self._staged(day_of_articles(day, articles, self.days))
        request = load.LoadRequest(
            load_id=load.new_load_id(self.engine), day=day, kind="manual", dag_run_id=None, code_version=None,
            model_version=None, staged=staged, validations=schema.VALIDATION.empty_table(),
            refused_rows=schema.REFUSED_ROW.empty_table(), sources_present=("bench",), records_read=articles,
            now=datetime(2026, 6, 1, tzinfo=UTC),
        )  # fmt: skip
        before = self._cpu_s()
        counts = load.publish(self.engine, request).counts
        assert counts["unchanged" if again else "written"] == articles
        self.stored += counts["written"]
        return self._cpu_s() - before

    def _cpu_s(self) -> float:
        """CPU used so far here and by ended sessions of the server."""
        time.sleep(0.1)  # the last session is still ending
        sessions = self.postmaster.cpu_times()
        return time.process_time() + sessions.children_user + sessions.children_system

    def _staged(self, tables: Tables) -> dict[str, list[str]]:
        paths = {name: [str(self.folder / f"{name}.parquet")] for name in tables}
        for name, [path] in paths.items():
            pq.write_table(pa.Table.from_pylist(tables[name], schema=schema.STAGED[name]), path)
        return paths

    def grow(self, stored: int, *, by: int) -> None:
        while self.stored < stored:
            articles = min(by, stored - self.stored)
            seconds = self.publish(articles)
            print(f"{articles:6} new articles: {seconds:5.1f} CPU s, {articles / seconds:5.0f} a CPU s")
            print(f"{articles:6} the same   : {self.publish(articles, again=True):5.1f} CPU s")

    def small_days(self, articles: int) -> float:
        """CPU milliseconds an article takes in a small day, median of 5."""
        milliseconds = statistics.median(self.publish(articles) for _ in range(5)) / articles * 1000
        print(f"days of {articles} articles: {milliseconds:.2f} CPU ms per article ({self.stored} stored)")
        return milliseconds


def main(day: int = 10_000, small: int = 500, sizes: tuple[int, int] = (5_000, 50_000)) -> None:
    """Print the figures."""
    folder = Path(tempfile.mkdtemp(prefix="newsmill-bench-"))
    server = EmbeddedServer(folder / "data", folder / "run")
    server.start()
    try:
        migrate(server.dsn("owner"))
        bench = Bench(folder, server)
        cost = []
        for size in sizes:
            bench.grow(size, by=day)
            cost.append(bench.small_days(small))
        print(f"cost of an article at {sizes[1]} stored over its cost at {sizes[0]}: x{cost[1] / cost[0]:.2f}")
    finally:
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if "-v" in sys.argv:  # the time of each statement
        logging.basicConfig(level=logging.DEBUG)
    main()
