"""The stages of a run as plain functions; a DAG task calls one of them and nothing else.

    plan -> fetch[source] -> shard -> clean[shard] -> extract[shard] -> validate -> load -> report

Articles travel as Parquet under the staging root, everything else as the small types of `handover.py`. Every
record read ends in exactly one outcome: what `fetch`, `clean` and `extract` cannot carry on becomes a Rejected row,
and `load` counts the rest and asserts that the books balance.
"""

import logging
import shutil
import time
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice

import pyarrow as pa
from sqlalchemy import Engine
from upath import UPath

from include.newsmill import __version__, records, schema, staging
from include.newsmill.errors import ContractBroken, SourceUnavailable
from include.newsmill.handover import Fetched, Judged, Loaded, Plan, Shard, Slice, Worked
from include.newsmill.records import SupportsExtract
from include.newsmill.settings import Settings
from include.newsmill.sources import SourceSpec, load_sources, open_source
from include.newsmill.sources.raw_store import RawStore
from include.newsmill.warehouse import catalogue, check_revision, connect
from include.newsmill.warehouse import load as loading
from include.newsmill.warehouse.reading import check_day

logger = logging.getLogger(__name__)

CATALOGUE_BATCH = 500  # records told to the catalogue in one transaction: what a kill can cost


def plan(
    settings: Settings, *, day: date, kind: str, dag_run_id: str, now: datetime, sources: Sequence[str] = ()
) -> Plan:
    """Check that the run can work at all, and take its load id.

    Args:
        day: see `days.day_of_run`.
        kind: scheduled, backfill, manual or replay.
        sources: names to restrict the run to; empty means all of sources.yaml.

    Raises:
        ContractBroken: a setting, sources.yaml, the warehouse's address or its schema revision is wrong, or the
            disk is nearly full; the message says what to do.
    """
    specs = load_sources(settings.sources_file)
    if unknown := sorted(set(sources) - set(specs)):
        raise ContractBroken(
            f"No source named {', '.join(unknown)} in {settings.sources_file}. It declares: {', '.join(specs)}."
        )
    _check_free_space(settings)
    made = Plan(
        load_id=loading.new_load_id(_warehouse(settings)),
        day=day.isoformat(),
        kind=kind,
        dag_run_id=dag_run_id,
        sources=sorted(set(sources) or specs),
        started_at=now.isoformat(),
    )
    staging.write_plan(settings.staging_root, made["load_id"], made)
    logger.info("load %d: day %s of %s", made["load_id"], made["day"], ", ".join(made["sources"]))
    return made


def survey(settings: Settings, engine: Engine, spec: SourceSpec, *, now: datetime, refetch: bool = False) -> int:
    """Tell the catalogue of every record of a source that is new or changed, and keep its bytes.

    Args:
        refetch: read every record, also where its stamp says that nothing changed.

    Returns:
        How many records were new or changed. Cost: one look at each record's stamp, one read of each new record.

    Raises:
        SourceUnavailable: the source did not answer.
    """
    from include.newsmill.cleaning import day_of

    source, store = open_source(spec, settings), RawStore(settings.raw_root)
    known: dict[str, str] = {}
    if not refetch:
        with engine.connect() as connection:
            known = catalogue.known_stamps(connection, spec.name)
    entries = (records.catalogue_entry(source, sighting, store, day_of) for sighting in source.survey(known))
    total = 0
    while batch := list(islice(entries, CATALOGUE_BATCH)):
        with engine.begin() as connection:
            total += catalogue.record(connection, spec.name, batch, now=now)
    if total:
        logger.info("source %s: %d new or changed records catalogued", spec.name, total)
    return total


def fetch(
    settings: Settings, plan: Plan, source: str, *,
    now: datetime, attempt: int, last_attempt: bool, refetch: bool = False,
) -> Fetched:  # fmt: skip
    """Catalogue what is new in a source, then stage its raw documents of the day.

    Args:
        attempt: number of this try, from 1; part of the file's name.
        last_attempt: on the last try a source that is down becomes an outcome, so that the others are published.

    Raises:
        SourceUnavailable: the source did not answer and tries are left.
    """
    clock = time.monotonic()
    engine = _warehouse(settings)
    fetched = Fetched(source=source, path=None, rows=0, records=0, rejected=None, unavailable=None, seconds=0.0)
    try:
        survey(settings, engine, load_sources(settings.sources_file)[source], now=now, refetch=refetch)
    except SourceUnavailable as error:
        if not last_attempt:
            raise
        logger.warning("source %s is unavailable: %s", source, error)
        return fetched | {"unavailable": str(error), "seconds": _since(clock)}
    with engine.connect() as connection:
        entries = catalogue.records_of(connection, source, date.fromisoformat(plan["day"]))
    rows = records.document_rows(RawStore(settings.raw_root), entries)
    tables = {"raw": schema.RAW_DOCUMENT, "rejected": schema.REJECTED}
    counts, paths = staging.write_rows(_place(settings, plan, f"fetch/{source}-{attempt}"), tables, rows)
    logger.info("fetch %s: %d records of %s", source, len(entries), plan["day"])
    return fetched | {
        "path": paths.get("raw"),
        "rows": counts["raw"],
        "records": len(entries),
        "rejected": paths.get("rejected"),
        "seconds": _since(clock),
    }


