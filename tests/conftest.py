"""Real things in small: one PostgreSQL server for the session, one fresh warehouse for each test that asks."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest

from include.newsmill.warehouse import migrate, roles
from include.newsmill.warehouse.embedded import EmbeddedServer

TEMPLATE = "newsmill_template"

# The same examples on every machine, and no verdict by the clock: a slow machine is not a broken program.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, print_blob=False)
hypothesis.settings.load_profile("house")
_numbers = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the expected output of golden tests anew")
    parser.addoption("--lower-floors", action="store_true", help="pin the floors of quality anew, also where they fall")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, object], None]:
    """Compares a value with the JSON of a file, or writes it there for `make golden`."""

    def check(path: Path, value: object) -> None:
        if request.config.getoption("--write-golden"):
            path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        assert value == json.loads(path.read_text("utf-8"))

    return check


@dataclass(frozen=True)
class Warehouse:
    """DSNs of one migrated, empty warehouse, by who uses them."""

    owner: str
    loader: str
    reader: str
    admin: str  # the server's superuser


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """An embedded server of our own in a short temporary folder; quicker than safe, as nothing in it is kept."""
    folder = Path(tempfile.mkdtemp(prefix="nm-"))
    embedded = EmbeddedServer(
        folder / "data",
        folder / "run",
        configuration={"fsync": "off", "full_page_writes": "off", "autovacuum_naptime": "1h"},
    )
    embedded.start()
    yield embedded
    embedded.remove()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _template(server: EmbeddedServer) -> str:
    with psycopg.connect(server.dsn("admin", "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {TEMPLATE} OWNER newsmill_owner")
    with psycopg.connect(server.dsn("admin", TEMPLATE), autocommit=True) as admin:
        for statement in roles.database_sql(TEMPLATE):
            admin.execute(statement)
    migrate(server.dsn("owner", TEMPLATE))
    return TEMPLATE


@contextmanager
def _fresh(server: EmbeddedServer, _template: str) -> Iterator[Warehouse]:
    database = f"newsmill_{next(_numbers)}"
    with psycopg.connect(server.dsn("admin", "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {database} TEMPLATE {_template} OWNER newsmill_owner")
        with psycopg.connect(server.dsn("admin", database), autocommit=True) as inside:
            for statement in roles.database_sql(database):  # rights on the database itself are not copied
                inside.execute(statement)
        yield Warehouse(**{role: server.dsn(role, database) for role in ("owner", "loader", "reader", "admin")})
        admin.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def warehouse(server: EmbeddedServer, _template: str) -> Iterator[Warehouse]:
    """A fresh, migrated, empty warehouse (a copy of a template: 30 ms), gone after the test."""
    with _fresh(server, _template) as made:
        yield made


@pytest.fixture(scope="module")
def module_warehouse(server: EmbeddedServer, _template: str) -> Iterator[Warehouse]:
    """The same for all tests of a module, which only look at what the first of them loaded."""
    with _fresh(server, _template) as made:
        yield made
