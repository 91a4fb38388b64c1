"""What the make targets do. Each command returns its exit status; a NewsmillError is printed by `__main__`."""

import shutil
import sys
import time
from datetime import UTC, datetime

from rich.console import Console

from include.newsmill.days import day_of_run
from include.newsmill.errors import NewsmillError
from include.newsmill.local import days, dotenv, lookup, report, runs
from include.newsmill.local import sql as asking
from include.newsmill.local.airflow import DAG
from include.newsmill.local.checkout import Checkout
from include.newsmill.local.services import Services
from include.newsmill.local.watch import Watch
from include.newsmill.sources import load_sources

HERE = Checkout()


def run(day: str = "", *, checkout: Checkout = HERE) -> int:
    """Load one day through Airflow and print what was found; without a day, the latest that any source has."""
    console, clock = _console(), time.monotonic()
    services = Services(checkout)
    asked = day_of_run(None, asked=day.strip(), now=_now()) if day.strip() else None
    load_sources(services.settings.sources_file)  # a slip in it is told before anything starts
    with services.in_use(airflow=True):
        api = services.airflow.api()
        chosen = asked or lookup.latest_day(services.settings, now=_now())
        console.print(f"Airflow is up after {time.monotonic() - clock:.0f} s. Running {DAG} for {chosen}:")
        watch = Watch(api, console, services.airflow.check_alive)
        with runs.our_run(api, services.checkout, chosen, now=_now()) as run_id:
            state = watch.run(run_id)
        report.print_report(services.settings.dsn("reader"), run_id, console)
        if state != "success":
            console.print(f"\n[bold red]The run {run_id} failed.[/]")
            watch.explain(run_id)
    console.print(f"\nDone in {time.monotonic() - clock:.0f} s.", highlight=False)
    if state == "success":
        _print_next(console)
    return 0 if state == "success" else 1


def up(*, checkout: Checkout = HERE) -> int:
    """Start everything and leave it running."""
    services = Services(checkout)
    services.up()
    console = _console()
    console.print(f"Airflow    {services.airflow.address()}", highlight=False)
    password = services.checkout.airflow_secrets()["password"]
    console.print(f"  log in   admin  {password}", highlight=False, markup=False)
    console.print(f"Warehouse  {services.settings.dsn('reader')}", highlight=False, markup=False)
    console.print("The daily schedule is on. Stop with: make down")
    return 0


def down(*, checkout: Checkout = HERE) -> int:
    """Stop everything of this checkout."""
    Services(checkout).down()
    _console().print("All stopped.")
    return 0


def backfill(first: str = "", last: str = "", pending: str = "", *, checkout: Checkout = HERE) -> int:
    """Load a range of days by a real Airflow backfill, also days loaded before; or the pending days."""
    console = _console()
    services = Services(checkout)
    asked = None if pending else days.parse_range(first, last, now=_now())
    load_sources(services.settings.sources_file)
    with services.in_use(airflow=True):
        api = services.airflow.api()
        ranges = [asked] if asked else days.contiguous(lookup.pending_days(services.settings, now=_now()))
        if not ranges:
            console.print("No day is pending: all that the sources have is loaded.")
        watch = Watch(api, console, services.airflow.check_alive)
        failed, dsn = 0, services.settings.dsn("reader")
        for start, end in ranges:
            console.print(f"Backfill of {start} .. {end}:")
            with runs.our_backfill(api, services.checkout, start, end) as number:
                failed += watch.backfill(number, start, end, lambda run_id: report.status_line(dsn, run_id))
    return 1 if failed else 0


def sql(query: str = "", *, checkout: Checkout = HERE) -> int:
    """Answer a query as CSV on standard output, or open a prompt."""
    services = Services(checkout)
    if services.is_embedded and not services.server.cluster.exists():
        raise NewsmillError("There is no warehouse yet: `make run` makes one and fills it.")
    with services.in_use(airflow=False):
        dsn = services.settings.dsn("reader")
        if not query.strip():
            return asking.prompt(dsn)
        asking.write_csv(dsn, query, sys.stdout)
    return 0


def env() -> int:
    """Write .env for docker compose; one that is there is kept."""
    root = HERE.root
    made = dotenv.write_dotenv(root / ".env.example", root / ".env")
    _console().print(
        ".env written, with new random secrets." if made else ".env is there already; it is kept as it is."
    )
    return 0


def reset(yes: str = "", *, checkout: Checkout = HERE) -> int:
    """Stop everything and delete all that was loaded and kept."""
    if not yes:
        print(f"This deletes {checkout.data} and {checkout.run}: warehouse, raw files, Airflow's history.")
        if not sys.stdin.isatty() or input("Type yes to go on: ").strip() != "yes":
            print("Nothing deleted. Without being asked: make reset YES=1", file=sys.stderr)
            return 1
    services = Services(checkout)
    services.down()
    services.server.remove()
    shutil.rmtree(checkout.data, ignore_errors=True)
    shutil.rmtree(checkout.run, ignore_errors=True)
    print("Deleted. `make run` starts from nothing.")
    return 0


def _print_next(console: Console) -> None:
    for command, what in (
        ('make -s sql Q="select actor, event_type, recipient, event_start from news.events"', "ask the warehouse"),
        ("make up", "Airflow's UI with the News page, and the daily schedule"),
        ("make backfill FROM=2019-10-20 TO=2019-10-31", "load more days"),
    ):
        console.print(f"  {command}  [dim]{what}[/]", highlight=False)


def _console() -> Console:
    """The screen; a fixed width where it is a file, so that a log reads like the screen."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def _now() -> datetime:
    return datetime.now(UTC)
