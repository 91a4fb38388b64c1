"""The way into the warehouse: one engine per DSN, and a clear word when it does not open."""

import re
from functools import partial
from pathlib import Path

import psycopg
from alembic.script import ScriptDirectory
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, NullPool, create_engine, text

from include.newsmill.errors import ContractBroken
from include.newsmill.warehouse.contract import contract_digest

MIGRATIONS = Path(__file__).with_name("migrations")
CONNECT_S = 10
_DRIVER = re.compile(r"^(postgres|postgresql)(\+\w+)?://")  # Airflow and SQLAlchemy write other schemes


def libpq_dsn(dsn: str) -> str:
    """A DSN as libpq writes it, from any spelling that `connect` takes.

    Raises:
        ContractBroken: it does not parse; it is not shown, since it may hold a password.
    """
    known = _DRIVER.sub("postgresql://", dsn.strip())
    try:
        conninfo_to_dict(known)
    except psycopg.ProgrammingError:  # its own words may repeat the password
        raise ContractBroken(
            "The warehouse's DSN is no libpq connection string. Write postgresql://user:password@host:5432/database "
            "in NEWSMILL_OWNER_DSN, NEWSMILL_LOADER_DSN or NEWSMILL_READER_DSN."
        ) from None
    return known


def connect(dsn: str) -> Engine:
    """An engine on the warehouse, after one connection has been made to see that it answers.

    Args:
        dsn: any form libpq knows (postgresql://…, also with ?host=/folder/of/a/socket, or key=value pairs), or
            Airflow's and SQLAlchemy's spelling of it.

    Raises:
        ContractBroken: the DSN does not parse, or the server does not let us in; the password is never shown.
    """
    known = libpq_dsn(dsn)
    where = conninfo_to_dict(known)
    dial = partial(
        psycopg.connect,
        known,
        connect_timeout=int(where.get("connect_timeout") or CONNECT_S),
        application_name="newsmill",
    )
    try:
        dial().close()
    except psycopg.OperationalError as error:
        address = f"{where.get('user', '')}@{where.get('host', 'localhost')}/{where.get('dbname', '')}"
        said = " ".join(str(error).split())
        raise ContractBroken(
            f"The warehouse at {address} does not let us in: {said} Start it (`make up` starts the embedded one), or "
            "correct the DSN in NEWSMILL_OWNER_DSN, NEWSMILL_LOADER_DSN or NEWSMILL_READER_DSN."
        ) from None
    # No pool: a task forks and is short, a page asks once. A connection left in a pool would outlive its engine.
    return create_engine("postgresql+psycopg://", creator=dial, poolclass=NullPool)


def head_revision() -> str:
    """The revision of the tables this code is written for."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def check_revision(engine: Engine) -> None:
    """Stop where the schema is not the one this code is written for. Asked as owner or loader; readers may not look.

    Raises:
        ContractBroken: another revision, or none at all.
    """
    with engine.connect() as connection:
        exists = connection.scalar(text("SELECT to_regclass('ops.alembic_version') IS NOT NULL"))
        asked = "SELECT concat(version_num, '+', obj_description('ops'::regnamespace)) FROM ops.alembic_version"
        found = connection.scalar(text(asked)) if exists else None
    if found != (wanted := f"{head_revision()}+{contract_digest()}"):
        raise ContractBroken(
            f"The warehouse's schema is at revision {found or 'none'}, this code needs {wanted}. Migrate it first: "
            "`make run` and `make up` do, the cluster form's one-shot `migrate` does, elsewhere run "
            "`python -m include.newsmill.warehouse` with NEWSMILL_OWNER_DSN set."
        )
