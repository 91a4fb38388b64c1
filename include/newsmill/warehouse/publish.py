"""The SQL that turns a received day into published rows: set by set, every statement fit to be run twice.

Two groups, in order. JUDGE works on temporary tables alone and runs before the lock; PUBLISH runs under it. What is
stored in core follows from the observations alone, whatever the order of loads, so a change of observations only has
to recompute what hangs on the articles it touches.
"""

# ruff: noqa: S608 - statements are put together from names of our own, never from values

from include.newsmill.warehouse.contract_columns import ENTITY, EVENT

_OBSERVED = (
    "fingerprint", "article_id", "version_id", "content_sha256", "observed_at", "publisher", "url", "canonical_url",
    "description", "byline", "authors", "dateline", "section", "language", "published_at", "published_on",
    "published_precision", "published_evidence", "modified_at", "word_count",
)  # fmt: skip
_OBSERVED_LIST = ", ".join(_OBSERVED)
_ENTITY_LIST = ", ".join(name for name in ENTITY if name != "entity_id")
_NOT_RECEIVED = frozenset({"article_id", "actor", "recipient", "load_id", "event_key"})
_EVENT_LIST = ", ".join(f"i.{name}" for name in EVENT if name not in _NOT_RECEIVED)
_FIRST_IN_RUN = 'row_number() OVER (PARTITION BY version_id ORDER BY source COLLATE "C", locator COLLATE "C", sighting)'

# Where each record ended, as far as the run alone can tell: `outcome` null means accepted, written or unchanged.
RUN_RECORDS = f"""
CREATE TEMP TABLE run_records ON COMMIT DROP AS
WITH broken AS (SELECT version_id, min(rule) AS rule, min(detail) AS detail FROM in_refused
                WHERE suite = 'articles' GROUP BY version_id),
accepted AS (SELECT a.source, a.locator, a.sighting, a.fingerprint, a.version_id, b.rule, b.detail,
                    {_FIRST_IN_RUN} AS nth
             FROM in_articles a LEFT JOIN broken b USING (version_id)
             WHERE NOT EXISTS (SELECT FROM in_rejected r WHERE r.source = a.source AND r.locator = a.locator
                               AND r.sighting = a.sighting))
SELECT source, locator, sighting, fingerprint, version_id, nth,
       CASE WHEN rule IS NOT NULL OR :refused THEN 'quarantined' WHEN nth > 1 THEN 'duplicate' END AS outcome,
       CASE WHEN rule IS NOT NULL THEN 'row_rule' WHEN :refused THEN 'day_refused' END AS reason,
       CASE WHEN rule IS NOT NULL THEN coalesce(detail, rule) WHEN :refused THEN CAST(:refusal AS text) END AS detail
FROM accepted
UNION ALL
SELECT source, locator, sighting, fingerprint, NULL, 1, outcome, reason, detail FROM in_rejected
"""

RUN_OBSERVATIONS = f"""
CREATE TEMP TABLE run_observations ON COMMIT DROP AS
SELECT a.source, a.locator, a.sighting, a.headline, a.body, r.nth = 1 AS is_first, {
    ", ".join(f"a.{name}" for name in _OBSERVED)
}, md5(ROW({", ".join(f"a.{name}" for name in _OBSERVED)})::text) AS row_hash
FROM in_articles a JOIN run_records r USING (source, locator, sighting)
WHERE coalesce(r.outcome, 'duplicate') = 'duplicate'
"""

# The key of a version's mentions, entities and events: when it is the same, the stored set is kept as it is.
RUN_SETS = """
CREATE TEMP TABLE run_sets ON COMMIT DROP AS
SELECT o.version_id, o.source, o.locator, o.published_on, o.language, e.skipped,
       coalesce(e.model_version, :model_version) AS model_version,
       md5(ROW(coalesce(e.model_version, :model_version), e.skipped, o.content_sha256, o.published_on, o.language,
               gone.row_keys)::text) AS extraction_key
FROM run_observations o
LEFT JOIN (SELECT version_id, min(model_version) AS model_version, min(skipped) AS skipped
           FROM in_extractions GROUP BY version_id) e USING (version_id)
LEFT JOIN (SELECT version_id, string_agg(DISTINCT suite || ' ' || row_key, ',') AS row_keys
           FROM in_refused WHERE suite <> 'articles' GROUP BY version_id) gone USING (version_id)
WHERE o.is_first
"""

