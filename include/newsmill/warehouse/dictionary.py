"""docs/data-dictionary.md, written from the comments in a migrated warehouse; a test holds the two together."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, text

_OPENING = """\
# Data dictionary

Written from the comments in the schema by `python -m include.newsmill.warehouse dictionary`; do not edit.
The views of `news` are the contract, version 1: columns may be added at the end, and nothing else changes.
Any member of the role `news_reader` may read them. The tables of `ops` below are for members of `news_operator`.
"""

_COMMENTED = text("""
SELECT n.nspname AS schema, c.relname AS name, obj_description(c.oid, 'pg_class') AS told,
       a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS meaning
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = 'news' AND c.relkind = 'v'
   OR n.nspname = 'ops' AND c.relkind = 'r' AND has_table_privilege('news_operator', c.oid, 'SELECT')
ORDER BY n.nspname, c.relname, a.attnum
""")
_FIRST = ("articles", "article_versions", "entities", "mentions", "mention_versions", "events", "event_versions")


def markdown(connection: Connection) -> str:
    """The whole page. Asked as the owner, who may see the comments of everything."""
    return "\n".join([_OPENING, *_sections(connection)])


def _sections(connection: Connection) -> Iterator[str]:
    rows = connection.execute(_COMMENTED).all()
    views = [(key, list(columns)) for key, columns in groupby(rows, key=attrgetter("schema", "name", "told"))]
    views.sort(key=lambda view: (view[0][0], _FIRST.index(view[0][1]) if view[0][1] in _FIRST else len(_FIRST)))
    for (schema, name, told), columns in views:
        yield f"## {schema}.{name}\n\n{told}\n\n| column | type | meaning |\n|---|---|---|"
        yield from (f"| {row.column} | {_short(row.type)} | {row.meaning} |" for row in columns)
        yield ""


def _short(type_: str) -> str:
    return type_.replace("timestamp with time zone", "timestamptz").replace("double precision", "double")
