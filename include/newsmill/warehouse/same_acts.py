"""One key for an act that several articles of a day tell: the last thing that a publish writes.

What two newsrooms tell can only be matched with both texts at hand, so keys follow from all current versions of the
articles published on one day, and are made anew with each load that has one of them or takes one away.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, RowMapping, text

from include.newsmill.coreference.affairs import topic_of
from include.newsmill.coreference.joining import event_keys
from include.newsmill.coreference.telling import Day, Party, Telling
from include.newsmill.warehouse.incoming import copy_rows

# Days on which an article of this load is published, or was until now. Also those where nothing changed: a day that is
# run again gets the keys of today's code.
DAYS = """
SELECT DISTINCT day FROM (
  SELECT published_before AS day FROM touched_articles
  UNION SELECT a.published_on FROM touched_articles t JOIN core.articles a USING (article_id)
  UNION SELECT published_on FROM run_observations) days
WHERE day IS NOT NULL ORDER BY day
"""

# Read once and counted, since the planner knows nothing of a day that was just written.
_DAY_VERSIONS = (
    "DROP TABLE IF EXISTS pg_temp.day_versions",
    """
CREATE TEMP TABLE day_versions ON COMMIT DROP AS
SELECT article_id, version_id FROM core.articles WHERE published_on = :day
""",
    "ANALYZE day_versions",
)

_EVENTS = """
SELECT e.event_id, a.article_id, e.event_type, e.underlying_type, e.mode, e.modality, e.event_start, e.event_end,
       e.date_basis, e.place_entity_id, e.place_name, e.place_country, e.latitude IS NOT NULL AS has_point, e.killed,
       coalesce(e.told_in[1], 0) AS first_told_in, e.act_vector AS vector
FROM day_versions a JOIN core.events e USING (version_id)
"""

_PARTIES = """
SELECT p.event_id, p.role, p.name, p.code, p.entity_id, x.kind
FROM day_versions a JOIN core.events e USING (version_id) JOIN core.event_participants p USING (event_id)
LEFT JOIN core.version_entities x ON x.version_id = a.version_id AND x.entity_id = p.entity_id
ORDER BY p.event_id, p.role, p.participant_no
"""

_TEXTS = """
SELECT a.article_id, v.body FROM day_versions a JOIN core.versions v USING (version_id)
"""

_TEXTS_AT_ONCE = 500  # of which no more than their words are kept

_WRITE = """
UPDATE core.events e SET event_key = k.event_key
FROM day_keys k WHERE e.event_id = k.event_id AND e.event_key IS DISTINCT FROM k.event_key
"""

# A text that was replaced tells nothing of its day any more, and one may have lost its day; they have no keys.
_FORGET = """
UPDATE core.events e SET event_key = NULL
FROM core.versions v JOIN touched_articles USING (article_id) LEFT JOIN core.articles a USING (article_id)
WHERE e.version_id = v.version_id AND e.event_key IS NOT NULL AND (NOT v.is_current OR a.published_on IS NULL)
"""


def write_keys(connection: Connection) -> None:
    """Bring event_key up to date; called by a publish when all else is written."""
    connection.execute(text(_FORGET))
    connection.exec_driver_sql("CREATE TEMP TABLE day_keys (event_id uuid, event_key text) ON COMMIT DROP")
    for (day,) in connection.execute(text(DAYS)).all():
        copy_rows(connection, "day_keys", ("event_id", "event_key"), event_keys(read_day(connection, day)).items())
    connection.exec_driver_sql("ANALYZE day_keys")
    connection.execute(text(_WRITE))


def read_day(connection: Connection, day: date) -> Day:
    """What the current versions of the articles published on a day tell."""
    for statement in _DAY_VERSIONS:
        connection.execute(text(statement), {"day": day})
    texts = connection.execute(text(_TEXTS), execution_options={"yield_per": _TEXTS_AT_ONCE})
    topics = {article_id: topic_of(body) for article_id, body in texts}
    parties: dict[tuple[uuid.UUID, str], list[Party]] = defaultdict(list)
    for row in connection.execute(text(_PARTIES)):
        party = Party(name=row.name, code=row.code, entity_id=row.entity_id, kind=row.kind)
        parties[row.event_id, row.role].append(party)
    rows = connection.execute(text(_EVENTS)).mappings()
    return Day(
        published_on=day,
        tellings=list(_tellings(rows, parties)),
        topics=topics,
    )


def _tellings(rows: Iterable[RowMapping], parties: Mapping[tuple[uuid.UUID, str], list[Party]]) -> Iterator[Telling]:
    for row in rows:
        event_id = row["event_id"]
        actors, recipients = (tuple(parties.get((event_id, role), ())) for role in ("actor", "recipient"))
        yield Telling(**row, actors=actors, recipients=recipients)
