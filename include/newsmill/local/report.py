"""What a run found, printed: read from the contract views, as any reader would."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import psycopg
from psycopg.rows import dict_row
from rich.console import Console
from rich.markup import escape
from rich.text import Text

ARTICLES_SHOWN = 5
EVENTS_SHOWN = 40
NAMES_SHOWN = 12
STAGES = ("plan", "fetch", "shard", "clean", "extract", "validate", "load", "report")
_EVENT_HEAD = ("who", "type", "whom", "when", "where", "modality")

Row = dict[str, Any]

_LOAD = "SELECT * FROM news.loads WHERE dag_run_id = %(run_id)s ORDER BY load_id DESC LIMIT 1"
_ARTICLES = """
SELECT coalesce(headline, description, left(body, 160)) AS title, source, word_count, language, extraction_skipped,
       duplicate_of, count(*) OVER () AS total
FROM news.articles WHERE day = %(day)s ORDER BY published_at NULLS LAST, article_id LIMIT %(shown)s"""
_ENTITIES = """
SELECT kind, count(*) AS total, array_agg(name ORDER BY mentions DESC, name) AS names
FROM (SELECT e.kind, e.name, count(*) AS mentions
      FROM news.mentions m JOIN news.entities e USING (entity_id) JOIN news.articles a USING (version_id)
      WHERE a.day = %(day)s GROUP BY e.entity_id, e.kind, e.name) counted
GROUP BY kind ORDER BY total DESC, kind"""
_EVENTS = """
SELECT e.*, substring(a.body, e.char_start + 1, e.char_end - e.char_start) AS sentence, count(*) OVER () AS total,
       (SELECT string_agg(name, ', ' ORDER BY participant_no) FROM news.event_participants p
        WHERE p.event_id = e.event_id AND role = 'actor') AS who,
       (SELECT string_agg(name, ', ' ORDER BY participant_no) FROM news.event_participants p
        WHERE p.event_id = e.event_id AND role = 'recipient') AS whom
