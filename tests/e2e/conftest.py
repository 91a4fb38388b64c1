"""Airflow in the test's own process: a home of its own in a temporary folder, gone with the session."""

from pathlib import Path
from typing import Any

import pytest

from include.newsmill.settings import PROJECT_ROOT
from tests.airflow_home import prepare_airflow

prepare_airflow()


@pytest.fixture(scope="session")
def airflow_ready() -> None:
    """Airflow's own database, migrated."""
    from airflow.utils import db

    db.initdb()


@pytest.fixture(scope="session")
def dags(airflow_ready: None) -> dict[str, Any]:
    """The DAGs by id, as Airflow's own loader finds them, known to Airflow's database."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

    folder: Path = PROJECT_ROOT / "dags"
    bag = DagBag(str(folder), bundle_path=folder, bundle_name="dags-folder")
    assert bag.import_errors == {}
    DagBundlesManager().sync_bundles_to_db()
    sync_bag_to_db(bag, "dags-folder", None)
    return dict(bag.dags)
