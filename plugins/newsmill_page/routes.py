"""The addresses of the News page: read what one page needs, hand it to a template."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import FileResponse, Response

from plugins.newsmill_page import articles, queries
from plugins.newsmill_page.article_page import article_page
from plugins.newsmill_page.reader import reader_dsn, reading
from plugins.newsmill_page.rendering import HERE, STATIC, render

router = APIRouter()

WINDOWS = (7, 30, 90, 365)  # days the outcomes page can look back over
PAGE_MAX = 1_000
INT4_MAX = 2_147_483_647


@router.get("/")
def days(request: Request, before: date | None = None, status: str | None = None) -> Response:
    """The loaded days, newest first."""
    if status not in {None, *queries.STATUSES}:
        raise HTTPException(404, "There is no such status.")
    with reading(reader_dsn()) as connection:
        found = queries.latest_loads(connection, before=before, status=status)
        summary, pending = queries.summary(connection), queries.pending(connection)
    shown = found[: queries.DAYS_A_PAGE]
    return render(
        request, "days.html", summary=summary, pending=pending, loads=shown, has_more=len(found) > len(shown),
        before=before, status=status,
        statuses=queries.STATUSES, most_articles=max((load.counts.get("articles", 0) for load in shown), default=0),
    )  # fmt: skip


@router.get("/days/{day}")
def one_day(request: Request, day: date, page: Annotated[int, Query(ge=1, le=PAGE_MAX)] = 1) -> Response:
    """A day: its articles, how its records ended, what the checks said, and its loads."""
    with reading(reader_dsn()) as connection:
        loads = queries.loads_of(connection, day)
        pending = queries.pending(connection, day)
        if not loads and not pending:
            raise HTTPException(404, f"The day {day} has not been loaded.")
        earlier, later = queries.neighbours(connection, day)
        lines = articles.articles_of(connection, day, page=page)
        outcomes = queries.outcomes(connection, day=day)
        verdicts = queries.verdicts(connection, loads[0].load_id) if loads else []
    shown = lines[: articles.ARTICLES_A_PAGE]
    return render(
        request, "day.html", day=day, loads=loads, pending=pending, earlier=earlier, later=later, articles=shown,
        page=page, has_more=len(lines) > len(shown), outcomes=outcomes, verdicts=verdicts,
    )  # fmt: skip


@router.get("/articles/{article_id}")
def one_article(
    request: Request, article_id: UUID, version: Annotated[int | None, Query(ge=1, le=INT4_MAX)] = None
) -> Response:
    """An article with its mentions and events."""
    with reading(reader_dsn()) as connection:
        text = articles.article(connection, article_id, version=version)
        if text is None:
            raise HTTPException(404, "The warehouse holds no such article or version.")
        mentions = articles.mentions_in(connection, text.version_id)
        events = articles.events_in(connection, text.version_id)
        participants = articles.participants_in(connection, text.version_id)
        versions = articles.versions_of(connection, article_id)
    page = article_page(text, mentions, events, participants)
    return render(request, "article.html", article=text, page=page, versions=versions)


@router.get("/outcomes")
def outcomes(request: Request, window: int = 30) -> Response:
    """How records ended over the last days, by reason: the first look when something is missing."""
    if window not in WINDOWS:
        raise HTTPException(404, "The page looks back over " + ", ".join(map(str, WINDOWS)) + " days.")
    with reading(reader_dsn()) as connection:
        newest = queries.newest_day(connection)
        since = newest - timedelta(days=window - 1) if newest else None
        found = queries.outcomes(connection, since=since) if since else []
    return render(
        request, "outcomes.html", outcomes=found, since=since, newest=newest, window=window, windows=WINDOWS
    )  # fmt: skip


@router.get("/static/{name}")
def static(name: Annotated[str, Path(max_length=100)]) -> Response:
    """A file of ours, by its name in a fixed list; the address carries a version, so a browser may keep it."""
    if name not in STATIC:
        raise HTTPException(404, "There is no such file.")
    headers = {"Cache-Control": "private, max-age=86400"}
    return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=headers)


@router.get("/{_:path}")
def anything_else(_: str) -> Response:
    """Any other address: asked for by a signed-in person, it is a page that does not exist."""
    raise HTTPException(404, "This address names no page.")
