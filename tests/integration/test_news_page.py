"""The News page over a real API server, a real sign-in and a real warehouse."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import count

import httpx
import psycopg
import pyarrow as pa
import pytest
from bs4 import BeautifulSoup

from include.newsmill import schema
from include.newsmill.warehouse import catalogue, connect
from include.newsmill.warehouse.catalogue import CatalogueEntry
from include.newsmill.warehouse.load import LoadRequest, publish
from tests.builders import DAY, StagedDay
from tests.news_page import DEAD_DSN, NewsPage

SCRIPT = "<script>alert(1)</script>"
NOW = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
_load_ids = count(1)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with NewsPage(tmp_path_factory.mktemp("airflow")) as started:
        yield started


@pytest.fixture
def mill(page, warehouse, tmp_path):
    """Publishes days into a fresh warehouse that the page reads."""
    page.read_from(warehouse.reader)
    engine = connect(warehouse.loader)

    def publish_day(staged, **more):
        records = len(staged.tables["articles"]) + len(staged.tables["rejected"])
        request = LoadRequest(**{
            "load_id": next(_load_ids), "day": staged.day, "kind": "manual", "dag_run_id": "manual__test",
            "code_version": "0.1.0", "model_version": "test-1", "stage_seconds": {"validate": 3.0, "fetch": 0.5},
            "staged": staged.write(tmp_path), "validations": schema.VALIDATION.empty_table(),
            "refused_rows": schema.REFUSED_ROW.empty_table(), "sources_present": ("seeds",), "records_read": records,
            "now": NOW,
        } | more)  # fmt: skip
        return publish(engine, request)

    publish_day.engine = engine
    yield publish_day
    engine.dispose()


def soup(client, address, *, status=200):
    answer = client.get(f"/newsmill{address}")
    assert answer.status_code == status, answer.text[:500]
    return BeautifulSoup(answer.text, "lxml")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def filled(path):
    """An address that the route answers, whatever its parameters are."""
    given = {"day": "2019-10-25", "article_id": "2d967d75-12fe-5e30-86a6-ea4db08cd263", "name": "page.css"}
    return re.sub(r"{(\w+)(:\w+)?}", lambda found: given.get(found[1], "anything"), path)


def addresses(page):
    return [*(filled(path) for _, path, _ in page.routes), "/docs", "/openapi.json", "/static/..%2Fapp.py", "/days/x"]


def test_every_route_is_a_plain_one_and_answers_only_get(page):
    assert {kind for kind, _, _ in page.routes} == {"APIRoute"}
    assert {method for _, _, methods in page.routes for method in methods} == {"GET"}
    assert len(page.routes) >= 6


def test_anonymous_requests_are_refused_everywhere(page):
    answers = {address: page.anonymous.get(f"/newsmill{address}") for address in addresses(page)}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(answers, 401)
    assert all("/auth/login?next=" in answer.text for answer in answers.values())


def test_a_forged_token_is_refused_everywhere(page):
    head, _, _ = page.viewer.cookies["_token"].rpartition(".")
    with httpx.Client(base_url=page.anonymous.base_url, cookies={"_token": f"{head}.forged"}) as forger:
        assert {forger.get(f"/newsmill{address}").status_code for address in addresses(page)} <= {401, 403}


def test_a_signed_in_person_who_may_not_read_the_dag_is_refused_everywhere(page):
    assert page.guest.get("/api/v2/dags/news_daily").status_code == 403  # the role that proves it
    assert {page.guest.get(f"/newsmill{address}").status_code for address in addresses(page)} == {403}


def test_every_answer_forbids_scripts_and_other_frames(page):
    for address in ("/", "/static/page.css", "/nowhere"):
        headers = page.viewer.get(f"/newsmill{address}").headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"].startswith("private")


def test_airflow_shows_the_page_in_its_navigation(page):
    assert page.admin.get("/api/v2/plugins/importErrors").json()["import_errors"] == []
    [plugin] = [p for p in page.admin.get("/api/v2/plugins").json()["plugins"] if p["name"] == "newsmill_news_page"]
    [view] = plugin["external_views"]
    assert (view["name"], view["url_route"], view["nav_top_level"]) == ("News", "news", True)
    for address in (view["href"], view["icon"], view["icon_dark_mode"]):
        assert not address.startswith("/")  # so that it also works where Airflow lives under a prefix
        assert page.viewer.get(f"/{address}").status_code in {200, 503}


@pytest.mark.parametrize("address", ["/", "/days/2019-10-25", "/outcomes"])
def test_a_warehouse_that_is_down_is_said_with_what_to_do_and_no_secret(page, address):
    page.read_from(None)  # the setting of this server names a socket that is not there
    answer = page.viewer.get(f"/newsmill{address}")
    assert answer.status_code == 503
    assert "does not answer" in answer.text
    assert "make up" in answer.text
    assert "secret-word" in DEAD_DSN
    assert "secret-word" not in answer.text


def test_a_server_without_the_contract_views_is_told_from_one_that_is_down(page, server):
    page.read_from(server.dsn("reader", "postgres"))
    found = soup(page.viewer, "/", status=503)
    assert "not prepared" in text_of(found.h1)
    assert "make run" in text_of(found)


def test_an_empty_warehouse_says_how_to_fill_it(page, mill):
    assert "make run" in text_of(soup(page.viewer, "/"))
    assert "make run" in text_of(soup(page.viewer, "/outcomes"))


def test_days_show_status_and_counts_a_page_at_a_time(page, mill, warehouse):
    with psycopg.connect(warehouse.loader) as loader:
        loader.execute(
            "INSERT INTO ops.loads (load_id, day, kind, status, sources_absent, counts, stage_seconds, loaded_at)"
            " SELECT -back, %s::date - back, 'backfill', 'empty', '{}', '{\"articles\": 0}', '{}', now()"
            " FROM generate_series(1, 30) back",
            [DAY],
        )
    full = StagedDay(DAY)
    full.add(), full.add(), full.reject()
    mill(full)
    first = soup(page.viewer, "/")
    rows = [text_of(row) for row in first.select("tbody tr")]
    assert len(rows) == 30
    assert rows[0].startswith("25 Oct 2019 published 2 6 3 2 1")
    assert rows[1].startswith("24 Oct 2019 empty 0")
    older = soup(page.viewer, first.find("a", rel="next")["href"].removeprefix("/newsmill"))
    assert [row.th.get_text() for row in older.select("tbody tr")] == ["25 Sep 2019"]
    only = soup(page.viewer, "/?status=published")
    assert [row.th.get_text() for row in only.select("tbody tr")] == ["25 Oct 2019"]


def test_days_never_loaded_and_records_waiting_are_shown(page, mill):
    mill(StagedDay(DAY))
    mill(StagedDay(DAY - timedelta(days=3)))
    late = CatalogueEntry(source="seeds", locator="late.txt", fingerprint="f", stamp="s", day=DAY)
    with mill.engine.begin() as connection:
        catalogue.record(connection, "seeds", [late], now=NOW)
    days = text_of(soup(page.viewer, "/"))
    assert "2 days never loaded" in days
    assert "25 Oct 2019 seeds 1 record" in days
    assert "make backfill PENDING=1" in text_of(soup(page.viewer, f"/days/{DAY}"))


def test_a_day_lists_its_articles_outcomes_checks_and_loads(page, mill):
    staged = StagedDay()
    staged.add(headline="Talks in Lima"), staged.reject()
    verdict = {
        "suite": "events", "rule": "confidence_between_0_and_1", "scope": "row", "severity": "warning",
        "success": False, "rows_checked": 1, "rows_failed": 1, "detail": "found 2.0",
    }  # fmt: skip
    mill(staged, validations=pa.Table.from_pylist([verdict], schema.VALIDATION))
    day = soup(page.viewer, f"/days/{DAY}")
    whole = text_of(day)
    assert "2 records read: 1 written, 1 quarantined." in whole
    assert "quarantined too short seeds 1" in whole
    assert "confidence between 0 and 1 found 2.0 events warning 1 1" in whole
    assert re.search(r"fetch 0\.5 s validate 3\.0 s load \S+ s manual__test", whole)
    article = day.find("a", string=lambda words: words and "Talks in Lima" in words)
    assert text_of(soup(page.viewer, article["href"].removeprefix("/newsmill")).h1) == "Talks in Lima"
    assert "too short seeds 1 1 25 Oct 2019" in text_of(soup(page.viewer, "/outcomes"))


def test_a_refused_day_says_why(page, mill):
    staged = StagedDay()
    staged.add()
    mill(staged, refusal="unique_version did not hold on 2 rows.")
    day = text_of(soup(page.viewer, f"/days/{DAY}"))
    assert "The gate refused this load: unique_version did not hold on 2 rows." in day
    assert "holds no article of this day" in day


def test_the_articles_of_a_day_come_in_pages(page, mill):
    staged = StagedDay()
    for number in range(51):
        staged.add(headline=f"Headline {number}")
    mill(staged)
    assert len(soup(page.viewer, f"/days/{DAY}").select("td.figure")) > 50
    second = soup(page.viewer, f"/days/{DAY}?page=2")
    assert len(second.select("th.headline")) == 1
    assert second.find("a", rel="prev")["href"] == "?page=1#articles"


def test_an_article_shows_its_mentions_and_events_in_the_text(page, mill):
    staged = StagedDay()
    article = staged.add().article
    mill(staged)
    shown = soup(page.viewer, f"/articles/{article['article_id']}")
    body = shown.select_one(".body")
    assert [m.get_text() for m in body.select(".mention")] == ["Ann Lee", "Bob Roy", "Lima"]
    evidence = body.select_one(".evidence")
    assert evidence.select_one(".action").get_text() == "met"
    card = shown.select_one("#event-1")
    assert evidence.select_one("a.reference")["href"] == "#event-1"
    assert card.blockquote.a["href"] == f"#{evidence['id']}"
    told = text_of(card)
    for words in ("consult", "asserted", "Who Ann Lee", "To whom Bob Roy", "25 Oct 2019", "Lima", "0.75"):
        assert words in told
    for link in shown.select("aside a"):
        assert shown.select_one(link["href"]) is not None, link
    for chip in body.select("a.reference"):
        chip.extract()
    assert " ".join(body.get_text().split()) == article["body"]


def test_markup_in_an_article_is_inert_text(page, mill):
    staged = StagedDay()
    text = f"{SCRIPT} President Ann Lee met Bob Roy in Lima. <img src=x onerror=alert(1)></div> & the rest."
    hostile = staged.add(
        text=text, headline=f"{SCRIPT} in a headline", publisher='"><form onclick=x>Evil', byline="</p>"
    )
    hostile.entities["actor"]["name"] = hostile.participants["actor"]["name"] = f"Ann{SCRIPT}"
    mill(staged)
    for address in (f"/articles/{hostile.article['article_id']}", f"/days/{DAY}"):
        shown = soup(page.viewer, address)
        assert not shown.find_all(["script", "img", "iframe", "object", "style", "form"])
        assert not [tag for tag in shown.find_all() if any(a.startswith("on") or a == "style" for a in tag.attrs)]
        assert SCRIPT in shown.get_text()
    assert f"{SCRIPT} President" in soup(page.viewer, f"/articles/{hostile.article['article_id']}").main.get_text()


def test_pages_refer_to_nothing_outside_the_page(page, mill):
    staged = StagedDay()
    article = staged.add(url="javascript:alert(1)", canonical_url="https://example.org/a").article
    mill(staged)
    for address in ("/", f"/days/{DAY}", f"/articles/{article['article_id']}", "/outcomes"):
        shown = soup(page.viewer, address)
        references = [
            tag.get("href") or tag.get("src") for tag in shown.find_all() if tag.get("href") or tag.get("src")
        ]
        assert all(re.match(r"/newsmill/|#|\?", reference) for reference in references), references


def test_earlier_versions_and_repeats_are_linked(page, mill):
    first = StagedDay(DAY - timedelta(days=1))
    repeated = first.add(locator="b.txt", text="President Ann Lee met Bob Roy in Lima.")
    first.add(locator="a.txt", headline="As first seen")
    mill(first)
    second = StagedDay(DAY)
    changed = second.add(locator="a.txt", headline="As changed").article
    repeat = second.add(locator="c.txt", text="President Ann Lee met Bob Roy in Lima.").article
    mill(second)
    shown = soup(page.viewer, f"/articles/{changed['article_id']}")
    assert text_of(shown.h1) == "As changed"
    assert [a["href"] for a in shown.select('nav[aria-label="Versions"] a')] == ["?version=1", "?version=2"]
    assert text_of(soup(page.viewer, f"/articles/{changed['article_id']}?version=1").h1) == "As first seen"
    link = soup(page.viewer, f"/articles/{repeat['article_id']}").find("a", string="the first article")
    assert link["href"] == f"/newsmill/articles/{repeated.article['article_id']}"


def test_a_text_that_was_not_searched_says_why(page, mill):
    staged = StagedDay()
    german = staged.add(text="Der Bundestag tagt am Freitag.", bare=True, language="de")
    german.extraction["skipped"] = "language de: no model"
    mill(staged)
    shown = soup(page.viewer, f"/articles/{german.article['article_id']}")
    assert "Not looked for: language de: no model." in text_of(shown.aside)
    assert shown.select_one(".body")["lang"] == "de"


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere", "/days/2019-02-30", "/days/2001-01-01", "/days/2019-10-25?page=0", "/articles/1", "/?status=x",
        "/articles/2d967d75-12fe-5e30-86a6-ea4db08cd263", "/outcomes?window=31", "/static/app.py", "/?before=x",
        "/articles/2d967d75-12fe-5e30-86a6-ea4db08cd263?version=99999999999",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_said_in_a_page(page, mill, address):
    assert text_of(soup(page.viewer, address, status=404).h1) == "Not found"


def test_dates_far_away_do_no_harm(page, mill):
    assert page.viewer.get(f"/newsmill/?before={date.min}").status_code == 200
    assert page.viewer.get(f"/newsmill/days/{date.max}").status_code == 404
