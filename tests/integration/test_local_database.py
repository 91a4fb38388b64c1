"""Airflow's own database beside the warehouse: made whole or not at all, and closed to the others."""

import psycopg
import pytest

from include.newsmill.local import database
from include.newsmill.local.environment import DATABASE


@pytest.fixture
def clean(server):
    yield server
    with psycopg.connect(server.dsn("admin", "postgres"), autocommit=True) as admin:
        for name in (DATABASE, database.NEW):
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"DROP ROLE IF EXISTS {DATABASE}")


def test_it_is_there_only_once_it_is_whole(clean):
    database.create_new(clean)
    assert not database.exists(clean)
    database.put_new_in_place(clean)
    assert database.exists(clean)


def test_one_left_half_made_is_made_anew(clean):
    database.create_new(clean)
    with psycopg.connect(clean.dsn("admin", database.NEW), autocommit=True) as half:
        half.execute("CREATE TABLE half_made ()")
    database.create_new(clean)
    with psycopg.connect(clean.dsn("admin", database.NEW)) as fresh:
        assert fresh.execute("SELECT to_regclass('half_made')").fetchone() == (None,)


@pytest.mark.parametrize("role", ["owner", "loader", "reader"])
def test_no_role_of_the_warehouse_gets_in(clean, role):
    database.create_new(clean)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(clean.dsn(role, database.NEW))


def test_airflows_role_does_not_get_into_the_warehouse(clean, warehouse):
    database.create_new(clean)
    outside = warehouse.reader.replace("newsmill_reader@", f"{DATABASE}@")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(outside)
