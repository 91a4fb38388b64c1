import json
import stat

import pytest

from include.newsmill.errors import ContractBroken
from include.newsmill.local.checkout import Checkout
from include.newsmill.local.environment import MARK, airflow_environment
from include.newsmill.settings import PROJECT_ROOT, Settings


@pytest.fixture
def checkout(tmp_path):
    return Checkout(data=tmp_path / "da ta", run=tmp_path / "run")


def made(checkout, **inherited):
    return airflow_environment(checkout, checkout.settings({}), port=4321, schedule=False, inherited=inherited)


def test_nothing_listens_beyond_this_machine(checkout):
    environment = made(checkout)
    assert environment["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert environment["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:4321"
    assert environment["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] == "False"


def test_a_task_never_gets_the_owners_dsn(checkout):
    environment = made(checkout, NEWSMILL_OWNER_DSN="postgresql://owner@db/newsmill")
    assert environment["NEWSMILL_OWNER_DSN"] == ""
    assert "newsmill_loader@" in environment["NEWSMILL_LOADER_DSN"]


def test_a_task_reads_the_very_settings_of_the_checkout(checkout):
    settings = checkout.settings({"NEWSMILL_SHARD_ARTICLES": "7"})
    environment = airflow_environment(checkout, settings, port=1, schedule=True, inherited={})
    read = Settings.from_environment(environment)
    assert (read.shard_articles, read.raw_root, read.loader_dsn) == (7, settings.raw_root, settings.loader_dsn)
    assert read.raw_root.startswith(str(checkout.data))


def test_another_airflow_in_the_shell_does_not_reach_in(checkout):
    environment = made(
        checkout, AIRFLOW__CORE__EXECUTOR="CeleryExecutor", AIRFLOW_CONN_NEWSMILL_LOADER="kept", PATH="p"
    )
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert (environment["AIRFLOW_CONN_NEWSMILL_LOADER"], environment["PATH"]) == ("kept", "p")


def test_secrets_are_made_once_and_kept_private(checkout):
    first = checkout.airflow_secrets()
    assert first == checkout.airflow_secrets()
    path = checkout.airflow_home / "secrets.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == first


def test_two_checkouts_carry_different_marks(tmp_path, checkout):
    other = Checkout(data=tmp_path / "other", run=tmp_path / "run")
    assert made(other)[MARK] != made(checkout)[MARK]


def test_the_project_is_importable(checkout):
    assert made(checkout, PYTHONPATH="/elsewhere")["PYTHONPATH"] == str(PROJECT_ROOT)


def test_some_dsns_without_the_others_are_refused(checkout):
    with pytest.raises(ContractBroken, match="NEWSMILL_OWNER_DSN, NEWSMILL_READER_DSN not"):
        checkout.settings({"NEWSMILL_LOADER_DSN": "postgresql://a@b/c"})