JUDGE = (RUN_RECORDS, RUN_OBSERVATIONS, RUN_SETS, "ANALYZE run_records", "ANALYZE run_observations", "ANALYZE run_sets")

# A record that failed by a fault of ours says nothing against what it gave before: that stays until it can be read.
_NOT_OUR_FAULT = """NOT EXISTS (SELECT FROM in_rejected x
  WHERE x.source = o.source AND x.locator = o.locator AND x.sighting = o.sighting
    AND x.reason IN ('raw_missing', 'cleaning_failed', 'extraction_failed'))"""

# Versions and articles whose observations this run adds, changes or takes away. A record that only a later load has
# seen (it was catalogued after this run read the day) stays.
TOUCHED = f"""
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT o.version_id, o.article_id, NULL::text AS source, NULL::text AS locator, NULL::integer AS sighting
FROM core.observations o LEFT JOIN run_observations r USING (source, locator, sighting)
WHERE o.day = :day AND o.source = ANY(:present)
  AND (r.source IS NULL AND o.load_id <= :load_id AND {_NOT_OUR_FAULT} OR r.row_hash <> o.row_hash)
UNION ALL
SELECT r.version_id, r.article_id, r.source, r.locator, r.sighting
FROM run_observations r
LEFT JOIN core.observations o
       ON o.day = :day AND o.source = r.source AND o.locator = r.locator AND o.sighting = r.sighting
WHERE o.row_hash IS DISTINCT FROM r.row_hash
"""

TOUCHED_ARTICLES = """
CREATE TEMP TABLE touched_articles ON COMMIT DROP AS
SELECT DISTINCT t.article_id, a.content_sha256 AS content_before, a.published_on AS published_before
FROM touched t LEFT JOIN core.articles a USING (article_id)
"""

TOUCHED_VERSIONS = "CREATE TEMP TABLE touched_versions ON COMMIT DROP AS SELECT DISTINCT version_id FROM touched"

DELETE_OBSERVATIONS = f"""
DELETE FROM core.observations o
WHERE o.day = :day AND o.source = ANY(:present) AND o.load_id <= :load_id AND {_NOT_OUR_FAULT}
  AND NOT EXISTS (SELECT FROM run_observations r
                  WHERE r.source = o.source AND r.locator = o.locator AND r.sighting = o.sighting)
"""

WRITE_OBSERVATIONS = f"""
INSERT INTO core.observations AS o (source, locator, day, sighting, {_OBSERVED_LIST}, row_hash, load_id)
SELECT r.source, r.locator, :day, r.sighting, {", ".join(f"r.{name}" for name in _OBSERVED)}, r.row_hash, :load_id
FROM run_observations r JOIN touched t USING (source, locator, sighting)
ORDER BY r.source, r.locator, r.sighting
ON CONFLICT (day, source, locator, sighting) DO UPDATE
SET ({_OBSERVED_LIST}, row_hash, load_id)
  = ({", ".join(f"excluded.{name}" for name in _OBSERVED)}, excluded.row_hash, excluded.load_id)
"""

# A new version enters as the only one of its article; NUMBER_VERSIONS puts that right where it is not.
WRITE_VERSIONS = """
INSERT INTO core.versions (version_id, article_id, content_sha256, observed_at, headline, body, is_leader, is_current,
                           version, load_id)
SELECT r.version_id, r.article_id, r.content_sha256, r.observed_at, r.headline, r.body, true, true, 1, :load_id
FROM run_observations r JOIN touched_versions t USING (version_id)
WHERE r.is_first
ORDER BY r.version_id
ON CONFLICT (version_id) DO NOTHING
"""

ORPHANS = """
CREATE TEMP TABLE orphans ON COMMIT DROP AS
SELECT t.version_id FROM touched_versions t
LEFT JOIN LATERAL (SELECT true AS seen FROM core.observations o WHERE o.version_id = t.version_id LIMIT 1) o ON true
WHERE o.seen IS NULL
"""

CHOOSE_OBSERVATIONS = """
UPDATE core.versions v SET observation_id = w.observation_id
FROM touched_versions t
CROSS JOIN LATERAL (SELECT o.observation_id FROM core.observations o WHERE o.version_id = t.version_id
                    ORDER BY o.source, o.locator, o.day, o.sighting LIMIT 1) w
WHERE v.version_id = t.version_id AND v.observation_id IS DISTINCT FROM w.observation_id
"""

