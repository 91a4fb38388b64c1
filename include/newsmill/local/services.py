"""Who uses the servers of a checkout, and so when they start and stop.

Every command that needs a server takes a lease: a file that names its process. The first lease starts what is
missing, the last one stops it. `make up` takes a lease that no process holds; `make down` gives it back. A lease
whose process is gone counts for nothing, so a kill -9 leaves nothing to clear away by hand.
"""

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from include.newsmill.errors import ContractBroken
from include.newsmill.local import processes
from include.newsmill.local.airflow import Airflow
from include.newsmill.local.checkout import Checkout, write_private
from include.newsmill.settings import Settings

UP = "up"


class Services:
    """The embedded warehouse and Airflow of one checkout."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.settings = checkout.settings()
        self.airflow = Airflow(checkout, self.settings)
        self.server = checkout.server()
        self.is_embedded = checkout.is_embedded(self.settings)  # the warehouse; Airflow's database always is
        self._leases = checkout.run / "leases"

    @contextmanager
    def in_use(self, *, airflow: bool) -> Iterator[None]:
        """Have the warehouse, and Airflow where asked, up for as long as this lasts.

        Raises:
            NewsmillError: something does not start; what was started is stopped again.
        """
        mine = str(os.getpid())
        try:
            with self._locked():
                self._ensure(airflow=airflow, schedule=False)
                self._take(mine, {"pid": os.getpid(), "since": processes.started_at(os.getpid()), "airflow": airflow})
            if airflow:
                self.airflow.wait_ready()
            yield
        finally:
            with self._locked():
                self._give_back(mine)

    def up(self) -> None:
        """Start all, with the daily schedule, and leave it running."""
        self._wait_for_runs()
        was_up = self.is_up()
        try:
            with self._locked():
                self._ensure(airflow=True, schedule=True)
                self._take(UP, {"airflow": True})
            self.airflow.wait_ready()
        except BaseException:
            if not was_up:
                with self._locked():
                    self._give_back(UP)
            raise

    def down(self) -> None:
        """Stop all, whoever uses it."""
        with self._locked():
            for lease in self._leases.glob("*"):
                lease.unlink(missing_ok=True)
            self._stop_unused()

    def is_up(self) -> bool:
        """Whether `make up` holds the servers."""
        return UP in self._valid_leases()

    # Under the lock

    def _ensure(self, *, airflow: bool, schedule: bool) -> None:
        if airflow or self.is_embedded:
            self.server.start()
        if not airflow:
            return
        if self.airflow.is_up() and self._others_use_airflow() and (self.airflow.follows_schedule() or not schedule):
            return
        if self.airflow.remains():
            # Survivors of a kill -9, or an Airflow that lost a part: nothing to build on.
            self.airflow.stop()
        running = self.airflow.migrate()
        migrate_warehouse(self.settings)
        self.airflow.migrated(running)
        self.airflow.start(schedule=schedule)

    def _give_back(self, name: str) -> None:
        (self._leases / f"{name}.json").unlink(missing_ok=True)
        self._stop_unused()

    def _stop_unused(self) -> None:
        if not self._others_use_airflow() and self.airflow.remains():
            self.airflow.stop()
        if not self._valid_leases():
            self.server.stop()

    def _others_use_airflow(self) -> bool:
        return any(lease["airflow"] for lease in self._valid_leases().values())

    def _take(self, name: str, content: dict[str, Any]) -> None:
        self._leases.mkdir(parents=True, exist_ok=True)
        write_private(self._leases / f"{name}.json", content)

    def _valid_leases(self) -> dict[str, dict[str, Any]]:
        """Leases by name; those of dead processes are removed."""
        found = {}
        for path in self._leases.glob("*.json"):
            try:
                lease = json.loads(path.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if path.stem == UP or processes.is_alive(lease["pid"], lease["since"] or 0):
                found[path.stem] = lease
            else:
                path.unlink(missing_ok=True)
        return found

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Guard starting and stopping; the lock dies with its holder."""
        self.checkout.run.mkdir(parents=True, exist_ok=True)
        with (self.checkout.run / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Waiting for another `make` of this checkout to start or stop its servers ...", file=sys.stderr)
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _wait_for_runs(self) -> None:
        """Let runs end that use an Airflow without schedule; it would have to be stopped under them."""
        said = False
        while not self.is_up() and self._others_use_airflow():
            if not said:
                print("Waiting for a `make run` or `make backfill` of this checkout to end ...", file=sys.stderr)
                said = True
            time.sleep(0.5)


def migrate_warehouse(settings: Settings) -> None:
    """Bring the warehouse's schema to this code's revision; a look is enough where it is there."""
    from include.newsmill.warehouse import check_revision, connect, migrate

    engine = connect(settings.dsn("owner"))
    try:
        check_revision(engine)
    except ContractBroken:
        migrate(settings.dsn("owner"))
    finally:
        engine.dispose()
