"""Runs and backfills of our own making: created as the UI creates them, and never left to go on without us."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from include.newsmill.errors import NewsmillError
from include.newsmill.local.airflow import DAG
from include.newsmill.local.checkout import Checkout
from include.newsmill.local.rest import AirflowApi, AirflowRefused, part

RUN_PREFIX = "make_run__"
BACKFILL_RUNS = 4  # days at once; more than the four tasks at a time could use gains nothing


@contextmanager
def our_run(api: AirflowApi, checkout: Checkout, day: date, *, now: datetime) -> Iterator[str]:
    """Trigger a run without logical date; it is failed when we go away before its end, as it would never end."""
    _refuse_paused(api)
    _fail_left_runs(api, checkout)
    run_id = f"{RUN_PREFIX}{now:%Y-%m-%dT%H:%M:%S}_{os.getpid()}"
    api.post(f"/dags/{DAG}/dagRuns", {"dag_run_id": run_id, "logical_date": None, "conf": {"day": day.isoformat()}})
    try:
        yield run_id
    except BaseException:
        _fail(api, run_id)
        raise


def _refuse_paused(api: AirflowApi) -> None:
    """A paused DAG takes every run and never starts it."""
    if api.get(f"/dags/{DAG}")["is_paused"]:
        raise NewsmillError(f"The DAG {DAG} is paused: switch it on in the UI (`make up`), then try again.")


def _fail_left_runs(api: AirflowApi, checkout: Checkout) -> None:
    """Fail the runs of a `make run` that was killed: they would go on under this one's Airflow."""
    for state in ("queued", "running"):
        for one in api.get(f"/dags/{DAG}/dagRuns", state=state, limit=1000)["dag_runs"]:
            run_id: str = one["dag_run_id"]
            pid = run_id.rpartition("_")[2]
            if run_id.startswith(RUN_PREFIX) and not (checkout.run / "leases" / f"{pid}.json").exists():
                _fail(api, run_id)


def _fail(api: AirflowApi, run_id: str) -> None:
    try:
        api.patch(f"/dags/{DAG}/dagRuns/{part(run_id)}", {"state": "failed"})
    except AirflowRefused:
        return  # Airflow is gone with it; the next `make run` fails it


@contextmanager
def our_backfill(api: AirflowApi, checkout: Checkout, first: date, last: date) -> Iterator[int]:
    """Create a backfill as the UI's form does; it is cancelled when we go away before its end.

    Its number is kept in run/backfill-{pid}.json, so that one left by a kill -9 is told from one that is going on,
    here or made in the UI: Airflow allows only one at a time for a DAG.
    """
    _refuse_paused(api)
    kept = checkout.run / f"backfill-{os.getpid()}.json"
    for left in checkout.run.glob("backfill-*.json"):
        owner = left.stem.removeprefix("backfill-")
        if left == kept or not (checkout.run / "leases" / f"{owner}.json").exists():
            _cancel(api, json.loads(left.read_text("utf-8")))
            left.unlink(missing_ok=True)
    body = {
        "dag_id": DAG,
        "from_date": f"{first}T00:00:00Z",
        "to_date": f"{last}T00:00:00Z",
        "run_backwards": False,
        "dag_run_conf": {},
        "reprocess_behavior": "completed",
        "max_active_runs": BACKFILL_RUNS,
    }
    try:
        number: int = api.post("/backfills", body)["id"]
    except AirflowRefused as refused:
        if refused.status == 409:
            raise NewsmillError(
                f"Another backfill of {DAG} is going on: wait for it, or cancel it in the UI."
            ) from None
        raise
    kept.write_text(json.dumps(number), "utf-8")
    try:
        yield number
    except BaseException:
        _cancel(api, number)
        raise
    finally:
        kept.unlink(missing_ok=True)


def _cancel(api: AirflowApi, number: int) -> None:
    try:
        api.put(f"/backfills/{number}/cancel")
    except AirflowRefused:
        return  # ended already, or of a database that is gone
