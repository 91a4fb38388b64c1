"""The way into the warehouse as its reader: one short read-only transaction for one page."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import Settings
from include.newsmill.warehouse.connect import libpq_dsn

logger = logging.getLogger(__name__)

CONNECTION = "newsmill_reader"  # an Airflow connection of this name wins over NEWSMILL_READER_DSN
CONNECT_TIMEOUT_S = 3
STATEMENT_TIMEOUT_MS = 5_000
READERS_MAX = 6  # pages read at once; the API server's threads are Airflow's own work too
WAIT_FOR_TURN_S = 2.0

# What an Airflow connection's extras may add to the address; anything else there is not meant for libpq.
_EXTRAS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "gssencmode", "channel_binding", "target_session_attrs"}

_turns = threading.BoundedSemaphore(READERS_MAX)


class Trouble(Exception):
    """Why the warehouse cannot be read now, in words for the person at the page; never holds an address or secret."""

    def __init__(self, title: str, what: str, steps: tuple[str, ...]) -> None:
        super().__init__(title)
        self.title, self.what, self.steps = title, what, steps


NOT_SET = (
    "Start the embedded warehouse and Airflow together: `make up`.",
    "Or set NEWSMILL_READER_DSN for the API server, e.g. postgresql://newsmill_reader@host/newsmill.",
    f"Or add an Airflow connection named {CONNECTION}.",
)
DOWN = (
    "On one machine: `make up` starts the embedded warehouse with Airflow; `make run` starts it for one run.",
    f"With your own server: see that it runs, and that NEWSMILL_READER_DSN or the connection {CONNECTION} names it.",
    "The API server's log holds the server's own words.",
)
UNPREPARED = (
    "Migrate the warehouse: `make run` or `make up` does, and so does the init service of docker-compose.",
    "If it is migrated, see that the address names the right database and a member of news_reader.",
)
SLOW = ("Try again in a moment.", "If it stays so, look for long-running queries in pg_stat_activity.")


def reader_dsn() -> str:
    """Address of the warehouse for the reader: the Airflow connection where there is one, else the setting.

    Raises:
        Trouble: neither is set, or a NEWSMILL_ setting is wrong.
    """
    from airflow.models.connection import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return _libpq(Connection.get_connection_from_secrets(CONNECTION))
    except AirflowNotFoundException:
        pass
    try:
        settings = Settings.from_environment(os.environ)
    except ContractBroken as broken:
        raise Trouble("A setting is wrong", str(broken), ("Mend it and restart the API server.",)) from None
    if not settings.reader_dsn:
        raise Trouble("No warehouse is set", "This API server does not know where the warehouse is.", NOT_SET)
    return settings.reader_dsn


@contextmanager
def reading(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection inside one read-only transaction, which sees one state of the warehouse throughout.

    Cost: a new connection each time, 2 ms over a socket; so a restarted server or an edited address needs no care.

    Raises:
        Trouble: the server does not answer, answers too slowly, or does not hold the contract views.
    """
    if not _turns.acquire(timeout=WAIT_FOR_TURN_S):
        raise Trouble("The page is busy", f"{READERS_MAX} people are reading it at this moment.", SLOW)
    try:
        with _connected(dsn) as connection, _explained():
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute("SELECT set_config('statement_timeout', %s, true)", [str(STATEMENT_TIMEOUT_MS)])
            yield connection
    finally:
        _turns.release()


def _connected(dsn: str) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(
            libpq_dsn(dsn),
            connect_timeout=CONNECT_TIMEOUT_S,
            tcp_user_timeout=2 * STATEMENT_TIMEOUT_MS,  # a server that vanishes mid-query
            application_name="newsmill_page",
        )
    except ContractBroken:
        logger.warning("the reader's address of the warehouse is no libpq connection string")
        what = "Its address is not written as PostgreSQL's clients know it: postgresql://user:password@host/database."
    except psycopg.OperationalError as error:
        logger.warning("the warehouse does not answer: %s", error)
        what = "No connection could be made to its server."
    raise Trouble("The warehouse does not answer", what, DOWN)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except errors.QueryCanceled:
        what = f"A query took more than {STATEMENT_TIMEOUT_MS // 1000} seconds and was stopped."
        raise Trouble("The warehouse is slow", what, SLOW) from None
    except (errors.UndefinedTable, errors.UndefinedColumn, errors.InvalidSchemaName, errors.InsufficientPrivilege) as e:
        logger.warning("the warehouse is not as agreed: %s", e)
        what = "Its server answers, but does not show this reader the contract views of the schema `news`."
        raise Trouble("The warehouse is not prepared", what, UNPREPARED) from None
    except psycopg.OperationalError as error:
        logger.warning("the warehouse went away: %s", error)
        raise Trouble("The warehouse went away", "The connection broke while the page was read.", DOWN) from None


def _libpq(connection: Any) -> str:
    """An Airflow connection as a libpq address; a host that is a folder means a socket."""
    extras = {key: value for key, value in connection.extra_dejson.items() if key in _EXTRAS}
    parts = {
        "host": connection.host,
        "port": connection.port,
        "dbname": connection.schema,
        "user": connection.login,
        "password": connection.password,
        **extras,
    }
    return make_conninfo("", **{key: value for key, value in parts.items() if value})