# Sets to replace. Where the version shows another source's record, ours counts only if it reads the same.
STALE_SETS = """
CREATE TEMP TABLE stale_sets ON COMMIT DROP AS
SELECT s.version_id, s.model_version, s.skipped, s.extraction_key, v.extraction_key IS NOT NULL AS had_set
FROM run_sets s JOIN core.versions v USING (version_id) JOIN core.observations o USING (observation_id)
WHERE v.extraction_key IS DISTINCT FROM s.extraction_key
  AND (v.extraction_key IS NULL OR (o.published_on, o.language) IS NOT DISTINCT FROM (s.published_on, s.language))
"""

TOUCHED_ENTITIES = """
CREATE TEMP TABLE touched_entities ON COMMIT DROP AS
SELECT x.entity_id FROM core.version_entities x JOIN stale_sets s USING (version_id) WHERE s.had_set
UNION SELECT x.entity_id FROM core.version_entities x JOIN orphans USING (version_id)
UNION SELECT i.entity_id FROM in_entities i JOIN stale_sets USING (version_id)
"""

DELETE_SETS = tuple(
    f"DELETE FROM core.{table} d USING stale_sets s WHERE s.had_set AND d.version_id = s.version_id"
    for table in ("mentions", "version_entities", "events")
)
DELETE_VERSIONS = "DELETE FROM core.versions v USING orphans o WHERE v.version_id = o.version_id"

WRITE_SETS = (
    f"""
INSERT INTO core.version_entities (version_id, entity_id, {_ENTITY_LIST}, row_hash)
SELECT version_id, entity_id, {_ENTITY_LIST}, md5(ROW({_ENTITY_LIST})::text)
FROM in_entities JOIN stale_sets USING (version_id) ORDER BY version_id, entity_id
""",
    """
INSERT INTO core.mentions (version_id, mention_no, entity_id, surface, label, role_title, char_start, char_end,
                           sentence_no)
SELECT version_id, mention_no, entity_id, surface, label, role_title, char_start, char_end, sentence_no
FROM in_mentions JOIN stale_sets USING (version_id) ORDER BY version_id, mention_no
""",
    f"""
INSERT INTO core.events ({_EVENT_LIST.replace("i.", "")}, act_vector, actor, recipient)
SELECT {_EVENT_LIST}, act_vector, actor.name, recipient.name
FROM in_events i JOIN stale_sets USING (version_id) LEFT JOIN in_act_vectors USING (version_id, event_no)
{
        " ".join(
            f"LEFT JOIN (SELECT DISTINCT ON (version_id, event_no) version_id, event_no, name FROM in_participants"
            f" WHERE role = '{role}' ORDER BY version_id, event_no, participant_no) {role} USING (version_id, event_no)"
            for role in ("actor", "recipient")
        )
    }
ORDER BY version_id, event_no
""",
    """
INSERT INTO core.event_participants (event_id, role, participant_no, entity_id, name, surface, char_start, char_end,
                                     code)
SELECT e.event_id, p.role, p.participant_no, p.entity_id, p.name, p.surface, p.char_start, p.char_end, p.code
FROM in_participants p JOIN in_events e USING (version_id, event_no) JOIN stale_sets USING (version_id)
ORDER BY e.event_id, p.role, p.participant_no
""",
    """
UPDATE core.versions v SET extraction_key = s.extraction_key, model_version = s.model_version,
                           extraction_skipped = s.skipped, load_id = :load_id
FROM stale_sets s WHERE v.version_id = s.version_id
""",
)

NUMBER_VERSIONS = """
UPDATE core.versions v SET is_leader = n.is_leader, version = n.version, is_current = n.is_current
FROM (SELECT version_id, is_leader, version,
             is_leader AND version = max(version) OVER (PARTITION BY article_id) AS is_current
      FROM (SELECT version_id, article_id, is_leader,
                   count(*) FILTER (WHERE is_leader) OVER (PARTITION BY article_id
                                                           ORDER BY observed_at, content_sha256) AS version
            FROM (SELECT version_id, article_id, observed_at, content_sha256,
                         content_sha256 IS DISTINCT FROM lag(content_sha256)
                           OVER (PARTITION BY article_id ORDER BY observed_at, content_sha256) AS is_leader
                  FROM touched_articles JOIN core.versions USING (article_id)) runs) numbered) n
WHERE v.version_id = n.version_id
  AND (v.is_leader, v.version, v.is_current) IS DISTINCT FROM (n.is_leader, n.version::integer, n.is_current)
"""