def shard(settings: Settings, fetched: Sequence[Fetched]) -> list[Shard]:
    """Deal the fetched files out into shards of up to `shard_articles` documents.

    Returns:
        At least one shard. A day without documents gives one empty shard: mapping over nothing would skip every
        later task, and the day would look loaded without being so.
    """
    shards = [Shard(no=0, slices=[])]
    room = settings.shard_articles
    for one in fetched:
        start = 0
        while one["path"] and start < one["rows"]:
            if not room:
                shards.append(Shard(no=len(shards), slices=[]))
                room = settings.shard_articles
            stop = min(one["rows"], start + room)
            shards[-1]["slices"].append(Slice(path=one["path"], start=start, stop=stop))
            room -= stop - start
            start = stop
    return shards


def clean(settings: Settings, plan: Plan, shard: Shard, *, attempt: int) -> Worked:
    """Raw documents of a shard -> articles, or the reason why not."""
    clock = time.monotonic()
    worked = Worked(no=shard["no"], tables={}, rows=0, model_version=None, seconds=0.0)
    if shard["slices"]:
        from include.newsmill.cleaning import clean as clean_document

        tables = {"articles": schema.ARTICLE, "rejected": schema.REJECTED}
        place = _place(settings, plan, f"clean/{shard['no']}-{attempt}")
        counts, paths = staging.write_rows(place, tables, records.article_rows(clean_document, shard["slices"]))
        worked |= {"tables": {name: [path] for name, path in paths.items()}, "rows": counts["articles"]}
        logger.info("clean shard %d: %s", shard["no"], counts)
    return worked | {"seconds": _since(clock)}


def extract(settings: Settings, plan: Plan, cleaned: Worked, *, attempt: int) -> Worked:
    """Articles of a shard -> articles that go on, with their mentions, entities and events, each in its table."""
    clock = time.monotonic()
    worked = cleaned
    if cleaned["rows"]:
        extractor = _extractor(settings.spacy_model)
        articles = (
            records.article_of(row) for path in cleaned["tables"]["articles"] for row in staging.read_rows(path)
        )
        place = _place(settings, plan, f"extract/{cleaned['no']}-{attempt}")
        rows = records.extraction_rows(extractor, articles)
        counts, paths = staging.write_rows(place, schema.STAGED, rows)
        tables = {name: [path] for name, path in paths.items()}
        tables["rejected"] = cleaned["tables"].get("rejected", []) + tables.get("rejected", [])
        worked = worked | {"tables": tables, "rows": counts["articles"], "model_version": extractor.model_version}
        logger.info("extract shard %d: %s", cleaned["no"], counts)
    return worked | {"seconds": _since(clock)}


def validate(
    settings: Settings, plan: Plan, fetched: Sequence[Fetched], *,
    cleaned: Sequence[Worked], extracted: Sequence[Worked], attempt: int,
) -> Judged:  # fmt: skip
    """Judge the staged day with Great Expectations; nothing is written to the warehouse yet."""
    clock = time.monotonic()
    tables: dict[str, list[str]] = {name: [] for name in schema.STAGED}
    tables["rejected"] = [one["rejected"] for one in fetched if one["rejected"]]
    for worked in extracted:
        for name, paths in worked["tables"].items():
            tables[name] += paths
    judged = Judged(
        tables=tables,
        validations=None,
        refused_rows=None,
        refusal=None,
        model_version=next((one["model_version"] for one in extracted if one["model_version"]), None),
        records=sum(one["records"] for one in fetched),
        stage_seconds={},
    )
    if judged["records"]:
        from include.newsmill.quality import judge

        verdict = judge(
            tables,
            day=date.fromisoformat(plan["day"]),
            refused_share_max=settings.refused_share_max,
            refused_share_from_rows=settings.refused_share_from_rows,
        )
        place = _place(settings, plan, f"validate/{attempt}")
        judged["validations"] = staging.write_table(place / "validations.parquet", verdict.validations)
        judged["refused_rows"] = staging.write_table(place / "refused_rows.parquet", verdict.refused_rows)
        judged["refusal"] = verdict.refusal
    judged["stage_seconds"] = {
        "fetch": _total_seconds(fetched),
        "clean": _total_seconds(cleaned),
        "extract": _total_seconds(extracted),
        "validate": _since(clock),
    }
    return judged


