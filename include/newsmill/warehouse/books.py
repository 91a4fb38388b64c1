"""The SQL of the books: where each record ended, what waits in quarantine, what the gate said, one row per load."""

# A retried task has the same load id: it writes its books anew.
FORGET_LOAD = (
    "DELETE FROM ops.ledger WHERE load_id = :load_id",
    "DELETE FROM ops.validations WHERE load_id = :load_id",
    "DELETE FROM ops.loads WHERE load_id = :load_id",
)

# Accepted records: written where anything of theirs is new, unchanged where the warehouse held the very same. Where
# nothing was looked for in the text, the detail says why.
SETTLE = """
UPDATE run_records r
SET outcome = CASE WHEN EXISTS (SELECT FROM touched t WHERE t.source = r.source AND t.locator = r.locator
                                AND t.sighting = r.sighting)
                     OR EXISTS (SELECT FROM stale_sets s WHERE s.version_id = r.version_id)
              THEN 'written' ELSE 'unchanged' END,
    detail = (SELECT 'extraction skipped: ' || s.skipped FROM run_sets s WHERE s.version_id = r.version_id)
WHERE r.outcome IS NULL
"""

LEDGER = """
INSERT INTO ops.ledger (load_id, source, locator, day, sighting, outcome, reason, detail)
SELECT :load_id, source, locator, :day, sighting, outcome, reason, detail FROM run_records
"""

# Of a day, quarantine holds what its last load refused; the ledger remembers the loads before.
EMPTY_QUARANTINE = "DELETE FROM ops.quarantine WHERE day = :day AND (source = ANY(:present) OR source = '')"

QUARANTINE_RECORDS = """
INSERT INTO ops.quarantine (load_id, source, locator, day, sighting, fingerprint, reason, detail, quarantined_at)
SELECT :load_id, source, locator, :day, sighting, fingerprint, reason, coalesce(detail, reason), :now
FROM run_records WHERE outcome = 'quarantined' AND reason <> 'row_rule'
ORDER BY source, locator, sighting
"""

# A refused row may name a version that no article has; then no source can be told.
QUARANTINE_ROWS = """
INSERT INTO ops.quarantine (load_id, source, locator, day, sighting, fingerprint, reason, detail, suite, rule,
                            row_key, parent, record, quarantined_at)
SELECT :load_id, coalesce(a.source, ''), coalesce(a.locator, ''), :day, coalesce(a.sighting, 0),
       coalesce(a.fingerprint, ''), 'row_rule', coalesce(r.detail, r.rule), r.suite, r.rule, r.row_key, r.parent,
       r.record, :now
FROM (SELECT DISTINCT * FROM in_refused) r LEFT JOIN in_articles a USING (version_id)
ORDER BY a.source, a.locator, r.suite, r.row_key
"""

# A refused day is not taken: its records stay pending. Locked in order, as the catalogue locks them.
TAKE_RECORDS = """
WITH untaken AS MATERIALIZED (
  SELECT c.record_id FROM ops.records c JOIN run_records r USING (source, locator, sighting)
  WHERE NOT :refused AND c.day = :day AND c.load_id IS NULL ORDER BY c.record_id FOR UPDATE OF c)
UPDATE ops.records c SET load_id = :load_id FROM untaken u WHERE c.record_id = u.record_id
"""

COUNT_OUTCOMES = "SELECT outcome, count(*) AS records FROM run_records GROUP BY outcome"

COUNT_ROWS = """
SELECT (SELECT count(*) FROM run_sets) AS articles,
       (SELECT count(*) FROM in_mentions JOIN run_sets USING (version_id)) AS mentions,
       (SELECT count(DISTINCT entity_id) FROM in_entities JOIN run_sets USING (version_id)) AS entities,
       (SELECT count(*) FROM in_events JOIN run_sets USING (version_id)) AS events
"""

KEEP_BOOKS = (*FORGET_LOAD, LEDGER, EMPTY_QUARANTINE, QUARANTINE_RECORDS, QUARANTINE_ROWS, TAKE_RECORDS)
