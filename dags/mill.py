"""What the DAGs share: who owns them, how a task fails, and where a task finds its settings."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule

if TYPE_CHECKING:
    from include.newsmill.settings import Settings

# Every day that is published is one partition of this asset; other DAGs schedule on it.
WAREHOUSE = Asset(name="newsmill_warehouse", uri="postgres://warehouse/newsmill/news/articles")

# The one place where Newsmill's exceptions meet Airflow's: SourceUnavailable and slips are tried again, a broken
# contract is not, since it stays broken until a person mends it.
RETRY_POLICY = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception="include.newsmill.errors.ContractBroken",
            action=RetryAction.FAIL,
            reason="a setting, a parameter, the schema or the day's quality is not as agreed",
        )
    ]
)

DEFAULT_ARGS: dict[str, Any] = {
    "owner": "newsmill",
    "retries": 2,
    "retry_delay": timedelta(seconds=15),
    "retry_exponential_backoff": 2,
    "max_retry_delay": timedelta(minutes=10),
    "retry_policy": RETRY_POLICY,
}


def settings() -> "Settings":
    """The settings of this deployment; an Airflow connection newsmill_loader or newsmill_reader wins over its DSN."""
    import os
    from dataclasses import replace

    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    from include.newsmill.settings import Settings

    found = {}
    for role in ("loader", "reader"):
        try:
            found[f"{role}_dsn"] = Connection.get(f"newsmill_{role}").get_uri()
        except AirflowNotFoundException:
            continue
    return replace(Settings.from_environment(os.environ), **found)
