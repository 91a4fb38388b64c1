"""A real Airflow API server with the News page, for tests: its own home, three people, one answer at a time."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from psycopg.conninfo import conninfo_to_dict

from include.newsmill.settings import PROJECT_ROOT

DEAD_DSN = "postgresql://newsmill_reader:secret-word@/newsmill?host=/nonexistent"

# Airflow's own application with our plugin as Airflow loads it; what is mounted is written down before it serves.
SERVER = """
import json, socket, sys
from pathlib import Path
from airflow.utils.db import initdb
initdb()
from airflow.api_fastapi.app import create_app
import uvicorn
app = create_app("core")
mounted = next(route.app for route in app.routes if getattr(route, "path", None) == "/newsmill")
routes = [(type(route).__name__, route.path, sorted(getattr(route, "methods", None) or [])) for route in mounted.routes]
listening = socket.create_server(("127.0.0.1", 0))
told = Path(sys.argv[1])
told.with_suffix(".part").write_text(json.dumps({"port": listening.getsockname()[1], "routes": routes}))
told.with_suffix(".part").rename(told)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
"""


def airflow_environment(home: Path) -> dict[str, str]:
    """The environment of a process of this Airflow: no setting of the machine's own reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSMILL_"))}
    return kept | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__API_AUTH__JWT_SECRET": "a secret of sixty-four characters or more, for tests only, as HS512 wants",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT_ROOT / "plugins"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "viewer:viewer,admin:admin,guest:",
        "NEWSMILL_READER_DSN": DEAD_DSN,
        "PYTHONPATH": str(PROJECT_ROOT),
    }


class NewsPage:
    """The server, and clients signed in to it. A context manager; leaving it stops the server."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __enter__(self) -> Self:
        told = self.home / "told.json"
        self.log = (self.home / "server.log").open("wb")
        self.server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(told)],
            env=airflow_environment(self.home),
            cwd=PROJECT_ROOT,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 90
        while not told.exists():
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.home / "server.log").read_text()[-3000:])
            time.sleep(0.1)
        found = json.loads(told.read_text())
        self.routes: list[tuple[str, str, list[str]]] = [tuple(route) for route in found["routes"]]
        self.anonymous = httpx.Client(base_url=f"http://127.0.0.1:{found['port']}", timeout=30)
        self.viewer, self.admin, self.guest = (self._signed_in(name) for name in ("viewer", "admin", "guest"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.terminate()
        self.server.wait(timeout=20)
        self.log.close()
        for client in (self.anonymous, self.viewer, self.admin, self.guest):
            client.close()

    def read_from(self, dsn: str | None) -> None:
        """Let the page read this warehouse through the Airflow connection; None takes the connection away."""
        self.admin.delete("/api/v2/connections/newsmill_reader")
        if dsn:
            where = conninfo_to_dict(dsn)
            connection: dict[str, Any] = {
                "connection_id": "newsmill_reader",
                "conn_type": "postgres",
                "host": where["host"],
                "schema": where["dbname"],
                "login": where["user"],
            }
            self.admin.post("/api/v2/connections", json=connection).raise_for_status()

    def _signed_in(self, name: str) -> httpx.Client:
        """A client with the cookie that Airflow's UI sets, which an iframe sends too."""
        passwords = json.loads((self.home / "simple_auth_manager_passwords.json.generated").read_text())
        asked = self.anonymous.post("/auth/token", json={"username": name, "password": passwords[name]})
        asked.raise_for_status()
        return httpx.Client(
            base_url=self.anonymous.base_url, timeout=30, cookies={"_token": asked.json()["access_token"]}
        )
