"""The canonical URL of an article: its identity, free of tracking, AMP and other ways to write the same address."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from include.newsmill.cleaning.jsonld import Node, texts
from include.newsmill.cleaning.markup import Markup

_URL_CHARS_MAX = 2000
_FORBIDDEN = re.compile('[\\s\x00-\x1f\x7f<>"\\\\^`{|}\ud800-\udfff]')
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)*")
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~%"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

# Parameters that only ever say where a reader came from. Names that some site uses for content (cid, src, ref, id)
# stay: two addresses of one article cost a link by duplicate_of, two articles under one address cost an article.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|custom\d|bbc_team|format|link_\w+|ptr_\w+)|"
    r"fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|mkt_tok|_ga|_gl|"
    r"_hs(?:enc|mi)|__twitter_impression|cmpid|icid|ncid|ocid|smid|smtyp|s_cid|xtor|tpcc|wt_\w+|fb_ref|fb_source|"
    r"ref_src|ref_url|guce\w*|guccounter|soc_src|soc_trk|amp_js_v|amp_gsa|amp_kit|usqp",
    re.IGNORECASE,
)
_AMP_PARAMETER = re.compile(r"(?:is)?amp(?:=(?:1|true)?)?|output(?:type)?=amp", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?<=[^/])(?:/amp/?|\.amp(?=\.html?$)|\.amp)$|(?<=[^/])\.amp(?=\.html?$)", re.IGNORECASE)
_AMP_VIEWER = re.compile(r"/(?:amp|[civ])/(?P<https>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")


def canonical_url(url: str, base: str | None = None) -> str | None:
    """One spelling for all addresses of the same page.

    Args:
        url: an address, relative ones too where `base` is known.
        base: absolute address that a relative `url` starts from.

    Returns:
        http(s) scheme and host in lower case (IDNA), no user, default port, fragment, tracking or AMP; percent
        encoding in one form. None for what is no web address. A fixed point: canonical_url of it is itself.

    >>> canonical_url("HTTPS://Example.com:443/a/../b/amp/?utm_source=x&id=7#top")
    'https://example.com/b?id=7'
    """
    try:
        current = urljoin(base, url.strip()) if base else url.strip()
        while (better := _one_pass(current)) not in (None, current):
            current = str(better)
    except ValueError:  # a port or an IPv6 address that is none, a host that IDNA refuses
        return None
    return better


def page_url(markup: Markup, article: Node | None, url: str | None) -> str | None:
    """The canonical URL of a page: what it declares, else where it was read.

    A front page is no article's address: many sites declare it on every page, so it is passed over.
    """
    base = urljoin(url or "", markup.base or "") or None
    for declared in _declared(markup, article):
        if (found := canonical_url(declared, base)) and not _is_front_page(found):
            return found
    return canonical_url(url) if url else None


def _declared(markup: Markup, article: Node | None) -> Iterator[str]:
    if markup.canonical:
        yield markup.canonical
    yield from markup.metas.get("og:url", ())
    if article:
        yield from texts(article.get("mainEntityOfPage"), "@id", "url")
        yield from texts(article.get("url"), "@id", "url")


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _one_pass(url: str) -> str | None:
    if len(url) > _URL_CHARS_MAX or _FORBIDDEN.search(url):
        return None
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = _host((parts.hostname or "").rstrip("."))
    if scheme not in _DEFAULT_PORTS or host is None:
        return None
    if viewed := _behind_amp_viewer(host, parts):
        return viewed
    port = "" if parts.port in (None, _DEFAULT_PORTS[scheme]) else f":{parts.port}"
    path = _AMP_PATH.sub("", _without_dots(_encoded(parts.path, _SAFE_IN_PATH))) or "/"
    query = "&".join(
        piece
        for piece in _encoded(parts.query, _SAFE_IN_QUERY).split("&")
        if piece and not _TRACKING.fullmatch(piece.split("=", 1)[0]) and not _AMP_PARAMETER.fullmatch(piece)
    )
    return urlunsplit((scheme, host + port, path, query, ""))


def _host(host: str) -> str | None:
    """Host in lower-case ASCII; None for what no name server could know."""
    if ":" in host:
        return f"[{host}]"  # urlsplit has checked that it is an IPv6 address
    ascii_host = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    return ascii_host if _HOST.fullmatch(ascii_host) else None


def _behind_amp_viewer(host: str, parts: SplitResult) -> str | None:
    """The address inside a link to Google's AMP viewer or the AMP cache; None for all others."""
    if not (host.endswith(".cdn.ampproject.org") or re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host)):
        return None
    match = _AMP_VIEWER.fullmatch(parts.path)
    if match is None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"http{'s' if match['https'] else ''}://{match['rest']}{query}"


def _encoded(part: str, safe: str) -> str:
    """Percent encoding in capitals, and only where a character needs it."""

    def shortest(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if _UNRESERVED.fullmatch(char) else match.group().upper()

    return quote(_ENCODED.sub(shortest, part), safe=safe)


def _without_dots(path: str) -> str:
    """The path without "." and ".." segments (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
        if last and segment in (".", ".."):
            kept.append("")
    return "/" + "/".join(kept)
