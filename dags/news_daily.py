"""
### Load one day of news into the warehouse

**Day** = the date of `logical_date`, in scheduled runs, backfills and dated manual runs alike. A run without logical
date takes the param `day`. A day that is not over yet is refused unless `partial_day` is set.

**Is a re-run safe?** Yes, always: any day can be run again, in any order, twice at once, or killed and repeated, and
the tables come out the same. Clear the run, or start a backfill over the range with reprocessing.

**Red? Look first** at the log of the first red task: its last line says what was asked, what came back and what to
do. `report` is red where a source was down (the rest is published) or the gate refused the day (nothing is; see
`news.validations` and `ops.quarantine`).
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import CronDataIntervalTimetable, Param, dag, task

from dags.mill import DEFAULT_ARGS, WAREHOUSE, settings

if TYPE_CHECKING:
    from include.newsmill.handover import Fetched, Judged, Loaded, Plan, Shard, Worked


@dag(
    dag_id="news_daily",
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    catchup=False,
    default_args=DEFAULT_ARGS,
    doc_md=__doc__,
    tags=["newsmill"],
    max_active_runs=4,
    dagrun_timeout=timedelta(hours=12),
    params={
        "day": Param(None, type=["null", "string"], format="date",
                     description="The day to load, for a run without logical date (YYYY-MM-DD)."),
        "sources": Param([], type="array", items={"type": "string"},
                         description="Only these sources of sources.yaml; empty means all."),
        "refetch": Param(False, type="boolean",
                         description="Read every record of the sources anew, changed or not."),
        "partial_day": Param(False, type="boolean", description="Load a day that is not over yet."),
    },
)  # fmt: skip
def news_daily() -> None:
    """One function per task; each calls its namesake in `stages`."""

    @task
    def plan(params: Any = None, dag_run: Any = None, logical_date: Any = None, ti: Any = None) -> list[str]:
        from include.newsmill import stages
        from include.newsmill.days import day_of_run

        now = _now()
        day = day_of_run(logical_date, asked=params["day"], now=now, partial_day=params["partial_day"])
        made = stages.plan(
            settings(),
            day=day,
            kind=str(dag_run.run_type).rpartition(".")[2].lower(),
            dag_run_id=dag_run.run_id,
            now=now,
            sources=params["sources"],
        )
        ti.xcom_push("plan", made)  # beside the return value, since Airflow maps over return values only
        return made["sources"]

    @task
    def fetch(plan: "Plan", source: str, params: Any = None, ti: Any = None) -> "Fetched":
        from include.newsmill import stages

        return stages.fetch(
            settings(),
            plan,
            source,
            now=_now(),
            attempt=ti.try_number,
            last_attempt=ti.try_number > ti.max_tries,
            refetch=params["refetch"],
        )

    @task
    def shard(fetched: "list[Fetched]") -> "list[Shard]":
        from include.newsmill import stages

        return stages.shard(settings(), list(fetched))

    @task
    def clean(plan: "Plan", shard: "Shard", ti: Any = None) -> "Worked":
        from include.newsmill import stages

        return stages.clean(settings(), plan, shard, attempt=ti.try_number)

    @task
    def extract(plan: "Plan", cleaned: "Worked", ti: Any = None) -> "Worked":
        from include.newsmill import stages

        return stages.extract(settings(), plan, cleaned, attempt=ti.try_number)

    @task
    def validate(
        plan: "Plan", fetched: "list[Fetched]", cleaned: "list[Worked]", extracted: "list[Worked]", ti: Any = None
    ) -> "Judged":
        from include.newsmill import stages

        return stages.validate(
            settings(), plan, list(fetched), cleaned=list(cleaned), extracted=list(extracted), attempt=ti.try_number
        )

    @task
    def load(plan: "Plan", judged: "Judged", fetched: "list[Fetched]") -> "Loaded":
        from include.newsmill import stages

        return stages.load(settings(), plan, judged, list(fetched), now=_now())

    @task(outlets=[WAREHOUSE])
    def report(loaded: "Loaded", outlet_events: Any = None) -> None:
        from include.newsmill import stages

        stages.report(settings(), loaded, now=_now())
        outlet_events[WAREHOUSE].add_partitions(loaded["day"])

    sources = plan()
    planned = sources["plan"]
    fetched = fetch.partial(plan=planned).expand(source=sources)
    cleaned = clean.partial(plan=planned).expand(shard=shard(fetched))
    extracted = extract.partial(plan=planned).expand(cleaned=cleaned)
    judged = validate(planned, fetched, cleaned, extracted)
    report(load(planned, judged, fetched))


def _now() -> datetime:
    from datetime import UTC

    return datetime.now(UTC)


news_daily()
