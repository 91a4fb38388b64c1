"""When a page was published and changed, as it says itself: which element to believe, and to what precision."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from include.newsmill.cleaning.header import YEAR_MIN
from include.newsmill.cleaning.jsonld import Node, text, texts, types_of
from include.newsmill.cleaning.markup import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as written: a local date, and the instant where the text gives clock time and offset."""

    on: date
    at: datetime | None  # UTC
    precision: str  # second | minute | day
    offset: timedelta | None  # of the written clock from UTC
    evidence: str  # jsonld | meta | time | url


_ISO = re.compile(
    r"(?P<y>\d{4})[-/.]?(?P<m>\d\d)[-/.]?(?P<d>\d\d)"
    r"(?:[T ,]+(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?(?![\d:])",
    re.IGNORECASE,
)
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro",
            "february feb februar février febrero febbraio fevereiro",
            "march mar märz mars marzo março", "april apr avril abril aprile", "may mai mayo maggio maio",
            "june jun juni juin junio giugno junho", "july jul juli juillet julio luglio julho",
            "august aug août agosto", "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.? (?:de )?([^\W\d_]{3,10})\.?,? (?:de )?(\d{4})\b")
_MONTH_DAY_YEAR = re.compile(r"\b([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:(?P<gap>[/_-])(?P<m>\d{1,2}|[a-z]{3})(?P=gap)(?P<d>\d{1,2})|(?P<md>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_WRITTEN_CHARS_MAX = 100

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate",
    "http://ogp.me/ns/article#published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "citation_publication_date", "citation_online_date",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
    "prism.publicationdate", "date.created", "datecreated", "pub_date", "pubdate", "publish-date", "publishdate",
    "publish_date", "publication_date", "publication-date", "originalpublicationdate", "date_published", "date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "http://ogp.me/ns/article#modified_time", "datemodified", "og:updated_time",
    "date.modified", "date.updated", "lastupdate", "last-modified", "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_PUBLISHED_CLASS = re.compile(r"publi|posted|pubdate|entry-date|date|timestamp", re.IGNORECASE)
_CHANGED_CLASS = re.compile(r"updat|modif|changed|comment|related|event", re.IGNORECASE)


def parse_moment(written: str, evidence: str) -> Moment | None:
    """A date as machines or people write it; None where no day is certain (01/02/2020 is two days).

    >>> parse_moment("2019-10-25T14:03:00+02:00", "meta").at.isoformat()
    '2019-10-25T12:03:00+00:00'
    >>> parse_moment("Oct. 25, 2019", "time").on.isoformat()
    '2019-10-25'
    """
    written = written.strip()[:_WRITTEN_CHARS_MAX]
    try:
        if match := _ISO.match(written):
            return _from_iso(match, evidence)
        if match := _RFC_2822.match(written):
            return _from_clock(parsedate_to_datetime(match.group()), "second", evidence)
        if _EPOCH.fullmatch(written):
            return _from_clock(datetime.fromtimestamp(int(written[:10]), UTC), "second", evidence)
        day = _written_day(written)
    except (ValueError, OverflowError):
        return None
    return _day_only(day, evidence) if day else None


def _from_iso(match: re.Match[str], evidence: str) -> Moment | None:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["H"] is None or match["zone"] is None:
        return _day_only(day, evidence)  # a clock without offset is no instant
    zone = match["zone"].upper()
    offset = timedelta() if zone in ("Z", "UTC", "GMT") else _offset(zone)
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    clock = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=timezone(offset))
    return _from_clock(clock, "second" if match["S"] else "minute", evidence)


