"""Under which account the embedded PostgreSQL runs: it refuses to be root, and we refuse to change permissions."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from include.newsmill.errors import ContractBroken

# An account of its own for the server where root has no user namespaces. Debian reserves 60000-64999 for ids given
# out centrally, and this one is given to nobody; no entry in /etc/passwd is needed or made.
ACCOUNT_ID = 64710
ELSEWHERE = Path("/var/lib/newsmill")

# Shows root as uid 1000 inside, without any capability; files stay root's own.
_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to run a PostgreSQL program so that it is not root."""

    uid: int
    gid: int
    binaries: Path
    prefix: tuple[str, ...] = ()  # goes before the command
    becomes: bool = False  # True: the child changes to uid and gid
    home: Path | None = None  # set where the files must be outside the checkout

    def initialise(self, cluster: Path, *arguments: str, log: Path) -> None:
        """Run initdb for a new folder; the folder then belongs to this account.

        initdb alone asks for a name in /etc/passwd, which an id of our own lacks: it runs as `nobody` then, and
        the folder changes hands before a server ever runs on it.
        """
        maker = self
        if self.home is not None:
            nobody = pwd.getpwnam("nobody")
            maker = replace(self, uid=nobody.pw_uid, gid=nobody.pw_gid)
            cluster.mkdir(mode=0o700)
            os.chown(cluster, nobody.pw_uid, nobody.pw_gid)
        maker.run("initdb", "-D", str(cluster), *arguments, log=log)
        if self.becomes:
            for path in (cluster, *cluster.rglob("*")):
                os.chown(path, self.uid, self.gid)

    def run(self, program: str, *arguments: str, log: Path) -> None:
        """Run one of PostgreSQL's programs to its end, its output appended to `log`.

        Raises:
            ContractBroken: it failed; the message holds the last lines it wrote.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        before = log.stat().st_size if log.exists() else 0
        with log.open("ab") as output:
            done = subprocess.run(
                [*self.prefix, str(self.binaries / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                check=False,
                # An inherited PGOPTIONS, PGPORT or LC_ALL would reach into the server.
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                user=self.uid if self.becomes else None,
                group=self.gid if self.becomes else None,
                extra_groups=[] if self.becomes else None,
            )
        if done.returncode:
            with log.open("rb") as written:
                written.seek(before)
                said = written.read().decode("utf-8", "replace").strip().splitlines()[-8:]
            raise ContractBroken(f"{program} failed (all of it in {log}): " + " / ".join(said))


def choose_account(cluster: Path, binaries: Path, *, way: str | None, name: str) -> Account:
    """The account for the server whose files are, or will be, in `cluster`.

    Args:
        cluster: PGDATA; its parent exists. The owner of existing files decides, so that a cluster made by one way
            is never opened by another.
        binaries: folder of the wheel's programs.
        way: forces "direct", "namespace" or "account"; None chooses.
        name: short name of this checkout, for a folder outside of it.

    Raises:
        ContractBroken: the files belong to another ordinary user.
    """
    me = os.geteuid()
    owner = cluster.stat().st_uid if cluster.exists() else None
    if me != 0:
        if owner not in (None, me):
            raise ContractBroken(f"{cluster} belongs to uid {owner}: run as that user, or remove the folder.")
        return Account(uid=me, gid=os.getegid(), binaries=binaries)
    if way == "direct":
        raise ContractBroken("PostgreSQL does not run as root.")
    if owner in (None, 0) and way in (None, "namespace") and _namespace_reaches(binaries, cluster):
        return Account(uid=0, gid=0, binaries=binaries, prefix=_NAMESPACE)
    if way == "namespace":
        raise ContractBroken(f"A user namespace cannot run {binaries} on {cluster}.")
    return _own_account(cluster, binaries, name=name, uid=owner or ACCOUNT_ID)


def _namespace_reaches(binaries: Path, cluster: Path) -> bool:
    """Whether a namespace may be made here, and root without its powers can run the programs and write the files."""
    if shutil.which("unshare") is None:
        return False
    folder = cluster if cluster.exists() else cluster.parent
    question = 'test -x "$1/postgres" && test -w "$2" && test -x "$2"'
    asked = subprocess.run(
        [*_NAMESPACE, "sh", "-c", question, "sh", str(binaries), str(folder)], capture_output=True, check=False
    )
    return asked.returncode == 0


def _own_account(cluster: Path, binaries: Path, *, name: str, uid: int) -> Account:
    """An account with its files, and where needed a copy of the programs, in a folder everyone can reach."""
    gid = cluster.stat().st_gid if cluster.exists() else uid
    if cluster.exists() and not cluster.is_relative_to(ELSEWHERE):
        return Account(uid=uid, gid=gid, binaries=binaries, becomes=True)  # root runs what an ordinary user made
    home = ELSEWHERE / name
    home.mkdir(parents=True, exist_ok=True)
    os.chown(home, uid, gid)
    return Account(uid=uid, gid=gid, binaries=_reachable(binaries, uid, gid), becomes=True, home=home)


def _reachable(binaries: Path, uid: int, gid: int) -> Path:
    """The programs where this account can run them: in place, or copied (70 MB) when a parent folder is closed."""
    try:
        subprocess.run(
            [binaries / "postgres", "--version"], user=uid, group=gid, extra_groups=[], cwd="/", capture_output=True,
            check=True,
        )  # fmt: skip
    except (PermissionError, subprocess.CalledProcessError):
        copy = ELSEWHERE / "postgresql-18"
        if not (copy / "bin" / "postgres").exists():
            fresh = ELSEWHERE / f"postgresql-18.{os.getpid()}"
            shutil.copytree(binaries.parent, fresh, symlinks=True)
            fresh.rename(copy)
        return copy / "bin"
    return binaries
