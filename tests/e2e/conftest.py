"""Airflow in the test's own process: a home of its own in a temporary folder, gone with the session."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from include.newsmill.settings import PROJECT_ROOT
from tests.airflow_home import prepare_airflow
from tests.mill import Mill


@pytest.fixture(scope="session")
def airflow_ready() -> None:
    """Airflow's own database migrated, in the folder that `prepare_airflow` chose."""
    prepare_airflow()
    from airflow.utils import db

    db.initdb()


@pytest.fixture(scope="session")
def dags(airflow_ready: None) -> dict[str, Any]:
    """The DAGs as Airflow's own loader finds them, by id, known to Airflow's database."""
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

    bag = DagBag(str(PROJECT_ROOT / "dags"), include_examples=False, bundle_name="dags-folder")
    assert bag.import_errors == {}
    sync_bag_to_db(bag, "dags-folder", None)
    return dict(bag.dags)
