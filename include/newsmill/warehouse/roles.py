"""Who may do what in the warehouse, as SQL that may be run again at any time.

    newsmill_owner    migrates; owns every schema, table and view; nobody else uses it
    newsmill_loader   the tasks of a run: writes rows in core and ops, may not change the schema
    news_reader       reads the contract views in `news`, and nothing else (a group)
    news_operator     news_reader plus quarantine, ledger and catalogue (a group)
    newsmill_reader   a login in news_reader: the News page and `make sql`

Roles belong to the whole server, and creating them wants more rights than an owner of one database has: the
embedded server does it itself, the cluster form by an init script, elsewhere a DBA runs what `database_sql` prints.
"""

import logging

from psycopg import sql
from sqlalchemy import Connection, text

from include.newsmill.errors import ContractBroken

logger = logging.getLogger(__name__)

LOGINS = ("newsmill_owner", "newsmill_loader", "newsmill_reader")
GROUPS = ("news_reader", "news_operator")
# The roles that migrations grant to; a login of another name can be made a member of one of them.
GRANTED = ("newsmill_loader", "news_reader", "news_operator")

# PUBLIC may make large objects in every new database; only a superuser can take that away.
_LARGE_OBJECT_MAKERS = ("lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)")


def server_sql() -> list[str]:
    """Statements that make the roles that are missing, without passwords; run them as one who may create roles."""
    wanted = [(name, "LOGIN") for name in LOGINS] + [(name, "NOLOGIN") for name in GROUPS]
    made = [_create_if_missing(name, login) for name, login in wanted]
    return [*made, "GRANT news_reader TO newsmill_reader"]


def database_sql(database: str) -> list[str]:
    """Statements that close one database to everyone but our roles; run them inside it, as a superuser.

    The owner of the database may run them too: then only the rights to large objects stay as they were.
    """
    name = sql.Identifier(database).as_string(None)
    return [
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO newsmill_loader, news_reader, news_operator",
        f"GRANT TEMPORARY ON DATABASE {name} TO newsmill_loader",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        *(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{maker} FROM PUBLIC" for maker in _LARGE_OBJECT_MAKERS),
    ]


def dba_script(database: str = "newsmill") -> str:
    """What a superuser of another server runs once with psql, before the first migration."""
    lines = [
        "-- Run once as a superuser, with psql. Then give the three logins a password: ALTER ROLE ... PASSWORD ...",
        *(f"{statement};" for statement in server_sql()),
        f"CREATE DATABASE {database} OWNER newsmill_owner ENCODING 'UTF8' TEMPLATE template0;",
        f"\\connect {database}",
        *(f"{statement};" for statement in database_sql(database)),
    ]
    return "\n".join(lines) + "\n"


def ensure_roles(connection: Connection) -> None:
    """Make the roles that migrations grant to, where they are missing and this role may create them.

    Raises:
        ContractBroken: some are missing and this role may not; the message holds the SQL for a DBA.
    """
    found = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    missing = [name for name in GRANTED if name not in found]
    if not missing:
        return
    may = connection.scalar(text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"))
    if not may:
        who = connection.scalar(text("SELECT current_user"))
        raise ContractBroken(
            f"The warehouse lacks the role(s) {', '.join(missing)}, and {who} may not create roles. Ask a DBA to run: "
            + " ".join(f"CREATE ROLE {name};" for name in missing)
            + " (the whole of it: `python -m include.newsmill.warehouse roles`)."
            " Then make the tasks' login a member of newsmill_loader and consumers' logins members of news_reader."
        )
    for name in missing:
        connection.execute(text(f"CREATE ROLE {name} NOLOGIN"))


def close_database(connection: Connection) -> list[str]:
    """Take PUBLIC's rights away as far as the connected role can; what is left for a DBA to do, as SQL.

    A role that may not do one of them leaves the others done: each runs in a savepoint of its own.
    """
    database = connection.scalar(text("SELECT current_database()"))
    for statement in database_sql(str(database)):
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(statement)
        except Exception as refused:
            if getattr(getattr(refused, "orig", None), "sqlstate", None) != "42501":  # insufficient_privilege
                raise
            logger.debug("not allowed to: %s", statement)
    return [statement for statement, is_open in _still_open(connection).items() if is_open]


def _still_open(connection: Connection) -> dict[str, bool]:
    """By the statement that would close it: whether PUBLIC still holds the right."""
    database = str(connection.scalar(text("SELECT current_database()")))
    name = sql.Identifier(database).as_string(None)
    temporary = connection.scalar(
        text(
            "SELECT exists(SELECT FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
            " WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type = 'TEMPORARY')"
        )
    )
    still_open = {f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC;": bool(temporary)}
    for maker in _LARGE_OBJECT_MAKERS:
        is_open = connection.scalar(
            text(
                "SELECT exists(SELECT FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
                " WHERE p.oid = CAST(:maker AS regprocedure) AND a.grantee = 0)"
            ),
            {"maker": f"pg_catalog.{maker}"},
        )
        still_open[f"REVOKE EXECUTE ON FUNCTION pg_catalog.{maker} FROM PUBLIC;"] = bool(is_open)
    return still_open


def _create_if_missing(name: str, login: str) -> str:
    return (
        f"DO $$ BEGIN CREATE ROLE {name} {login}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
