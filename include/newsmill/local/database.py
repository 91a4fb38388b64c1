"""Airflow's own database in the embedded server: beside the warehouse, with a role that sees nothing else.

Not SQLite: with it Airflow answers a backfill with "Database is locked" when the scheduler is busy at that moment.
"""

import psycopg
from psycopg import sql

from include.newsmill.local.environment import DATABASE
from include.newsmill.warehouse.embedded import EmbeddedServer

NEW = f"{DATABASE}_new"  # one that is being made


def exists(server: EmbeddedServer) -> bool:
    """Whether Airflow's database was made, and made to its end."""
    with _admin(server) as admin:
        return _has(admin, DATABASE)


def create_new(server: EmbeddedServer) -> None:
    """An empty database of its own role, under the name NEW."""
    with _admin(server) as admin:
        if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE]).fetchone() is None:
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(DATABASE)))
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NEW)))
        names = {"new": sql.Identifier(NEW), "owner": sql.Identifier(DATABASE)}
        admin.execute(sql.SQL("CREATE DATABASE {new} OWNER {owner}").format(**names))
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {new} FROM PUBLIC").format(**names))


def put_new_in_place(server: EmbeddedServer) -> None:
    """Give NEW its lasting name; nothing happens where there is none."""
    with _admin(server) as admin:
        if _has(admin, NEW):
            names = {"new": sql.Identifier(NEW), "name": sql.Identifier(DATABASE)}
            admin.execute(sql.SQL("ALTER DATABASE {new} RENAME TO {name}").format(**names))


def _admin(server: EmbeddedServer) -> psycopg.Connection:
    return psycopg.connect(server.dsn("admin", "postgres"), autocommit=True)


def _has(admin: psycopg.Connection, name: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
