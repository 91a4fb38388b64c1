"""Start processes that outlive us, tell them from all others, and end them, also after a kill -9 of their parents.

A process is ours when its environment carries the mark of this checkout: that holds for children and grandchildren
whatever became of their parents, and no other program can carry it by accident, as it could carry a recycled pid.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import psutil

from include.newsmill.local.environment import MARK

STOP_S = 20  # most seconds that a component gets to end itself and its children
ORPHAN_S = 3  # most seconds for what is left behind then
LOG_BYTES_MAX = 10_000_000

# What this process started itself: kept to be reaped, since a child that ended stays a zombie until its parent asks.
_children: list[subprocess.Popen[bytes]] = []


def start(command: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path) -> int:
    """Start a process in a session of its own, its output appended to `log`; returns its pid."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES_MAX:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as output:
        child = subprocess.Popen(
            command, env=dict(environment), cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    _children.append(child)
    return child.pid


def started_at(pid: int) -> float | None:
    """When the process with this pid was started (seconds since 1970); None where there is none, or a zombie.

    Pid and start together name a process for good; a pid alone is given again to others.
    """
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return None


def is_alive(pid: int, started: float) -> bool:
    """Whether the very process that had this pid at that time still runs."""
    found = started_at(pid)
    return found is not None and abs(found - started) < 1


def marked(mark: str) -> list[psutil.Process]:
    """All live processes of a checkout, this one aside."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):  # gone meanwhile, or another user's
            continue
    return [process for process in found if process.pid != os.getpid()]


def stop_all(mark: str, waves: Sequence[Collection[int]] = ()) -> None:
    """End every process of a checkout.

    Args:
        waves: pids that are asked to end first, wave after wave; each gets time to end itself and its children. All
            that is left is then asked as well, and ended by force soon after.
    """
    for wave in waves:
        _end([process for process in marked(mark) if process.pid in wave], psutil.Process.terminate, wait_s=STOP_S)
    _end(marked(mark), psutil.Process.terminate, wait_s=ORPHAN_S)
    _end(marked(mark), psutil.Process.kill, wait_s=ORPHAN_S)


def _end(processes: list[psutil.Process], act: Callable[[psutil.Process], None], *, wait_s: float) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):  # gone already
            act(process)
    deadline = time.monotonic() + wait_s
    while any(started_at(process.pid) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
    _children[:] = [child for child in _children if child.poll() is None]
