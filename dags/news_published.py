"""
### Check every published day from the reader's side

Runs once for each day that `news_daily` publishes: it is scheduled on the partitions of the warehouse asset, so a
backfill of ten days gives ten runs, and it shows how to build on the warehouse from another DAG.

**What it does:** as `news_reader`, looks at the day in the contract views: its last load must be there and not
refused, and every mention must cut its words out of the article's body.

**Is a re-run safe?** Yes, it only reads. **Red?** The log says which of the two does not hold, or that the reader's
DSN is wrong.
"""

from typing import Any

from airflow.sdk import PartitionedAssetTimetable, dag, task

from dags.mill import DEFAULT_ARGS, WAREHOUSE, settings


@dag(
    dag_id="news_published",
    schedule=PartitionedAssetTimetable(assets=WAREHOUSE),
    catchup=False,
    default_args=DEFAULT_ARGS,
    doc_md=__doc__,
    tags=["newsmill"],
)
def news_published() -> None:
    """One task per published day."""

    @task
    def check_views(dag_run: Any = None) -> dict[str, int]:
        from include.newsmill import stages
        from include.newsmill.days import parse_day

        return stages.check_published(settings(), day=parse_day(dag_run.partition_key))

    check_views()


news_published()
