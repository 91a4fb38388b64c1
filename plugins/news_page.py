"""Adds the News page to Airflow: an entry in the navigation, and the small web application behind it.

Every component of Airflow imports this file, the workers too, so it imports nothing but the plugin's base class; the
application and FastAPI with it (100-200 ms) are built when an API server first asks for them.
"""

from functools import cached_property
from typing import Any

from airflow.plugins_manager import AirflowPlugin

PREFIX = "/newsmill"


class NewsPage(AirflowPlugin):
    """What the warehouse holds, for people who may read the DAG `news_daily`."""

    name = "newsmill_news_page"

    # Addresses without a leading slash: the UI resolves them against its base, so Airflow may live under a prefix.
    external_views: list[Any] = [  # noqa: RUF012  # as the base class declares it
        {
            "name": "News",
            "url_route": "news",
            "href": f"{PREFIX[1:]}/",
            "destination": "nav",
            "nav_top_level": True,
            "icon": f"{PREFIX[1:]}/static/icon.svg",
            "icon_dark_mode": f"{PREFIX[1:]}/static/icon_dark.svg",
        }
    ]

    @cached_property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]  # a list in the base, built late here
        """The application, mounted by the API server under PREFIX."""
        from plugins.newsmill_page.app import build_app

        return [{"app": build_app(), "url_prefix": PREFIX, "name": "News"}]
