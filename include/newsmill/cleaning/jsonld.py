"""What a page says of itself in JSON-LD (schema.org): tolerant of broken blocks, bounded in size and depth."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

_BLOCKS_MAX = 50
_BLOCK_CHARS_MAX = 1_000_000
_TEXT_CHARS_MAX = 5_000  # of one string; a description has a few hundred
_NODES_MAX = 5_000  # over all blocks of a page
_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report"})
_LISTING_KEYS = frozenset({"itemListElement", "relatedLink", "isPartOf", "hasPart", "isBasedOn", "mentions", "comment"})

# Marks that hide a script from readers of the last century, and what is left of them when one of two was removed.
_OPENING_MARKS = ("<!--", "//", "/*", "<![CDATA[", "*/")
_CLOSING_MARKS = ("-->", "//", "*/", "]]>", "/*")
_MARKS_MAX = 4  # of each; no page has more
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def parse_jsonld(blocks: Iterable[str]) -> list[Node]:
    """All typed nodes of a page's JSON-LD blocks, outermost first, in document order.

    Args:
        blocks: texts of <script type="application/ld+json">. Comment marks, trailing commas, raw line ends in strings
            and escaped entities are forgiven; a block broken otherwise, nested too deep or too long counts as absent.

    Returns:
        Mappings with an "@type", nested ones included. A reference {"@id": …} is replaced by the node it names.
    """
    roots: list[Any] = []
    for number, block in enumerate(blocks):
        if number >= _BLOCKS_MAX:
            break
        if len(block) <= _BLOCK_CHARS_MAX:
            roots.extend(_loads(block))
    nodes = list(_walk(roots))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [_resolved(node, by_id) for node in nodes if "@type" in node]


def _loads(block: str) -> Iterator[Any]:
    """The JSON values in a block, one after the other; none from where it is broken."""
    text = _without_marks(block)
    decoder = json.JSONDecoder(strict=False)
    for candidate in (text, _TRAILING_COMMA.sub("", text), _TRAILING_COMMA.sub("", html.unescape(text))):
        position, values = 0, []
        try:
            while position < len(candidate):
                value, end = decoder.raw_decode(candidate, position)
                values.append(value)
                position = end + len(candidate[end:]) - len(candidate[end:].lstrip(" \t\r\n,;"))
        except (ValueError, RecursionError):
            if not values:
                continue
        yield from values
        return


def _without_marks(block: str) -> str:
    text = block.strip()
    for _ in range(_MARKS_MAX):
        for mark in _OPENING_MARKS:
            text = text.removeprefix(mark).lstrip()
        for mark in _CLOSING_MARKS:
            text = text.rstrip(" \t\r\n;").removesuffix(mark)
    return text.strip()


def _walk(roots: list[Any]) -> Iterator[Node]:
    """Mappings from the outside in; lists of other articles, comments and the like are not entered."""
    level, seen = roots, 0
    while level and seen < _NODES_MAX:
        following: list[Any] = []
        for value in level:
            seen += 1
            if isinstance(value, list):
                following.extend(value)
            elif isinstance(value, dict):
                yield value
                following.extend(v for k, v in value.items() if k not in _LISTING_KEYS and isinstance(v, dict | list))
            if seen >= _NODES_MAX:
                break
        level = following


def _resolved(node: Node, by_id: Mapping[str, Node]) -> Node:
    def follow(value: Any) -> Any:
        if isinstance(value, list):
            return [follow(item) for item in value]
        if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
            return by_id.get(value["@id"], value)
        return value

    return {key: follow(value) for key, value in node.items()}


def types_of(node: Node) -> set[str]:
    """Names of a node's types without schema.org's address."""
    declared = node.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return {re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)}


def is_article(node: Node) -> bool:
    """Whether a node describes an article: NewsArticle, its subtypes, or a kin that newspapers use."""
    return any(name.endswith("Article") or name in _ARTICLE_TYPES for name in types_of(node))


def texts(value: Any, *keys: str) -> list[str]:
    """The strings in a value: itself, the items of a list, or what a mapping has under the first of `keys`."""
    if isinstance(value, str):
        return (
            [html.unescape(value[:_TEXT_CHARS_MAX])] if value.strip() else []
        )  # many systems escape for HTML once too often
    if isinstance(value, list):
        return [text for item in value for text in texts(item, *keys)]
    if isinstance(value, dict):
        for key in (*keys, "@value"):
            if isinstance(value.get(key), str | list) and (found := texts(value[key], *keys)):
                return found
    return []


def text(node: Node, key: str, *inner: str) -> str | None:
    """The first string under a key of a node; None where there is none."""
    found = texts(node.get(key), *inner)
    return found[0] if found else None
