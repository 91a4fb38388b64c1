"""What `init` of docker-compose.yaml does before anything else starts, and again with every `up`.

Roles and databases, Airflow's tables and first user, the warehouse's schema. Each step leaves alone what is there
already, save passwords: those of .env are set again, so a new one in .env is all that its rotation takes.
"""

import logging
import os
import subprocess
from collections.abc import Mapping, Sequence

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from include.newsmill.warehouse import migrate, roles

logger = logging.getLogger(__name__)

# Sorts by code point, as the embedded server does, so that both give the same rows.
_LIKE = sql.SQL("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")


def main(environment: Mapping[str, str]) -> None:
    """Bring the server of POSTGRES_DSN, Airflow's database and the warehouse to what this code needs.

    Raises:
        KeyError: a variable is missing; docker-compose.yaml sets them all.
        CalledProcessError: Airflow refused; its own words stand above.
        psycopg.Error, ContractBroken: PostgreSQL or the migration refused.
    """
    own = [environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"], environment["AIRFLOW__CELERY__RESULT_BACKEND"]]
    warehouse = [environment[f"NEWSMILL_{role}_DSN"] for role in ("OWNER", "LOADER", "READER")]
    prepare_server(environment["POSTGRES_DSN"], own=own, warehouse=warehouse)
    subprocess.run(["airflow", "db", "migrate"], check=True)
    make_first_user(environment["AIRFLOW_ADMIN_USER"], environment["AIRFLOW_ADMIN_PASSWORD"])
    migrate(environment["NEWSMILL_OWNER_DSN"])
    logger.info("databases, first user and warehouse schema are as they should be")


def prepare_server(superuser_dsn: str, *, own: Sequence[str], warehouse: Sequence[str]) -> None:
    """Make roles and databases, each closed to everyone but those who need it.

    Args:
        superuser_dsn: libpq URL of a superuser, in any database.
        own: one URL for each role that has a database to itself.
        warehouse: the URLs of the warehouse's owner, loader and reader, the owner's first.
    """
    warehouse_urls = [_url(dsn) for dsn in warehouse]
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        for statement in roles.server_sql():
            server.execute(statement)
        for url in map(_url, own):
            _set_password(server, url)
            _make_database(server, url)
            server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(url.database or "")))
        for url in warehouse_urls:
            _set_password(server, url)
        _make_database(server, warehouse_urls[0])
    name = warehouse_urls[0].database or ""
    with psycopg.connect(superuser_dsn, dbname=name, autocommit=True) as server:
        for statement in roles.database_sql(name):
            server.execute(statement)


def make_first_user(name: str, password: str) -> None:
    """Make the UI's first administrator; one of this name who is there is left as he is."""
    words = ["--username", name, "--password", password, "--role", "Admin", "--email", f"{name}@localhost"]
    subprocess.run(["airflow", "users", "create", *words, "--firstname", "First", "--lastname", "User"], check=True)


def _url(dsn: str) -> URL:
    return make_url(dsn.removeprefix("db+"))  # Celery's URLs say so in front


def _set_password(server: psycopg.Connection, url: URL) -> None:
    name, password = url.username or "", url.password or ""
    role = sql.Identifier(name)
    if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        server.execute(sql.SQL("CREATE ROLE {}").format(role))
    # Hashed here, so that no log of the server's can hold it.
    hashed = server.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    server.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(role, hashed))


def _make_database(server: psycopg.Connection, owned: URL) -> None:
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [owned.database]).fetchone():
        return
    name, owner = sql.Identifier(owned.database or ""), sql.Identifier(owned.username or "")
    server.execute(sql.SQL("CREATE DATABASE {} OWNER {} {}").format(name, owner, _LIKE))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(os.environ)
