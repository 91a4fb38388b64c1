"""Bring a warehouse's schema to the revision this code is written for; only its owner may."""

import logging

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, text

from include.newsmill.errors import ContractBroken
from include.newsmill.warehouse import roles
from include.newsmill.warehouse.connect import MIGRATIONS, connect
from include.newsmill.warehouse.contract import apply_contract

logger = logging.getLogger(__name__)

SERVER_FLOOR = 150000  # PostgreSQL 15: unique indexes with NULLS NOT DISTINCT
_MIGRATION_LOCK = 0x6E6D_0001  # any number that nothing else takes


def migrate(owner_dsn: str) -> list[str]:
    """Upgrade tables, make roles, views, comments and grants; all in one transaction, safe to run again.

    Returns:
        SQL that this owner may not run and a DBA should, to close the database to PUBLIC; empty when all is done.

    Raises:
        ContractBroken: server too old or not UTF-8, roles missing that this owner may not create, or a schema newer
            than this code.
    """
    engine = connect(owner_dsn)
    try:
        with engine.begin() as connection:
            _check_server(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            roles.ensure_roles(connection)
            connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS ops")
            connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS core")
            _upgrade(connection)
            apply_contract(connection)
            left = roles.close_database(connection)
    finally:
        engine.dispose()
    for statement in left:
        logger.warning("PUBLIC still has rights that only a superuser can take away: %s", statement)
    return left


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ContractBroken(
            f"The warehouse's schema is newer than this code ({error}). Use the newer code, or a database of its own."
        ) from None


def _check_server(connection: Connection) -> None:
    version = int(connection.scalar(text("SELECT current_setting('server_version_num')")) or 0)
    if version < SERVER_FLOOR:
        raise ContractBroken(f"The server is PostgreSQL {version // 10000}; the warehouse needs 15 or later.")
    if (encoding := connection.scalar(text("SELECT current_setting('server_encoding')"))) != "UTF8":
        raise ContractBroken(
            f"The database's encoding is {encoding}; the warehouse needs UTF8: CREATE DATABASE … ENCODING 'UTF8' "
            "TEMPLATE template0."
        )
