"""Where the things of one checkout are: folders, the embedded server, the settings that its processes get."""

import hashlib
import json
import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import PROJECT_ROOT, Settings
from include.newsmill.warehouse.connect import libpq_dsn
from include.newsmill.warehouse.embedded import EmbeddedServer

ROLES = ("owner", "loader", "reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The folders of one checkout; tests make one with folders of their own."""

    root: Path = PROJECT_ROOT
    data: Path = PROJECT_ROOT / "data"  # what must survive: the warehouse, raw bytes, Airflow's database
    run: Path = PROJECT_ROOT / "run"  # what describes the present moment: processes, ports, locks, their logs

    @property
    def airflow_home(self) -> Path:
        """AIRFLOW_HOME: Airflow's task logs and secrets."""
        return self.data / "airflow"

    @property
    def mark(self) -> str:
        """What every process we start carries in its environment, so that it can be told from all others."""
        return hashlib.sha256(os.fsencode(self.airflow_home.absolute())).hexdigest()[:16]

    def server(self) -> EmbeddedServer:
        """The embedded PostgreSQL of this checkout: the warehouse, and beside it Airflow's own database."""
        # Four components of Airflow and four tasks at once, each with a small pool.
        return EmbeddedServer(self.data / "warehouse", self.run, configuration={"max_connections": "120"})

    def settings(self, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from the environment; with no DSN set, all three are those of the embedded warehouse.

        Raises:
            ContractBroken: a setting is wrong, or some of the three DSNs are set and others not.
        """
        given = Settings.from_environment(os.environ if environment is None else environment)
        missing = [role for role in ROLES if not getattr(given, f"{role}_dsn")]
        if missing and len(missing) < len(ROLES):
            names = ", ".join(f"NEWSMILL_{role.upper()}_DSN" for role in missing)
            raise ContractBroken(
                f"The warehouse's DSNs are set in part: {names} not. "
                "Set all three, or none to use the embedded warehouse."
            )
        if missing:
            server = self.server()
            given = replace(
                given, owner_dsn=server.dsn("owner"), loader_dsn=server.dsn("loader"), reader_dsn=server.dsn("reader")
            )
        owner, loader, reader = (libpq_dsn(given.dsn(role)) for role in ROLES)
        given = replace(given, owner_dsn=owner, loader_dsn=loader, reader_dsn=reader)
        if self.data != PROJECT_ROOT / "data":
            given = replace(given, staging_root=str(self.data / "staging"), raw_root=str(self.data / "raw"))
        return given

    def is_embedded(self, settings: Settings) -> bool:
        """Whether these settings speak of our own server, which we then start and stop."""
        return settings.reader_dsn == self.server().dsn("reader")

    def airflow_secrets(self) -> dict[str, str]:
        """Password and keys of this checkout's Airflow, made at first use and kept (readable by its owner only)."""
        path = self.airflow_home / "secrets.json"
        if not path.exists():
            self.airflow_home.mkdir(parents=True, exist_ok=True)
            made = {name: secrets.token_urlsafe(32) for name in ("session_key", "token_key")}
            # Fernet wants 32 bytes in URL-safe base64, with the padding that token_urlsafe leaves out.
            made |= {"fernet_key": secrets.token_urlsafe(32) + "=", "password": secrets.token_urlsafe(12)}
            write_private(path, made)
        found: dict[str, str] = json.loads(path.read_text("utf-8"))
        return found


def write_private(path: Path, content: Any) -> None:
    """Write JSON that only its owner may read; whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file)
    fresh.replace(path)


def free_port(wanted: int | None) -> int:
    """`wanted` where it is free on loopback, else one the system chooses."""
    for port in (wanted or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise ContractBroken("No port is free on 127.0.0.1.")
