import subprocess
import sys
from dataclasses import replace

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from include.newsmill.errors import ContractBroken
from include.newsmill.warehouse import check_revision, connect, contract, migrate, roles, tables


def ask(dsn, statement):
    with psycopg.connect(dsn) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def foreign(server):
    """A database on another's server: its owner may not create roles and is no superuser."""
    with psycopg.connect(server.dsn("admin", "postgres"), autocommit=True) as admin:
        admin.execute("CREATE ROLE stranger LOGIN")
        admin.execute("CREATE DATABASE elsewhere OWNER stranger")
        yield server.dsn("admin", "elsewhere").replace("postgres@", "stranger@")
        admin.execute("DROP DATABASE elsewhere WITH (FORCE)")
        admin.execute("DROP ROLE stranger")


@pytest.fixture
def mill_of_0001(mill, record, monday):
    """A mill whose warehouse is as revision 0001 had it, with a day in it: what later ones add is taken back."""
    mill.publish(monday, [record(locator="x.txt"), record(locator="y.txt", words="Cid met Dee")])
    views = [view for view in contract.VIEWS if "told_in" in view.columns]
    with psycopg.connect(mill.warehouse.owner) as connection:
        for view in views:
            connection.execute(f"DROP VIEW news.{view.name}")
        connection.execute("ALTER TABLE core.events DROP COLUMN told_in, DROP COLUMN act_vector")
        connection.execute("DROP INDEX core.articles_published")
        for view in views:
            columns = {name: told for name, told in view.columns.items() if name != "told_in"}
            for statement in replace(view, columns=columns).statements():
                connection.execute(statement)
        connection.execute("UPDATE ops.alembic_version SET version_num = '0001'")
    return mill


def test_migrating_again_changes_nothing_and_the_loader_finds_its_revision(warehouse):
    relations = "SELECT oid FROM pg_class WHERE relnamespace IN ('core'::regnamespace, 'news'::regnamespace) ORDER BY 1"
    before = ask(warehouse.owner, relations)
    assert migrate(warehouse.owner) == []
    assert ask(warehouse.owner, relations) == before
    check_revision(connect(warehouse.loader))


def test_the_migrations_make_the_tables_that_the_code_describes(warehouse):
    with connect(warehouse.owner).connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_schemas": True, "version_table_schema": "ops", "compare_type": True},
        )
        assert compare_metadata(context, tables.METADATA) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ops.alembic_version SET version_num = '9999'",
        "COMMENT ON SCHEMA ops IS 'other views'",
        "DROP SCHEMA ops CASCADE",
    ],
)
def test_another_revision_stops_a_task_with_what_to_do(warehouse, change):
    with psycopg.connect(warehouse.owner) as connection:
        connection.execute(change)
    with pytest.raises(ContractBroken, match="make up"):
        check_revision(connect(warehouse.loader))


@pytest.mark.parametrize("view", ["events", "event_versions"])
def test_a_warehouse_of_0001_keeps_its_rows_and_columns_and_gets_a_column_at_the_end(mill_of_0001, view):
    dsns = mill_of_0001.warehouse
    before = ask(dsns.owner, f"SELECT * FROM news.{view} ORDER BY event_id")
    assert [key is None for _, key, *_ in before] == [False, False]
    assert migrate(dsns.owner) == []
    after = [(event_id, None, *row, []) for event_id, _, *row in before]  # keys of older schemes are removed
    assert ask(dsns.reader, f"SELECT * FROM news.{view} ORDER BY event_id") == after
    check_revision(connect(dsns.loader))


def test_a_warehouse_of_0001_is_published_into_once_it_is_migrated(mill_of_0001, record, monday):
    with pytest.raises(ContractBroken, match=r"at revision 0001\+.* needs 0003\+"):
        check_revision(mill_of_0001.engine)
    migrate(mill_of_0001.warehouse.owner)
    mill_of_0001.publish(monday, [record(locator="x.txt"), record(locator="z.txt", words="Eve met Fay")], model="m2")
    assert mill_of_0001.ask("SELECT actor, told_in FROM news.events ORDER BY 1") == [("Ann", [0, 2]), ("Eve", [0, 2])]


def test_a_schema_newer_than_the_code_is_not_touched(warehouse):
    with psycopg.connect(warehouse.owner) as connection:
        connection.execute("UPDATE ops.alembic_version SET version_num = '9999'")
    with pytest.raises(ContractBroken, match="newer than this code"):
        migrate(warehouse.owner)


def test_the_loader_may_not_migrate(warehouse):
    with psycopg.connect(warehouse.owner) as connection:
        connection.execute("DELETE FROM ops.alembic_version")
    with pytest.raises(Exception, match="permission denied"):
        migrate(warehouse.loader)


def test_an_owner_who_may_not_create_roles_uses_those_that_exist(foreign):
    left = migrate(foreign)
    assert any("lo_create" in statement for statement in left)
    assert not any("TEMPORARY" in statement for statement in left)
    assert ask(foreign, "SELECT has_table_privilege('news_reader', 'news.articles', 'SELECT')") == [(True,)]


def test_an_owner_without_the_roles_is_told_what_a_dba_must_run(foreign, monkeypatch):
    monkeypatch.setattr(roles, "GRANTED", ("news_elsewhere",))
    with pytest.raises(ContractBroken, match="CREATE ROLE news_elsewhere;"):
        migrate(foreign)


def test_every_contract_view_and_column_has_its_comment(warehouse):
    uncommented = ask(
        warehouse.reader,
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'news'::regnamespace AND a.attnum > 0"
        " AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)",
    )
    assert uncommented == []
    assert len(ask(warehouse.reader, "SELECT 1 FROM pg_views WHERE schemaname = 'news'")) == len(contract.VIEWS)


@pytest.mark.parametrize(
    ("dsn", "said"),
    [
        ("nonsense", "no libpq connection string"),
        ("postgresql://x:s3cret@127.0.0.1:1/db", "127.0.0.1"),
        ("postgresql://x:s3cret@[bad/db", "no libpq connection string"),
    ],
)
def test_a_bad_dsn_is_a_clear_word_that_keeps_the_password(dsn, said):
    with pytest.raises(ContractBroken, match=said) as broken:
        connect(dsn)
    assert "s3cret" not in str(broken.value)


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql+psycopg2://"])
def test_a_dsn_in_the_spelling_of_airflow_works(warehouse, scheme):
    engine = connect(warehouse.reader.replace("postgresql://", scheme))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM news.articles")) == 0


def test_a_dba_finds_the_whole_script(server):
    script = subprocess.run(
        [sys.executable, "-m", "include.newsmill.warehouse", "roles"], capture_output=True, text=True, check=True
    ).stdout
    assert "CREATE DATABASE newsmill OWNER newsmill_owner" in script
    assert all(name in script for name in (*roles.LOGINS, *roles.GROUPS))
