"""Airflow of one checkout: its database, its four components, and whether they are up.

`airflow standalone` would do it in one word, but its log servers listen on all addresses and its parts cannot be
looked after singly. Here each component is a process of its own, on loopback, with its log in run/log/.
"""

import json
import subprocess
import sys
import time
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from include.newsmill.errors import ContractBroken, NewsmillError
from include.newsmill.local import database, processes
from include.newsmill.local.checkout import Checkout, free_port, write_private
from include.newsmill.local.environment import airflow_environment, database_url
from include.newsmill.local.rest import AirflowApi
from include.newsmill.settings import Settings

DAG = "news_daily"
READY_S = 180  # a busy machine with two cores needs 30 s
COMPONENTS = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
# The scheduler lets running tasks end, and they need the API server for that. The triggerer takes ten seconds to end
# nothing, so it is not waited for.
STOP_ORDER = (("scheduler", "dag-processor"), ("api-server",))
SCHEDULE_ONLY = frozenset({"triggerer"})  # nothing defers in our DAGs: only `make up`, where others may be added


class Airflow:
    """Start, find and stop the Airflow of a checkout. Callers hold the checkout's lock (see `services`)."""

    def __init__(self, checkout: Checkout, settings: Settings) -> None:
        self.checkout = checkout
        self.settings = settings
        self.logs = checkout.run / "log"
        self._state_file = checkout.run / "airflow.json"

    def is_up(self) -> bool:
        """Whether all components that were started still run; `wait_ready` says when they answer."""
        return self._all_alive(self._state())

    def follows_schedule(self) -> bool:
        """Whether the running Airflow makes scheduled runs by itself (`make up`)."""
        return bool(self._state().get("schedule"))

    def api(self) -> AirflowApi:
        """A session with the running API server."""
        return AirflowApi(self.address(), self.checkout.airflow_secrets()["password"])

    def address(self) -> str:
        """Where the UI is."""
        return f"http://127.0.0.1:{self._state().get('port', 0)}"

    def environment(self, *, port: int = 0, schedule: bool = False) -> dict[str, str]:
        """The environment its processes get."""
        return airflow_environment(self.checkout, self.settings, port=port, schedule=schedule)

    def migrate(self) -> "subprocess.Popen[bytes] | None":
        """Bring Airflow's own database to the installed version, if it is not there; see `migrated`.

        Returns:
            The process that does it, or None when there is nothing to do. A new database is made under another name,
            so that one killed half-way is never taken for whole.
        """
        self.checkout.airflow_home.mkdir(parents=True, exist_ok=True)
        exists = database.exists(self.checkout.server())
        if exists and _text(self._migrated) == _versions():
            return None
        environment = self.environment()
        if not exists:
            database.create_new(self.checkout.server())
            environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = database_url(self.checkout, database.NEW)
        with self._log("migrate").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "airflow", "db", "migrate"],
                env=environment, cwd=self.checkout.root, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def migrated(self, running: "subprocess.Popen[bytes] | None") -> None:
        """Wait for `migrate` to end and note that it is done."""
        if running is None:
            return
        if running.wait():
            raise NewsmillError(f"Airflow's database could not be brought up to date:\n{self.log_end('migrate')}")
        database.put_new_in_place(self.checkout.server())
        self._migrated.write_text(_versions(), "utf-8")

    def start(self, *, schedule: bool) -> None:
        """Start the components, all at once; `wait_ready` waits for them."""
        secrets = self.checkout.airflow_secrets()
        write_private(self.checkout.airflow_home / "passwords.json", {"admin": secrets["password"]})
        port = free_port(self._state().get("port"))
        environment = self.environment(port=port, schedule=schedule)
        state: dict[str, Any] = {"port": port, "schedule": schedule, "since": time.time(), "components": {}}
        for name, arguments in COMPONENTS.items():
            if schedule or name not in SCHEDULE_ONLY:
                pid = processes.start(
                    [sys.executable, "-m", "airflow", *arguments],
                    environment=environment, log=self._log(name), cwd=self.checkout.root,
                )  # fmt: skip
                state["components"][name] = [pid, processes.started_at(pid) or 0.0]
        write_private(self._state_file, state)

    def wait_ready(self) -> None:
        """Wait until the API answers and the DAG has been read anew since the start.

        Raises:
            NewsmillError: a component ended, the DAG does not import, or it takes too long.
        """
        api, since = self.api(), self._state()["since"]

        def is_new(moment: str | None) -> bool:
            return moment is not None and datetime.fromisoformat(moment).timestamp() >= since

        def ready() -> bool:
            for one in api.get("/importErrors", limit=1000)["import_errors"]:
                if one["filename"].endswith(f"{DAG}.py") and is_new(one["timestamp"]):
                    raise ContractBroken(f"{one['filename']} does not import:\n{one['stack_trace']}")
            return is_new(api.get(f"/dags/{DAG}").get("last_parsed_time"))

        api.wait(ready, seconds=READY_S, what="Starting Airflow", alive=self.check_alive)

    def check_alive(self) -> None:
        """Raise NewsmillError, with the end of its log, when a component has ended."""
        for name, (pid, started) in self._state().get("components", {}).items():
            if not processes.is_alive(pid, started):
                raise NewsmillError(f"Airflow's {name} has ended. The end of its log:\n{self.log_end(name)}")

    def stop(self) -> None:
        """End all its processes, also those that a killed parent left behind."""
        pids = {name: pid for name, (pid, _) in self._state().get("components", {}).items()}
        processes.stop_all(self.checkout.mark, [[pids[name] for name in wave if name in pids] for wave in STOP_ORDER])
        if state := self._state():
            write_private(self._state_file, {"port": state["port"]})  # the address stays the same next time

    def remains(self) -> bool:
        """Whether any process of this checkout's Airflow is there, up or not."""
        return bool(processes.marked(self.checkout.mark))

    def log_end(self, name: str, lines: int = 15) -> str:
        """The last lines of a component's log."""
        return "\n".join(_text(self._log(name)).splitlines()[-lines:])

    @property
    def _migrated(self) -> Path:
        return self.checkout.airflow_home / "migrated"

    def _log(self, name: str) -> Path:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self.logs / f"{name}.log"

    def _state(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._state_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found

    def _all_alive(self, state: dict[str, Any]) -> bool:
        components: dict[str, tuple[int, float]] = state.get("components", {})
        return bool(components) and all(processes.is_alive(*component) for component in components.values())


def _versions() -> str:
    return f"{version('apache-airflow-core')} {version('apache-airflow-providers-fab')}"


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""
