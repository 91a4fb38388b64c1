"""The News page's way into the warehouse: read-only, short, bounded; and what loading the plugin costs the others."""

import json
import subprocess
import sys
import threading

import psycopg
import pytest

from include.newsmill.settings import PROJECT_ROOT
from plugins.newsmill_page import reader
from plugins.newsmill_page.reader import Trouble, reading
from tests.news_page import airflow_environment

# What a component of Airflow that has loaded the plugins sees, and what `reader_dsn` says for some environments.
COMPONENT = """
import json, os, sys
from airflow.utils.db import initdb
initdb()
import airflow.plugins_manager
before = set(sys.modules)
airflow.plugins_manager.ensure_plugins_loaded()
plugins, errors = airflow.plugins_manager._get_plugins()
told = {"imported": sorted(set(sys.modules) - before), "plugins": [p.name for p in plugins], "errors": errors}
from plugins.newsmill_page.reader import Trouble, reader_dsn
def dsn(**environment):
    for name in ("NEWSMILL_READER_DSN", "NEWSMILL_SHARD_ARTICLES", "AIRFLOW_CONN_NEWSMILL_READER"):
        os.environ.pop(name, None)
    os.environ.update(environment)
    try:
        return reader_dsn()
    except Trouble as trouble:
        return [trouble.title, trouble.what, *trouble.steps]
extras = json.dumps({"sslmode": "require", "cursor": "dictcursor"})
connection = {"conn_type": "postgres", "host": "db.example", "login": "reader", "password": "p@ss w/rd",
              "schema": "news", "port": 5433, "extra": extras}
told["unset"] = dsn()
told["setting"] = dsn(NEWSMILL_READER_DSN="postgresql:///from_setting")
told["wrong"] = dsn(NEWSMILL_SHARD_ARTICLES="many")
told["connection"] = dsn(NEWSMILL_READER_DSN="postgresql:///x", AIRFLOW_CONN_NEWSMILL_READER=json.dumps(connection))
print("TOLD" + json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """One process of Airflow that is not an API server."""
    home = tmp_path_factory.mktemp("airflow")
    ran = subprocess.run(
        [sys.executable, "-c", COMPONENT], env=airflow_environment(home), cwd=PROJECT_ROOT, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(next(line for line in ran.stdout.splitlines() if line.startswith("TOLD"))[4:])


def test_other_components_import_one_small_file_and_no_web_framework(told):
    ours = [name for name in told["imported"] if "news" in name]
    assert (ours, told["errors"]) == (["news_page"], {})
    assert "newsmill_news_page" in told["plugins"]
    heavy = {"fastapi", "starlette", "psycopg", "include", "routes", "queries"}
    assert heavy & set(told["imported"]) == set()


def test_without_any_address_the_page_says_what_to_set(told):
    title, *steps = told["unset"]
    assert title == "No warehouse is set"
    assert any("NEWSMILL_READER_DSN" in step for step in steps)
    assert any("newsmill_reader" in step for step in steps)


def test_the_setting_is_used_and_a_connection_wins_over_it(told):
    assert told["setting"] == "postgresql:///from_setting"
    assert psycopg.conninfo.conninfo_to_dict(told["connection"]) == {
        "host": "db.example", "port": "5433", "dbname": "news", "user": "reader", "password": "p@ss w/rd",
        "sslmode": "require",
    }  # fmt: skip


def test_a_wrong_setting_is_named(told):
    assert told["wrong"][0] == "A setting is wrong"
    assert "NEWSMILL_SHARD_ARTICLES" in told["wrong"][1]


def test_nothing_can_be_written_even_with_the_owner_s_address(warehouse):
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), reading(warehouse.owner) as connection:
        connection.execute("CREATE TABLE core.trace ()")


def test_a_page_sees_one_state_of_the_warehouse(warehouse):
    statement = (
        "INSERT INTO core.articles (article_id, version_id, content_sha256, first_seen_at) SELECT {0}, {0}, '', now()"
    )
    with reading(warehouse.owner) as connection, psycopg.connect(warehouse.owner, autocommit=True) as other:
        before = connection.execute("SELECT count(*) FROM core.articles").fetchone()
        other.execute(statement.format("gen_random_uuid()"))
        assert connection.execute("SELECT count(*) FROM core.articles").fetchone() == before


def test_a_slow_query_is_stopped_and_said(warehouse, monkeypatch):
    monkeypatch.setattr(reader, "STATEMENT_TIMEOUT_MS", 50)
    with pytest.raises(Trouble, match="slow"), reading(warehouse.reader) as connection:
        connection.execute("SELECT pg_sleep(20)")


def test_a_server_that_goes_away_is_said(warehouse):
    def read():
        with psycopg.connect(warehouse.admin, autocommit=True) as admin, reading(warehouse.reader) as connection:
            admin.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
            connection.execute("SELECT 1")

    with pytest.raises(Trouble, match="went away"):
        read()


@pytest.mark.parametrize("dsn", ["postgresql://nobody:hush@127.0.0.1:1/x", "hush", "postgresql://u:hush@[x"])
def test_an_address_that_does_not_work_is_said_without_repeating_it(dsn, caplog):
    with pytest.raises(Trouble, match="does not answer") as trouble, reading(dsn):
        pass
    assert "hush" not in f"{trouble.value.what} {trouble.value.steps} {caplog.text}"
    assert trouble.value.__context__ is None


def test_the_ways_of_other_tools_to_write_an_address_are_known(warehouse):
    dsn = warehouse.reader.replace("postgresql://", "postgresql+psycopg://")
    with reading(dsn) as connection:
        assert connection.info.dbname in dsn


def test_no_more_than_a_few_pages_read_at_once(warehouse, monkeypatch):
    monkeypatch.setattr(reader, "WAIT_FOR_TURN_S", 0.05)
    monkeypatch.setattr(reader, "_turns", threading.BoundedSemaphore(1))
    with reading(warehouse.reader), pytest.raises(Trouble, match="busy"), reading(warehouse.reader):
        pass
    with reading(warehouse.reader) as connection:  # the turn came back
        assert connection.execute("SELECT 1").fetchone() == (1,)