def _offset(zone: str) -> timedelta:
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (-1 if zone[0] == "-" else 1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def _from_clock(clock: datetime, precision: str, evidence: str) -> Moment | None:
    """Midnight to the second is how systems pad a date without time, so it counts as a day."""
    if clock.tzinfo is None or (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        return _day_only(clock.date(), evidence)
    if clock.year < YEAR_MIN or clock.timestamp() == 0:
        return None
    at = clock.astimezone(UTC)
    return Moment(on=clock.date(), at=at, precision=precision, offset=clock.utcoffset(), evidence=evidence)


def _day_only(day: date, evidence: str) -> Moment | None:
    if day.year < YEAR_MIN or day == date(1970, 1, 1):  # 0001-01-01 and the epoch stand for "unknown"
        return None
    return Moment(on=day, at=None, precision="day", offset=None, evidence=evidence)


def _written_day(written: str) -> date | None:
    if match := _DOTTED.search(written):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if (match := _DAY_MONTH_YEAR.search(written)) and (month := _MONTHS.get(match[2].lower())):
        return date(int(match[3]), month, int(match[1]))
    if (match := _MONTH_DAY_YEAR.search(written)) and (month := _MONTHS.get(match[1].lower())):
        return date(int(match[3]), month, int(match[2]))
    return None


def published(markup: Markup, article: Node | None, url: str | None) -> Moment | None:
    """When a page says it was published; None where it says nothing that can be believed.

    The first of JSON-LD, meta, <time> and the address that names a day decides on the day. If it gives no instant, the
    next that gives one on that day does. A time in UTC hides the publisher's local date: another element of the same
    instant with an offset, or an address one day away, tells it.
    """
    found = list(_candidates(markup, article, url))
    if not found:
        return None
    first = found[0]
    best = first if first.at else next((m for m in found if m.at and m.on == first.on), first)
    if best.at and not best.offset:
        for other in found:
            same_instant = other.at and other.offset and abs(other.at - best.at) < timedelta(minutes=1)
            if same_instant or (other.evidence == "url" and abs(other.on - best.on) == timedelta(days=1)):
                return replace(best, on=other.on)
    return best


def modified_at(markup: Markup, article: Node | None) -> datetime | None:
    """When a page says it was last changed (UTC); None where it gives no instant."""
    written = [text(article, "dateModified")] if article else []
    written += [value for name in _MODIFIED_METAS for value in markup.metas.get(name, ())]
    written += [value for kind, value in markup.times if "dateModified" in kind]
    return next((m.at for m in _parsed(written, "") if m.at), None)


def _candidates(markup: Markup, article: Node | None, url: str | None) -> Iterator[Moment]:
    nodes = [article] if article else []
    nodes += [node for node in markup.jsonld if node is not article and _is_of_page(node, markup)]
    yield from _parsed((text(node, "datePublished") for node in nodes), "jsonld")
    yield from _parsed((v for name in _PUBLISHED_METAS for v in markup.metas.get(name, ())), "meta")
    yield from _parsed((text(node, "dateCreated") for node in nodes), "jsonld")
    yield from _parsed((value for kind, value in markup.times if "datePublished" in kind), "time")
    yield from _parsed((value for kind, value in markup.times if _is_published_time(kind)), "time")
    yield from filter(None, [url_moment(url)])
    yield from _parsed((value for kind, value in markup.times[:1] if not _CHANGED_CLASS.search(kind)), "time")


def _is_of_page(node: Node, markup: Markup) -> bool:
    """Whether a node that is no article (WebPage, ClaimReview) still speaks about the page itself."""
    return "WebPage" in types_of(node) or (markup.canonical is not None and markup.canonical in texts(node.get("url")))


def _is_published_time(kind: str) -> bool:
    return bool(_PUBLISHED_CLASS.search(kind)) and not _CHANGED_CLASS.search(kind)


def _parsed(written: Iterable[str | None], evidence: str) -> Iterator[Moment]:
    return (moment for value in written if value and (moment := parse_moment(value, evidence)))


def url_moment(url: str | None) -> Moment | None:
    """The day in an address such as /2019/10/25/ or /2019/oct/25/; None where there is none for certain."""
    for match in _URL_DATE.finditer(urlsplit(url).path if url else ""):
        month, day = (match["m"], match["d"]) if match["gap"] else (match["md"][:2], match["md"][2:])
        try:
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            return _day_only(date(int(match["y"]), number, int(day)), "url")
        except (ValueError, KeyError):
            continue
    return None
