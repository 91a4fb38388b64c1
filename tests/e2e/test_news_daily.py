"""The main DAG through Airflow's own task runner, over real files into a real warehouse."""

from datetime import UTC, date, datetime

import pytest

from tests.mill import Mill

pytestmark = [pytest.mark.e2e, pytest.mark.filterwarnings("default")]  # Airflow warns of parts of its own
SEED = datetime(2019, 10, 25, tzinfo=UTC)


@pytest.fixture
def mill(warehouse, tmp_path, monkeypatch):
    """A mill whose settings the tasks find in the environment."""
    made = Mill(warehouse, tmp_path)
    for name in ("loader_dsn", "reader_dsn", "sources_file", "staging_root", "raw_root"):
        monkeypatch.setenv(f"NEWSMILL_{name.upper()}", getattr(made.settings, name))
    return made


def states(run):
    """Task id -> states of its instances, in order of their map index."""
    found = {}
    for instance in sorted(run.get_task_instances(), key=lambda one: (one.task_id, one.map_index)):
        found.setdefault(instance.task_id, []).append(str(instance.state))
    return found


def test_the_seed_day_runs_green_and_is_in_the_views(dags, mill):
    run = dags["news_daily"].test(logical_date=SEED)
    assert str(run.state) == "success"
    assert mill.rows("SELECT published_on FROM news.articles") == [(date(2019, 10, 25),)]
    assert mill.rows("SELECT status, kind FROM news.loads") == [("published", "manual")]


def test_a_day_without_articles_runs_every_task(dags, mill):
    run = dags["news_daily"].test(logical_date=datetime(2019, 10, 20, tzinfo=UTC))
    assert {state for found in states(run).values() for state in found} == {"success"}
    assert mill.rows("SELECT status FROM news.loads WHERE day = '2019-10-20'") == [("empty",)]


def test_a_run_without_logical_date_takes_its_param(dags, mill):
    run = dags["news_daily"].test(run_conf={"day": "2019-10-25"}, logical_date=None)
    assert str(run.state) == "success"
    assert mill.rows("SELECT day FROM news.loads") == [(date(2019, 10, 25),)]


@pytest.mark.parametrize(
    ("logical_date", "conf"),
    [
        (datetime(2019, 10, 24, tzinfo=UTC), {"day": "2019-10-25"}),  # two days at once
        (datetime(2199, 1, 1, tzinfo=UTC), {}),  # not over
        (datetime(2019, 10, 25, tzinfo=UTC), {"sources": ["nosuch"]}),
    ],
)
def test_a_run_that_makes_no_sense_fails_at_once_and_is_not_tried_again(dags, mill, logical_date, conf):
    run = dags["news_daily"].test(logical_date=logical_date, run_conf=conf)
    assert str(run.state) == "failed"
    [planned] = [one for one in run.get_task_instances() if one.task_id == "plan"]
    assert (str(planned.state), planned.try_number) == ("failed", 1)
    assert mill.rows("SELECT count(*) FROM news.loads") == [(0,)]
