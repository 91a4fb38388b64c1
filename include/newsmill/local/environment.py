"""The environment in which Airflow runs on one machine: computed here and nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import fields
from urllib.parse import quote

from include.newsmill.local.checkout import Checkout
from include.newsmill.settings import Settings

# Carried by every process that we start and by all their children; see `processes`.
MARK = "MILL_CHECKOUT"
DATABASE = "airflow"  # Airflow's own database and the role that owns it


def airflow_environment(
    checkout: Checkout, settings: Settings, *, port: int, schedule: bool, inherited: Mapping[str, str] | None = None
) -> dict[str, str]:
    """All variables for one Airflow of this checkout: database, secrets, addresses, and our settings.

    Args:
        port: where the API server and the UI listen, on 127.0.0.1.
        schedule: whether the daily schedule and the asset-driven DAGs make runs by themselves (`make up`), or only
            what is asked for runs (`make run`, `make backfill`).
        inherited: the environment to build on; None means this process's own. AIRFLOW__* of it is dropped, so that
            another Airflow's settings in a shell do not reach into ours; AIRFLOW_CONN_* stays.
    """
    base = os.environ if inherited is None else inherited
    kept = {key: value for key, value in base.items() if not key.startswith("AIRFLOW__")}
    address = f"http://127.0.0.1:{port}"
    made = checkout.airflow_secrets()
    chosen: dict[str, dict[str, str]] = {
        "core": {
            "dags_folder": str(checkout.root / "dags"),
            "plugins_folder": str(checkout.root / "plugins"),
            "load_examples": "False",
            "executor": "LocalExecutor",
            "parallelism": "4",  # each is a process of some 30 MB from the start; the default is 32
            "dags_are_paused_at_creation": "False",
            "execution_api_server_url": f"{address}/execution/",
            "fernet_key": made["fernet_key"],
            "auth_manager": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
            "simple_auth_manager_all_admins": "False",
            "simple_auth_manager_users": "admin:admin",
            "simple_auth_manager_passwords_file": str(checkout.airflow_home / "passwords.json"),
        },
        "database": {
            "sql_alchemy_conn": database_url(checkout),
            "sql_alchemy_pool_size": "3",
            "sql_alchemy_max_overflow": "7",
        },
        "api": {
            "host": "127.0.0.1",
            "port": str(port),
            "base_url": address,
            "workers": "1",
            "secret_key": made["session_key"],
            "maximum_page_limit": "1000",
            "instance_name": "Newsmill",
        },
        "api_auth": {"jwt_secret": made["token_key"]},
        "scheduler": {
            "use_job_schedule": str(schedule),
            "scheduler_idle_sleep_time": "0.2",  # seconds; 1 by default, which a chain of short tasks feels
            "enable_health_check": "False",
        },
        "workers": {"execution_api_timeout": "30"},  # 5 s by default; a busy small machine needs longer
        "logging": {"base_log_folder": str(checkout.airflow_home / "logs"), "colored_console_log": "False"},
        "dag_processor": {"dag_file_processor_timeout": "120"},
    }
    ours = {
        f"AIRFLOW__{section.upper()}__{name.upper()}": value
        for section, options in chosen.items()
        for name, value in options.items()
    }
    return kept | ours | _process_variables(checkout) | newsmill_variables(settings)


def database_url(checkout: Checkout, name: str = DATABASE) -> str:
    """SQLAlchemy's address of Airflow's own database, in the embedded server beside the warehouse."""
    return f"postgresql+psycopg2://{DATABASE}@/{name}?host={quote(str(checkout.server().socket_dir), safe='')}"


def newsmill_variables(settings: Settings) -> dict[str, str]:
    """NEWSMILL_* for a child process, from settings; the owner's DSN stays behind, since no task migrates."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)}
    values["owner_dsn"] = ""
    return {f"NEWSMILL_{name.upper()}": str(value or "") for name, value in values.items()}


def _process_variables(checkout: Checkout) -> dict[str, str]:
    return {
        MARK: checkout.mark,
        "AIRFLOW_HOME": str(checkout.airflow_home),
        "PYTHONPATH": str(checkout.root),
        "PYTHONUNBUFFERED": "1",
        # Great Expectations would report its use over the network; Airflow 3.3 has nothing of the kind.
        "GX_ANALYTICS_ENABLED": "false",
        "SPT_NOENV": "1",  # setproctitle would write its titles over the environment, and so over MARK
        # One thread for each process: the tasks are the parallel part, and a fork must not inherit a held lock.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # What stays on this machine goes through no proxy.
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }
