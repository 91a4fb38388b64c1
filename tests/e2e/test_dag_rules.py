"""What every DAG of the house keeps to."""

import subprocess
import sys

import pytest

from include.newsmill.settings import PROJECT_ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.filterwarnings("default")]  # Airflow warns of parts of its own
HEAVY = ("spacy", "great_expectations", "pandas", "pyarrow", "psycopg", "bs4", "trafilatura", "include.newsmill.stages")


@pytest.mark.parametrize("dag_id", ["news_daily", "news_published"])
def test_a_dag_is_owned_documented_tagged_and_retries(dags, dag_id):
    dag = dags[dag_id]
    assert "newsmill" in dag.tags
    assert "Is a re-run safe?" in dag.doc_md
    assert {task.owner for task in dag.tasks} == {"newsmill"}
    assert min(task.retries for task in dag.tasks) >= 2
    assert all(task.retry_exponential_backoff for task in dag.tasks)


def test_the_main_dag_never_catches_up_by_itself(dags):
    assert dags["news_daily"].catchup is False


@pytest.mark.parametrize("name", ["news_daily", "news_published"])
def test_reading_a_dag_file_loads_nothing_heavy_and_opens_nothing(airflow_ready, name):
    code = (
        "import sys, croniter, airflow.sdk\n"  # croniter, in Airflow's timetables, asks `file` of Python
        "from airflow.sdk import dag, task, Asset, Param, ExceptionRetryPolicy\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append((event, str(args[0]))) if event in"
        " ('socket.connect', 'sqlite3.connect', 'subprocess.Popen') else None)\n"
        f"before = set(sys.modules); import dags.{name}\n"
        f"print(sorted(m for m in set(sys.modules) - before if m.startswith({HEAVY!r})), opened)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] []"


def test_the_file_of_shared_parts_is_not_read_as_a_dag(dags):
    assert {dag_id for dag_id in dags if dag_id.startswith(("news", "mill"))} == {"news_daily", "news_published"}
