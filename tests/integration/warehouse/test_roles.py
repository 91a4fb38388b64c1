"""A reader reads the contract and nothing else; an operator the quarantine as well; the loader changes no schema."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName

from include.newsmill.warehouse import contract

FORBIDDEN_TO_READERS = [
    "SELECT * FROM core.versions", "SELECT * FROM ops.quarantine", "SELECT * FROM ops.alembic_version",
    "SELECT nextval('ops.load_id_seq')",
    "DELETE FROM news.loads", "UPDATE news.entities SET name = 'x'",
    "INSERT INTO news.entities (entity_id) VALUES (gen_random_uuid())",
    "CREATE TABLE mine (a int)", "CREATE TABLE public.mine (a int)", "CREATE TABLE news.mine (a int)",
    "CREATE SCHEMA mine", "CREATE TEMP TABLE mine (a int)", "SELECT 1 INTO TEMP mine",
    "SELECT lo_create(0)", "SELECT lo_creat(-1)", "SELECT lo_from_bytea(0, 'x')",
    "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('/etc/passwd')", "SET ROLE newsmill_loader",
    "COMMENT ON VIEW news.articles IS 'mine'", "TRUNCATE core.versions",
]  # fmt: skip
FORBIDDEN_TO_THE_LOADER = [
    "CREATE TABLE core.mine (a int)", "DROP TABLE core.versions", "ALTER TABLE core.versions ADD mine int",
    "CREATE VIEW news.mine AS SELECT 1", "UPDATE ops.alembic_version SET version_num = 'x'", "SELECT lo_create(0)",
    "CREATE ROLE mine", "TRUNCATE core.versions",
]  # fmt: skip


def run(dsn, statement):
    with psycopg.connect(dsn) as connection:
        return connection.execute(statement).fetchall()


def test_a_reader_reads_every_view(warehouse):
    for view in contract.VIEWS:
        assert run(warehouse.reader, f"SELECT count(*) FROM news.{view.name}") == [(0,)]


def test_a_reader_may_do_nothing_else(warehouse):
    for statement in FORBIDDEN_TO_READERS:
        with pytest.raises((InsufficientPrivilege, InvalidSchemaName)):  # the latter: no schema it may create in
            run(warehouse.reader, statement)


def test_a_reader_sees_no_relation_but_the_views(warehouse):
    readable = run(
        warehouse.reader,
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'v', 'm', 'S')"
        " AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE')"
        "     ELSE has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') END",
    )
    assert sorted(readable) == sorted(("news", view.name) for view in contract.VIEWS)


def test_an_operator_also_reads_the_quarantine(warehouse):
    with psycopg.connect(warehouse.admin) as admin:
        admin.execute("SET ROLE news_operator")
        counted = admin.execute("SELECT count(*) FROM ops.quarantine, ops.ledger, ops.records, news.loads")
        assert counted.fetchone() == (0,)
        with pytest.raises(InsufficientPrivilege):
            admin.execute("DELETE FROM ops.quarantine")


def test_the_loader_may_not_change_the_schema(warehouse):
    for statement in FORBIDDEN_TO_THE_LOADER:
        with pytest.raises(InsufficientPrivilege):
            run(warehouse.loader, statement)
