"""One Airflow home for all tests of a session that import Airflow in the test's own process."""

import os
import tempfile
from functools import cache

from include.newsmill.settings import PROJECT_ROOT


@cache
def prepare_airflow() -> str:
    """Point Airflow at a fresh temporary home; must run before the first import of airflow. Returns the home."""
    home = tempfile.mkdtemp(prefix="nm-airflow-")
    os.environ |= {
        "AIRFLOW_HOME": home,
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "PYTHONPATH": str(PROJECT_ROOT),
    }
    return home