def load(settings: Settings, plan: Plan, judged: Judged, fetched: Sequence[Fetched], *, now: datetime) -> Loaded:
    """Publish the judged day in one transaction; a refused day leaves its bookkeeping only."""
    unavailable = {one["source"]: one["unavailable"] for one in fetched if one["unavailable"]}
    request = loading.LoadRequest(
        load_id=plan["load_id"],
        day=date.fromisoformat(plan["day"]),
        kind=plan["kind"],
        dag_run_id=plan["dag_run_id"],
        code_version=__version__,
        model_version=judged["model_version"],
        stage_seconds=judged["stage_seconds"],
        staged=judged["tables"],
        validations=_table_or_empty(judged["validations"], schema.VALIDATION),
        refused_rows=_table_or_empty(judged["refused_rows"], schema.REFUSED_ROW),
        refusal=judged["refusal"],
        sources_present=tuple(one["source"] for one in fetched if not one["unavailable"]),
        sources_absent=tuple(sorted(unavailable)),
        records_read=judged["records"],
        now=now,
    )
    result = loading.publish(_warehouse(settings), request)
    return Loaded(
        load_id=result.load_id,
        day=plan["day"],
        status=result.status,
        counts=result.counts,
        refusal=judged["refusal"],
        unavailable=unavailable,
    )


def report(settings: Settings, loaded: Loaded, *, now: datetime) -> None:
    """Say what the run did, remove expired staging folders, and fail where the day is not whole.

    Raises:
        ContractBroken: the gate refused the day, or a source stayed down; the rest is published by then.
    """
    removed = staging.remove_expired(settings.staging_root, keep_days=settings.staging_keep_days, now=now)
    day, load_id = loaded["day"], loaded["load_id"]
    logger.info("load %d of %s: %s, %s", load_id, day, loaded["status"], loaded["counts"])
    logger.info("%d expired staging folders removed", removed)
    again = f"run `make backfill FROM={day} TO={day}`."
    if loaded["refusal"]:
        raise ContractBroken(
            f"The gate refused the day {day} (load {load_id}): {loaded['refusal']} Readers see the day as it was. "
            f"Look at ops.quarantine and news.validations for this load, mend the cause and {again}"
        )
    if loaded["unavailable"]:
        why = "; ".join(f"{name}: {message}" for name, message in sorted(loaded["unavailable"].items()))
        raise ContractBroken(
            f"The day {day} is loaded in part (load {load_id}): {why} What these sources gave before is untouched. "
            f"When they answer again, {again}"
        )


def check_published(settings: Settings, *, day: date) -> dict[str, int]:
    """Look at a published day through the reader's DSN; see `warehouse.reading.check_day`."""
    with connect(settings.dsn("reader")).connect() as connection:
        seen = check_day(connection, day)
    logger.info("day %s as its readers see it: %s", day, seen)
    return seen


@cache  # a process that works on several shards loads spaCy's model once
def _extractor(model: str) -> SupportsExtract:
    from include.newsmill.extraction import Extractor

    return Extractor.load(model)


def _warehouse(settings: Settings) -> Engine:
    engine = connect(settings.dsn("loader"))
    check_revision(engine)
    return engine


def _check_free_space(settings: Settings) -> None:
    root = UPath(settings.staging_root)
    if root.protocol not in ("", "file", "local"):
        return
    root.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(root.path).free
    if free < settings.free_bytes_min:
        raise ContractBroken(
            f"Only {free:,} bytes are free under {root}, a run needs {settings.free_bytes_min:,}. Free some space, "
            "point NEWSMILL_STAGING_ROOT elsewhere, or lower NEWSMILL_FREE_BYTES_MIN."
        )


def _place(settings: Settings, plan: Plan, name: str) -> UPath:
    return UPath(settings.staging_root) / str(plan["load_id"]) / name


def _since(clock: float) -> float:
    return round(time.monotonic() - clock, 3)


def _total_seconds(parts: Sequence[Fetched] | Sequence[Worked]) -> float:
    return round(sum(one["seconds"] for one in parts), 3)


def _table_or_empty(path: str | None, kind: pa.Schema) -> pa.Table:
    return staging.read_table(path) if path else kind.empty_table()
