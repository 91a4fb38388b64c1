"""Processes of a checkout are found and ended, whatever became of their parents."""

import os
import signal
import sys
import time

import psutil
import pytest

from include.newsmill.local import processes
from include.newsmill.local.environment import MARK

# Forks a child that renames itself, as Airflow's workers do, and ignores polite signals.
PARENT = """
import os, signal, time, setproctitle
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    setproctitle.setproctitle("a title that is a good deal longer than the command line was before it " * 4)
open(os.environ["READY"], "a").write("x")
time.sleep(300)
"""


@pytest.fixture
def started(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "ORPHAN_S", 0.5)
    mark = f"test-{tmp_path}"
    ready = tmp_path / "ready"
    environment = {**os.environ, MARK: mark, "SPT_NOENV": "1", "READY": str(ready)}
    pid = processes.start([sys.executable, "-c", PARENT], environment=environment, log=tmp_path / "log", cwd=tmp_path)
    deadline = time.monotonic() + 20
    while not (ready.exists() and len(ready.read_text()) == 2) and time.monotonic() < deadline:
        time.sleep(0.02)
    yield mark, pid
    for process in processes.marked(mark):
        process.kill()


def test_a_process_and_its_child_are_found_by_their_mark(started):
    mark, pid = started
    found = {process.pid for process in processes.marked(mark)}
    assert pid in found
    assert len(found) == 2


def test_a_child_is_found_and_ended_after_its_parent_was_killed(started):
    mark, pid = started
    os.kill(pid, signal.SIGKILL)
    processes.stop_all(mark, [[pid]])
    assert processes.marked(mark) == []


def test_processes_of_another_checkout_are_left_alone(started):
    mark, pid = started
    processes.stop_all(f"{mark}-other", [[pid]])
    assert processes.is_alive(pid, processes.started_at(pid) or 0)


def test_a_pid_that_was_given_again_is_not_the_same_process(started):
    _, pid = started
    began = psutil.Process(pid).create_time()
    assert processes.is_alive(pid, began)
    assert not processes.is_alive(pid, began - 100)


def test_a_process_that_ended_is_not_alive(started):
    mark, pid = started
    began = processes.started_at(pid) or 0
    os.kill(pid, signal.SIGKILL)
    processes.stop_all(mark)
    assert not processes.is_alive(pid, began)
