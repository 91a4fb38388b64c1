"""What the quality gate costs: a day of 10,000 articles, 250,000 mentions and 50,000 events, and one of ten times that.

    python -m benchmarks.gate [--articles 10000] [--times 10]

Each size runs in a process of its own, so that its peak of memory is its own. Prints CPU-seconds, the peak of memory
and, which is what counts on another machine, the ratios between the sizes.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from include.newsmill import model, schema

DAY = date(2019, 10, 25)
SHARD_ARTICLES = 1_000
MENTIONS, ENTITIES, EVENTS = 25, 10, 5  # of each article
SENTENCE = (
    "Minister Ann Lee of the Republic of Elbonia met Bob Roy in Lima on Friday and agreed to further talks on trade. "
)
BODY = SENTENCE * 35  # about 4,000 characters, as news has
SPAN = (SENTENCE.index("Ann Lee"), SENTENCE.index("Ann Lee") + 7)
ACTION = (SENTENCE.index("met"), SENTENCE.index("met") + 3)


def make_day(folder: Path, articles: int) -> dict[str, list[str]]:
    """A valid day, written shard by shard as the stages do."""
    paths: dict[str, list[str]] = {name: [] for name in schema.STAGED}
    for shard in range(0, articles, SHARD_ARTICLES):
        numbers = range(shard, min(shard + SHARD_ARTICLES, articles))
        versions: dict[int, str] = {}
        rows: dict[str, list[dict[str, Any]]] = {"articles": [article_row(number) for number in numbers]}
        versions = {number: row["version_id"] for number, row in zip(numbers, rows["articles"], strict=True)}
        rows["extractions"] = [{"version_id": one, "model_version": "1", "skipped": None} for one in versions.values()]
        rows["entities"] = [entity_row(versions[number], number, n) for number in numbers for n in range(ENTITIES)]
        rows["mentions"] = [mention_row(versions[number], number, n) for number in numbers for n in range(MENTIONS)]
        rows["events"] = [event_row(versions[number], n) for number in numbers for n in range(EVENTS)]
        rows["participants"] = [
            participant_row(versions[number], number, n, role)
            for number in numbers for n in range(EVENTS) for role in ("actor", "recipient")
        ]  # fmt: skip
        for name, some in rows.items():
            path = folder / f"{name}-{shard}.parquet"
            table = pa.Table.from_pylist(some, schema.STAGED[name])
            pq.write_table(table, path, compression="zstd", row_group_size=256)
            paths[name].append(str(path))
    return paths


def article_row(number: int) -> dict[str, Any]:
    body = f"{BODY}Number {number}."
    article_id, sha = model.name_id("bench", str(number)), model.content_sha256(None, body)
    observed_at = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    row = dict.fromkeys(schema.ARTICLE.names)
    return row | {
        "article_id": str(article_id), "version_id": str(model.version_id(article_id, sha, observed_at)),
        "source": "bench", "locator": f"{number}.txt", "sighting": 0, "fingerprint": sha, "day": DAY,
        "observed_at": observed_at, "body": body, "authors": [], "language": "en", "published_on": DAY,
        "published_precision": "day", "word_count": len(body.split()), "content_sha256": sha,
    }  # fmt: skip


def entity_id(number: int, entity: int) -> str:
    # Half of the names come in many articles, half in this one only.
    return str(model.name_id("entity", str(entity if entity % 2 else number * ENTITIES + entity)))


def entity_row(version: str, number: int, entity: int) -> dict[str, Any]:
    return {
        "version_id": version, "entity_id": entity_id(number, entity), "kind": "person", "name": "Ann Lee",
        "country": None, "latitude": None, "longitude": None, "geonames_id": None, "code": "PERGOV",
    }  # fmt: skip


def mention_row(version: str, number: int, mention: int) -> dict[str, Any]:
    offset = mention * len(SENTENCE)
    return {
        "version_id": version, "mention_no": mention, "entity_id": entity_id(number, mention % ENTITIES),
        "surface": "Ann Lee", "label": "PERSON", "role_title": "Minister", "char_start": offset + SPAN[0],
        "char_end": offset + SPAN[1], "sentence_no": mention,
    }  # fmt: skip


def event_row(version: str, event: int) -> dict[str, Any]:
    offset = event * len(SENTENCE)
    row = dict.fromkeys(schema.EVENT.names)
    return row | {
        "version_id": version, "event_no": event, "event_type": "CONSULT", "contexts": ["diplomatic"], "quad_class": 1,
        "score": 2.5, "modality": "asserted", "event_start": DAY, "event_end": DAY, "date_precision": "day",
        "date_basis": "clause", "is_quoted": False, "action_text": "met", "action_start": offset + ACTION[0],
        "action_end": offset + ACTION[1], "char_start": offset, "char_end": offset + len(SENTENCE), "told_in": [event],
        "confidence": 0.8,
    }  # fmt: skip


def participant_row(version: str, number: int, event: int, role: str) -> dict[str, Any]:
    offset = event * len(SENTENCE)
    return {
        "version_id": version, "event_no": event, "role": role, "participant_no": 0, "name": "Ann Lee",
        "surface": "Ann Lee", "char_start": offset + SPAN[0], "char_end": offset + SPAN[1], "code": "PERGOV",
        "entity_id": entity_id(number, event),
    }  # fmt: skip


def measure(folder: Path) -> dict[str, float]:
    """Judge the day in `folder` twice in this process: with the import of Great Expectations, and without."""
    from include.newsmill.quality import judge

    paths = {name: sorted(map(str, folder.glob(f"{name}-*.parquet"))) for name in schema.STAGED}
    seconds = []
    for staged in ({"articles": paths["articles"][:1]} | {"extractions": paths["extractions"][:1]}, paths):
        start = time.process_time()
        judgement = judge(staged, day=DAY, refused_share_max=0.2, refused_share_from_rows=20)
        seconds.append(time.process_time() - start)
        assert not judgement.refused, judgement.refusal
        assert not judgement.refused_rows.num_rows
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first_s": seconds[0], "judge_s": seconds[1], "peak_mb": peak_mb}


def run(articles: int) -> dict[str, float]:
    """Make a day, measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        make_day(Path(folder), articles)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.gate", "--measure", folder], check=True, capture_output=True, text=True
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10, help="the second size, as a multiple of the first")
    parser.add_argument("--measure", type=Path, help="(used by the script itself)")
    wanted = parser.parse_args()
    if wanted.measure:
        print(json.dumps(measure(wanted.measure)))
        return
    sizes = [1, wanted.articles, wanted.articles * wanted.times]
    found = {size: run(size) for size in sizes}
    print(f"{'articles':>9} {'rows':>10} {'CPU-s':>7} {'peak MB':>8}")
    for size, one in found.items():
        rows = size * (2 + ENTITIES + MENTIONS + EVENTS + 2 * EVENTS)
        print(f"{size:>9,} {rows:>10,} {one['judge_s']:>7.1f} {one['peak_mb']:>8.0f}")
    _, small, large = (found[size] for size in sizes)
    print(f"import of Great Expectations and a first small day: {found[1]['first_s']:.1f} CPU-s")
    print(
        f"{wanted.times} times the articles: {large['judge_s'] / small['judge_s']:.1f} times the CPU, "
        f"{large['peak_mb'] / small['peak_mb']:.1f} times the memory"
    )


if __name__ == "__main__":
    main()
