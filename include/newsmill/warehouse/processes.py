"""Which processes belong to a cluster's folder, told by more than a pid that may have been given away since."""

import logging
import os
import signal
import subprocess
from pathlib import Path

logger = logging.getLogger(__name__)


def postmaster_pid(cluster: Path) -> int | None:
    """The pid in postmaster.pid, alive or not; None without a readable one."""
    try:
        return int((cluster / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def processes_in(cluster: Path) -> list[int]:
    """Pids of the live processes of the server in this folder: all of them have it as their working directory."""
    if not Path("/proc/self/cwd").exists():  # no /proc (macOS): the pid in the file, if it is a postgres
        pid = postmaster_pid(cluster)
        asked = subprocess.run(["ps", "-o", "comm=", "-p", str(pid or 0)], capture_output=True, text=True, check=False)
        return [pid] if pid and "postgres" in asked.stdout else []
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == cluster or (process / "cwd").samefile(cluster):
                found.append(int(process.name))
        except OSError:  # gone meanwhile, a zombie, or not ours
            continue
    return [pid for pid in found if pid != os.getpid() and _is_postgres(pid)]


def _is_postgres(pid: int) -> bool:
    """Keeps a shell that merely stands in the folder out of harm's way."""
    try:
        return "postgres" in Path(f"/proc/{pid}/comm").read_text("utf-8")
    except OSError:
        return False


def send(pid: int, sent: signal.Signals) -> None:
    """Signal a process that may be gone already."""
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        logger.debug("process %d is gone already", pid)
