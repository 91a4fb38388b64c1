"""Loads at the same time, and loads that die."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from include.newsmill.warehouse import connect, load

ROOT = Path(__file__).parents[3]


def at_once(*requests):
    """Publish all requests at the same moment, each over a connection of its own."""
    start = threading.Barrier(len(requests))

    def run(dsn, request):
        start.wait()
        return load.publish(connect(dsn), request)

    with ThreadPoolExecutor(len(requests)) as pool:
        return [job.result(timeout=60) for job in [pool.submit(run, *request) for request in requests]]


def many(record, words, *, shared=20):
    """Records of one day: some files of its own, and articles that other days bring as well."""
    own = [record(locator=f"{words}{n}.txt", words=f"{words} met Bob{n}") for n in range(20)]
    return own + [record(locator=f"s{n}", url=f"https://n.test/{n}", words=f"{words} met Cid") for n in range(shared)]


def test_the_same_day_twice_at_once_is_the_day_once(mill, record, monday):
    records = many(record, "Ann")
    mill.publish(monday, records)
    once = mill.hash()
    mill.clear()
    requests = [mill.request(monday, records), mill.request(monday, records[::-1])]
    results = at_once(*((mill.warehouse.loader, request) for request in requests))
    assert sorted(result.counts["written"] for result in results) == [0, 40]
    assert mill.hash() == once


def test_two_days_that_share_articles_do_not_deadlock_and_give_the_same_tables(mill, record, monday):
    tuesday = monday + timedelta(days=1)
    days = [(monday, many(record, "Ann")), (tuesday, many(record, "Anna")[::-1])]
    for day, records in days:
        mill.publish(day, records)
    in_order = mill.hash()
    for _ in range(3):
        mill.clear()
        at_once(*((mill.warehouse.loader, mill.request(day, records)) for day, records in days))
        assert mill.hash() == in_order


def test_readers_see_the_old_day_until_the_new_one_is_whole(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt")])
    seen, stop = set(), threading.Event()

    def watch():
        counts = "SELECT (SELECT count(*) FROM news.articles), (SELECT count(*) FROM news.mentions)"
        with psycopg.connect(mill.warehouse.reader, autocommit=True) as reader:
            while not stop.is_set():
                seen.add(reader.execute(counts).fetchone())

    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(watch)
        mill.publish(monday, many(record, "Ann"))
        stop.set()
        watching.result(timeout=10)
    assert seen <= {(1, 2), (40, 80)}


STOPS = {
    "waiting for the lock": f"SELECT pg_advisory_lock({load._PUBLISH_LOCK})",
    "its rows written, its books not": "LOCK TABLE ops.loads IN EXCLUSIVE MODE",
}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
def test_a_load_killed_in_the_middle_leaves_nothing_and_blocks_nobody(mill, record, monday, stop):
    blocker = psycopg.connect(mill.warehouse.admin)
    blocker.execute(stop)
    request = mill.request(monday, many(record, "Ann"))
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, mill.warehouse.loader, str(monday), *paths(request)], cwd=ROOT
    )
    wait_until_blocked(blocker)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    blocker.close()
    assert mill.ask("SELECT (SELECT count(*) FROM core.versions), (SELECT count(*) FROM ops.ledger)") == [(0, 0)]
    assert mill.publish(monday, many(record, "Ann")).counts["written"] == 40


VICTIM = """
import sys
from datetime import UTC, date, datetime
from include.newsmill import schema
from include.newsmill.warehouse import connect, load
dsn, day, *paths = sys.argv[1:]
staged = {path.rsplit("-", 1)[1].removesuffix(".parquet"): [path] for path in paths}
load.publish(connect(dsn), load.LoadRequest(
    load_id=99, day=date.fromisoformat(day), kind="manual", dag_run_id=None, code_version=None, model_version="m1",
    staged=staged, validations=schema.VALIDATION.empty_table(), refused_rows=schema.REFUSED_ROW.empty_table(),
    sources_present=("a", "b"), records_read=40, now=datetime(2026, 3, 1, tzinfo=UTC)))
"""


def paths(request):
    return [path for some in request.staged.values() for path in some]


def wait_until_blocked(connection):
    deadline = time.monotonic() + 30
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while time.monotonic() < deadline:
        if connection.execute(waiting).fetchone() != (0,):
            return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