WRITE_ARTICLES = """
INSERT INTO core.articles AS a (article_id, version_id, content_sha256, published_on, first_seen_at)
SELECT v.article_id, v.version_id, v.content_sha256, o.published_on, seen.first_at
FROM touched_articles t
JOIN core.versions v ON v.article_id = t.article_id AND v.is_current
JOIN core.observations o USING (observation_id)
CROSS JOIN LATERAL (SELECT min(x.observed_at) AS first_at FROM core.versions x WHERE x.article_id = t.article_id) seen
ORDER BY v.article_id
ON CONFLICT (article_id) DO UPDATE
SET version_id = excluded.version_id, content_sha256 = excluded.content_sha256, published_on = excluded.published_on,
    first_seen_at = excluded.first_seen_at
WHERE (a.version_id, a.content_sha256, a.published_on, a.first_seen_at)
   IS DISTINCT FROM (excluded.version_id, excluded.content_sha256, excluded.published_on, excluded.first_seen_at)
"""

DELETE_ARTICLES = """
DELETE FROM core.articles a USING touched_articles t
WHERE a.article_id = t.article_id
  AND NOT EXISTS (SELECT FROM core.versions v WHERE v.article_id = t.article_id)
"""

LINK_DUPLICATES = """
UPDATE core.articles a SET duplicate_of = d.duplicate_of
FROM (SELECT article_id, nullif(first_value(article_id) OVER (PARTITION BY content_sha256
                                                              ORDER BY published_on NULLS LAST, article_id),
                                article_id) AS duplicate_of
      FROM core.articles
      WHERE content_sha256 IN (SELECT content_before FROM touched_articles
                               UNION SELECT c.content_sha256 FROM touched_articles JOIN core.articles c
                                     USING (article_id))) d
WHERE a.article_id = d.article_id AND a.duplicate_of IS DISTINCT FROM d.duplicate_of
"""

WRITE_ENTITIES = f"""
INSERT INTO core.entities AS e (entity_id, {_ENTITY_LIST}, row_hash)
SELECT t.entity_id, {", ".join(f"least.{name}" for name in _ENTITY_LIST.split(", "))}, least.row_hash
FROM touched_entities t
CROSS JOIN LATERAL (SELECT * FROM core.version_entities x WHERE x.entity_id = t.entity_id
                    ORDER BY x.name, x.row_hash LIMIT 1) least
ORDER BY t.entity_id
ON CONFLICT (entity_id) DO UPDATE
SET ({_ENTITY_LIST}, row_hash) = ({", ".join(f"excluded.{name}" for name in _ENTITY_LIST.split(", "))},
                                  excluded.row_hash)
WHERE e.row_hash <> excluded.row_hash
"""

DELETE_ENTITIES = """
DELETE FROM core.entities e
USING (SELECT t.entity_id FROM touched_entities t
       LEFT JOIN LATERAL (SELECT true AS named FROM core.version_entities x WHERE x.entity_id = t.entity_id LIMIT 1) x
              ON true
       WHERE x.named IS NULL) gone
WHERE e.entity_id = gone.entity_id
"""

PUBLISH = (
    TOUCHED, "ANALYZE touched", TOUCHED_ARTICLES, TOUCHED_VERSIONS, "ANALYZE touched_articles",
    "ANALYZE touched_versions", DELETE_OBSERVATIONS, WRITE_OBSERVATIONS, WRITE_VERSIONS, ORPHANS, CHOOSE_OBSERVATIONS,
    STALE_SETS, "ANALYZE stale_sets", TOUCHED_ENTITIES, "ANALYZE touched_entities", *DELETE_SETS, DELETE_VERSIONS,
    *WRITE_SETS, NUMBER_VERSIONS, WRITE_ARTICLES, DELETE_ARTICLES, LINK_DUPLICATES, WRITE_ENTITIES, DELETE_ENTITIES,
)  # fmt: skip
