"""Runs the stages of a day in the order of the DAG, without Airflow: real files, real model, real PostgreSQL."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg

from include.newsmill import stages
from include.newsmill.handover import Loaded
from include.newsmill.settings import PROJECT_ROOT, Settings
from include.newsmill.sources import load_sources
from include.newsmill.warehouse import connect, contract_hash

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
SEED_DAY = date(2019, 10, 25)


class Mill:
    """One warehouse, one folder of sources, and days to run."""

    def __init__(self, warehouse: Any, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(
            owner_dsn=warehouse.owner,
            loader_dsn=warehouse.loader,
            reader_dsn=warehouse.reader,
            sources_file=str(folder / "sources.yaml"),
            staging_root=str(folder / "staging"),
            raw_root=str(folder / "raw"),
        )
        self.declare(seeds=PROJECT_ROOT / "seeds")

    def declare(self, **folders: Path) -> None:
        """Write sources.yaml with these text folders."""
        entries = "".join(
            f"  - name: {name}\n    kind: text_folder\n    location: {str(place)!r}\n"
            for name, place in folders.items()
        )
        (self.folder / "sources.yaml").write_text(f"sources:\n{entries}", encoding="utf-8")

    def change(self, **settings: Any) -> None:
        """Run with other settings from now on."""
        self.settings = replace(self.settings, **settings)

    def run(self, day: date = SEED_DAY, *, kind: str = "manual", last_attempt: bool = True) -> Loaded:
        """All stages of one day up to load; `report` is left to the caller, since it may raise."""
        settings = self.settings
        plan = stages.plan(settings, day=day, kind=kind, dag_run_id=f"test-{day}", now=NOW)
        fetched = [
            stages.fetch(settings, plan, name, now=NOW, attempt=1, last_attempt=last_attempt)
            for name in plan["sources"]
        ]
        cleaned = [stages.clean(settings, plan, part, attempt=1) for part in stages.shard(settings, fetched)]
        extracted = [stages.extract(settings, plan, part, attempt=1) for part in cleaned]
        judged = stages.validate(settings, plan, fetched, cleaned=cleaned, extracted=extracted, attempt=1)
        return stages.load(settings, plan, judged, fetched, now=NOW)

    def survey(self) -> int:
        """Catalogue what is new in all sources."""
        engine = connect(self.settings.dsn("loader"))
        specs = load_sources(self.settings.sources_file)
        return sum(stages.survey(self.settings, engine, spec, now=NOW) for spec in specs.values())

    def rows(self, query: str, *values: Any, role: str = "reader") -> list[tuple[Any, ...]]:
        """What a query gives, asked as `role`."""
        with psycopg.connect(self.settings.dsn(role)) as connection:
            return connection.execute(query, values).fetchall()

    def hash(self) -> str:
        """Hash over all rows of the contract tables, load bookkeeping aside."""
        with connect(self.settings.dsn("owner")).connect() as connection:
            return contract_hash(connection)
