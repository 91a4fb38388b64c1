"""Follow DAG runs through Airflow's REST API and say on the screen how they go."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from rich.console import Console

from include.newsmill.local.airflow import DAG
from include.newsmill.local.rest import AirflowApi, part

POLL_S = 0.3
DONE = frozenset({"success", "failed"})
_ENDED = frozenset({"success", "failed", "skipped", "upstream_failed", "removed"})
_ERROR_LINES = 12


class Watch:
    """One screen that tells of runs; `alive` raises when waiting for Airflow has become pointless."""

    def __init__(self, api: AirflowApi, console: Console, alive: Callable[[], None]) -> None:
        self._api = api
        self._console = console
        self._alive = alive

    def run(self, run_id: str) -> str:
        """Follow one run to its end, a line per task; returns its state, success or failed."""
        told: set[str] = set()
        while True:
            state: str = self._api.get(f"/dags/{DAG}/dagRuns/{part(run_id)}")["state"]
            instances = self._instances(run_id)
            for task in _in_order(instances):
                self._tell_task(run_id, task, [one for one in instances if one["task_id"] == task], told)
            if state in DONE:
                return state
            self._alive()
            time.sleep(POLL_S)

    def backfill(self, number: int, first: date, last: date, status_of: Callable[[str], str]) -> int:
        """Follow a backfill to its end, a line per day; returns how many of its days failed.

        Args:
            status_of: gives what to say of a day that went well, from its run's id.
        """
        failed: dict[str, str] = {}
        told: set[str] = set()
        while True:
            completed = self._api.get(f"/backfills/{number}")["completed_at"]
            for run in self._runs_between(first, last):
                if run["state"] in DONE and run["dag_run_id"] not in told:
                    told.add(run["dag_run_id"])
                    self._tell_day(run, status_of, failed)
            if completed:
                break
            self._alive()
            time.sleep(POLL_S * 2)
        for day, run_id in failed.items():
            self._console.print(f"\n[bold red]{day} failed[/]")
            self.explain(run_id)
        return len(failed)

    def explain(self, run_id: str) -> None:
        """Say why a run failed: each failed task with the end of its log."""
        for one in self._instances(run_id):
            if one["state"] == "failed":
                self._console.print(f"[red]{one['task_id']}[/] said:")
                self._console.print("\n".join(self._error_lines(run_id, one)), markup=False, highlight=False)

    def _tell_task(self, run_id: str, task: str, instances: list[dict[str, Any]], told: set[str]) -> None:
        for one in instances:
            key = f"{task}{one['map_index']}/{one['try_number']}"
            if one["state"] == "up_for_retry" and key not in told:
                told.add(key)
                self._console.print(f"  [yellow]![/] {task:<9} failed and will be tried again:")
                lines = self._error_lines(run_id, one)
                self._console.print("\n".join(lines[-3:]), markup=False, highlight=False)
        if task in told or any(one["state"] not in _ENDED for one in instances):
            return
        told.add(task)
        states = {one["state"] for one in instances}
        mark = "[green]✓[/]" if states == {"success"} else "[red]✗[/]" if "failed" in states else "[yellow]-[/]"
        times = f"x{len(instances)}" if len(instances) > 1 else ""
        seconds = sum(one["duration"] or 0.0 for one in instances)
        self._console.print(f"  {mark} {task:<9}{times:<5}{seconds:6.1f} s", highlight=False)

    def _tell_day(self, run: dict[str, Any], status_of: Callable[[str], str], failed: dict[str, str]) -> None:
        day, run_id = run["logical_date"][:10], run["dag_run_id"]
        if run["state"] == "failed":
            failed[day] = run_id
        said = "[red]failed[/]" if run["state"] == "failed" else status_of(run_id)
        self._console.print(f"  {day}  {said}", highlight=False)

    def _instances(self, run_id: str) -> list[dict[str, Any]]:
        path = f"/dags/{DAG}/dagRuns/{part(run_id)}/taskInstances"
        found: list[dict[str, Any]] = self._api.get(path, limit=1000)["task_instances"]
        return found

    def _runs_between(self, first: date, last: date) -> list[dict[str, Any]]:
        span = {"logical_date_gte": f"{first}T00:00:00Z", "logical_date_lte": f"{last}T23:59:59Z"}
        found: list[dict[str, Any]] = self._api.get(
            f"/dags/{DAG}/dagRuns", limit=1000, order_by="logical_date", **span
        )["dag_runs"]
        return found

    def _error_lines(self, run_id: str, instance: dict[str, Any]) -> list[str]:
        """The last lines of a task's log that tell of an error, without the frames of the traceback."""
        path = f"/dags/{DAG}/dagRuns/{part(run_id)}/taskInstances/{instance['task_id']}/logs/{instance['try_number']}"
        content = self._api.get(path, map_index=instance["map_index"], full_content=True)["content"]
        return error_lines(content)


def error_lines(content: list[dict[str, Any]]) -> list[str]:
    """What a person needs of a task's log: the exceptions' types and messages, else its last errors, else its end.

    Args:
        content: the log as the REST API gives it, one dict per line with `event`, `level` and `error_detail`.
    """
    raised = [
        f"{detail['exc_type']}: {detail['exc_value']}"
        for line in content
        for detail in line.get("error_detail") or []
        if detail.get("exc_value")
    ]
    if raised:
        return list(dict.fromkeys(raised))[-_ERROR_LINES:]
    said = [line for line in content if line.get("level") in {"error", "critical"}] or content
    return [str(line.get("event", "")) for line in said][-_ERROR_LINES:]


def _in_order(instances: list[dict[str, Any]]) -> list[str]:
    """Task names in the order in which they started; those not started last."""
    return list(dict.fromkeys(one["task_id"] for one in sorted(instances, key=lambda one: one["start_date"] or "9999")))