FROM news.events e JOIN news.articles a USING (version_id)
WHERE a.day = %(day)s ORDER BY a.article_id, e.event_no LIMIT %(shown)s"""
_VALIDATIONS = "SELECT * FROM news.validations WHERE load_id = %(load_id)s ORDER BY success, suite, rule"
_OUTCOMES = "SELECT * FROM news.outcomes WHERE day = %(day)s ORDER BY source, outcome, reason"


def status_line(dsn: str, run_id: str) -> str:
    """One line about the load of a run: its status and what it published."""
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        load = connection.execute(_LOAD.encode(), {"run_id": run_id}).fetchone()
    if load is None:
        return "no load was recorded"
    counts = load["counts"]
    names = (("articles", "article"), ("entities", "entity"), ("events", "event"))
    found = [_counted(counts[many], one, many) for many, one in names if counts.get(many)]
    return f"{load['status']:<10}{', '.join(found)}".rstrip()


def print_report(dsn: str, run_id: str, console: Console) -> None:
    """Print articles, entities by kind, events, validation and the load of one run.

    Prints one line only when the run recorded no load.
    """
    with psycopg.connect(dsn, row_factory=dict_row, application_name="make run") as connection:
        load = connection.execute(_LOAD.encode(), {"run_id": run_id}).fetchone()
        if load is None:
            console.print("The run recorded no load.")
            return

        def ask(query: str, shown: int = 0) -> list[Row]:
            wanted = {"day": load["day"], "load_id": load["load_id"], "shown": shown}
            return connection.execute(query.encode(), wanted).fetchall()

        _print_articles(ask(_ARTICLES, ARTICLES_SHOWN), load, console)
        _print_entities(ask(_ENTITIES), console)
        _print_events(ask(_EVENTS, EVENTS_SHOWN), console)
        _print_validations(ask(_VALIDATIONS), console)
        _print_load(load, ask(_OUTCOMES), console)


def _print_articles(articles: Sequence[Row], load: Row, console: Console) -> None:
    total = articles[0]["total"] if articles else 0
    console.print(f"\n[bold]{load['day']}: {_counted(total, 'article')}[/]")
    for one in articles:
        notes = [f"{one['word_count']} words", one["language"], f"from {one['source']}"]
        notes += ["same text as another"] if one["duplicate_of"] else []
        notes += [one["extraction_skipped"]] if one["extraction_skipped"] else []
        _print_wrapped(f"{one['title']} ({', '.join(notes)})", console, indent=2)
    _print_rest(total, len(articles), "select * from news.articles", console)


def _print_entities(kinds: Sequence[Row], console: Console) -> None:
    console.print(f"\n[bold]{_counted(sum(one['total'] for one in kinds), 'entity', 'entities')}[/]")
    for one in kinds:
        names = one["names"][:NAMES_SHOWN]
        more = f" … and {one['total'] - len(names)} more" if one["total"] > len(names) else ""
        head = f"{one['total']:>5}  {one['kind']:<13}"
        lines = textwrap.wrap(", ".join(names) + more, max(console.width - len(head) - 2, 20))
        console.print(Text(head + ("\n" + " " * len(head)).join(lines)), highlight=False)


def _print_events(events: Sequence[Row], console: Console) -> None:
    total = events[0]["total"] if events else 0
    console.print(f"\n[bold]{_counted(total, 'event')}[/]")
    rows = [_event_cells(one) for one in events]
    widths = _widths([_EVENT_HEAD, *rows], console.width - 4)
    if events:
        console.print(f"  [dim]{_line(_EVENT_HEAD, widths)}[/]", highlight=False)
    for cells, one in zip(rows, events, strict=True):
        console.print("  " + escape(_line(cells, widths)), highlight=False)
        # Each event's evidence, over the whole width below it: a column would be too narrow for a sentence.
        _print_wrapped(one["sentence"], console, indent=4, style="dim")
    _print_rest(total, len(events), "select * from news.events", console)


def _event_cells(event: Row) -> tuple[str, ...]:
    where = ", ".join(filter(None, [event["place_name"], event["place_country"]]))
    when = _span(event["event_start"], event["event_end"])
    return event["who"] or "—", event["event_type"], event["whom"] or "—", when, where or "—", event["modality"]


def _print_validations(validations: Sequence[Row], console: Console) -> None:
    broken = [one for one in validations if not one["success"]]
    if not validations:
        console.print("\n[bold]Nothing to validate[/]")
        return
    checked = f"{len(validations)} rules of Great Expectations"
    console.print(f"\n[bold]Validation:[/] {checked}, " + (f"{len(broken)} broken" if broken else "all hold"))
    for one in broken:
        said = f"{one['suite']}: {one['rule']} ({one['severity']}), {one['rows_failed']} of {one['rows_checked']} rows"
        console.print(f"  [yellow]![/] {escape(said)}", highlight=False)


def _print_load(load: Row, outcomes: Sequence[Row], console: Console) -> None:
    colour = {"published": "green", "empty": "green", "partial": "yellow"}.get(load["status"], "red")
    console.print(f"\n[bold]Load {load['load_id']}:[/] [{colour}]{load['status']}[/], {load['kind']} run")
    if load["refusal"]:
        console.print(f"  [red]{escape(load['refusal'])}[/]")
    for one in outcomes:
        reason = f" ({one['reason']})" if one["reason"] else ""
        console.print(f"  {one['records']} {one['outcome']}{reason} from {one['source']}", highlight=False)
    seconds: Mapping[str, float] = load["stage_seconds"]
    if seconds:
        console.print(
            "  seconds: " + ", ".join(f"{name} {seconds[name]:.1f}" for name in sorted(seconds, key=STAGES.index)),
            highlight=False,
        )


def _print_wrapped(text: str, console: Console, *, indent: int, style: str = "") -> None:
    lines = textwrap.wrap(text, max(console.width - indent - 2, 20))
    console.print(Text(textwrap.indent("\n".join(lines), " " * indent), style=style), highlight=False)


def _print_rest(total: int, shown: int, query: str, console: Console) -> None:
    if total > shown:
        console.print(f'  … and {total - shown} more: make -s sql Q="{query}"', highlight=False)


def _widths(rows: Sequence[Sequence[str]], available: int) -> list[int]:
    """Columns of each cell: as wide as needed, the widest narrowed until a line fits."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > available and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_shortened(cell, width).ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _shortened(text: str, columns: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= columns else flat[: columns - 1] + "…"


def _span(start: date | None, end: date | None) -> str:
    """A day, or a range with as much of its end as differs in month or year.

    >>> _span(date(2019, 11, 16), date(2019, 11, 17))
    '2019-11-16..17'
    """
    if start is None or end is None:
        return "—"
    if start == end:
        return str(start)
    return f"{start}..{end.day:02}" if (start.year, start.month) == (end.year, end.month) else f"{start}..{end}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
