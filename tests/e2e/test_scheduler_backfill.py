"""The real thing: scheduler, executor, execution API and UI server as `make up` starts them, and a backfill over REST
as the UI's form makes it. Only here it shows that no task needs Airflow's own database."""

import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta

import psutil
import psycopg
import pytest

from include.newsmill.local import commands, processes
from include.newsmill.local.airflow import DAG
from include.newsmill.local.checkout import Checkout
from include.newsmill.local.services import Services
from include.newsmill.warehouse.processes import processes_in

pytestmark = [pytest.mark.e2e, pytest.mark.scheduler]

FIRST, LAST = date(2019, 10, 24), date(2019, 10, 26)
DAYS = [FIRST + timedelta(days=number) for number in range(3)]
PATIENCE_S = 120


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    """All of a checkout up, its data in a folder of the test's own (with a space in its path)."""
    folder = tmp_path_factory.mktemp("a checkout")
    made = Services(Checkout(data=folder / "data", run=folder / "run"))
    try:
        made.up()
        yield made
    finally:
        made.down()
        made.server.remove()


@pytest.fixture(scope="module")
def backfilled(services):
    """The API, after a backfill of three days, one of them the seed's, has been made and has ended."""
    api = services.airflow.api()
    made = api.post(
        "/backfills",
        {
            "dag_id": DAG,
            "from_date": f"{FIRST}T00:00:00Z",
            "to_date": f"{LAST}T00:00:00Z",
            "run_backwards": False,
            "dag_run_conf": {},
            "reprocess_behavior": "completed",
            "max_active_runs": 3,
        },
    )
    wait(services, lambda: api.get(f"/backfills/{made['id']}")["completed_at"])
    return api


def wait(services, ready):
    return services.airflow.api().wait(
        ready, seconds=PATIENCE_S, what="The real scheduler", alive=services.airflow.check_alive
    )


def ask(services, query):
    with psycopg.connect(services.settings.dsn("reader")) as connection:
        return connection.execute(query).fetchall()


def test_every_day_of_a_backfill_ends_well(backfilled):
    span = {"logical_date_gte": f"{FIRST}T00:00:00Z", "logical_date_lte": f"{LAST}T00:00:00Z"}
    runs = backfilled.get(f"/dags/{DAG}/dagRuns", **span)["dag_runs"]
    assert [(run["run_type"], run["state"]) for run in runs] == [("backfill", "success")] * 3


def test_every_day_is_loaded_also_the_empty_ones(backfilled, services):
    loads = ask(
        services, f"SELECT day, kind, status FROM news.loads WHERE day BETWEEN '{FIRST}' AND '{LAST}' ORDER BY 1"
    )
    assert loads == [
        (DAYS[0], "backfill", "empty"),
        (DAYS[1], "backfill", "published"),
        (DAYS[2], "backfill", "empty"),
    ]
    assert ask(services, "SELECT published_on FROM news.articles") == [(DAYS[1],)]


def test_the_downstream_dag_runs_for_every_published_day(backfilled, services):
    wanted = {day.isoformat() for day in DAYS}

    def seen():
        runs = backfilled.get("/dags/news_published/dagRuns", limit=100)["dag_runs"]
        ended = {run["partition_key"]: run["state"] for run in runs if run["state"] in {"success", "failed"}}
        return wanted <= set(ended) and {ended[day] for day in wanted}

    assert wait(services, seen) == {"success"}


def test_the_schedule_makes_yesterdays_run_by_itself(backfilled, services):
    yesterday = datetime.now(UTC).date() - timedelta(days=1)

    def state():
        found = backfilled.get(f"/dags/{DAG}/dagRuns", run_type="scheduled")["dag_runs"]
        return [(run["logical_date"][:10], run["state"]) for run in found if run["state"] in {"success", "failed"}]

    assert wait(services, state) == [(yesterday.isoformat(), "success")]


def test_make_run_uses_what_is_up_and_prints_what_it_found(backfilled, services, capsys):
    assert commands.run("2019-10-25", checkout=services.checkout) == 0
    said = capsys.readouterr().out
    assert "2019-10-25: 1 article" in said
    assert "Donald Trump" in said
    assert "1 unchanged from seeds" in said
    assert services.airflow.is_up()


def test_make_backfill_shows_each_day(backfilled, services, capsys):
    assert commands.backfill("2019-10-25", "2019-10-26", checkout=services.checkout) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Backfill of 2019-10-25 .. 2019-10-26:"
    assert sorted(said[1:])[1].split() == ["2019-10-26", "empty"]


def test_make_run_shows_why_a_run_failed(backfilled, services, capsys, monkeypatch):
    monkeypatch.setattr(commands, "day_of_run", lambda *_, **__: date(2199, 1, 1))
    assert commands.run("2199-01-01", checkout=services.checkout) == 1
    assert "The day 2199-01-01 is not over" in capsys.readouterr().out


def test_all_our_listening_sockets_are_on_loopback(services):
    ours = processes.marked(services.checkout.mark)
    pids = {process.pid for process in ours} | set(processes_in(services.server.cluster))
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN and connection.pid in pids
    }
    port = int(services.airflow.address().rpartition(":")[2])
    assert ("127.0.0.1", port) in listening
    assert {ip for ip, _ in listening} <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("path", ["/api/v2/dags", "/api/v2/dags/news_daily/dagRuns"])
def test_nobody_gets_in_without_the_password(services, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(services.airflow.address() + path)
    with refused.value:
        assert refused.value.code == 401


def test_a_second_up_changes_nothing(services):
    before = services.airflow.address(), {one.pid for one in processes.marked(services.checkout.mark)}
    services.up()
    assert before[0] == services.airflow.address()
    assert {pid for pid, _ in services.airflow._state()["components"].values()} <= before[1]


def test_down_leaves_no_process(services):
    services.down()
    assert processes.marked(services.checkout.mark) == []
    assert not services.server.is_running()
