"""The contract: the views of schema `news`, each with a comment on itself and on every column.

Columns may be added at the end of a view; taking one away, renaming it or changing its type or meaning is a breaking
change and makes a schema `news_v2` beside this one. PostgreSQL holds us to it: the views are made with CREATE OR
REPLACE, which refuses anything else. docs/data-dictionary.md is written from these comments.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection

from include.newsmill.warehouse.contract_columns import ARTICLE, ENTITY, EVENT, MENTION, PARTICIPANT, Columns

SCHEMA_COMMENT = "The contract views of Newsmill, version 1: everything a reader may rely on."


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One contract view. `columns` maps a name to (SQL expression, comment), in the view's order."""

    name: str
    comment: str
    columns: Columns
    source: str  # what stands after the select list
    hashed: bool = False  # part of what `contract_hash` covers

    def statements(self) -> list[str]:
        """SQL that makes the view and its comments; may be run again at any time."""
        selected = ",\n  ".join(f"{expression} AS {name}" for name, (expression, _) in self.columns.items())
        view = f"news.{self.name}"
        return [
            f"CREATE OR REPLACE VIEW {view} AS\nSELECT\n  {selected}\n{self.source}",
            f"COMMENT ON VIEW {view} IS {_quoted(self.comment)}",
            *(f"COMMENT ON COLUMN {view}.{name} IS {_quoted(told)}" for name, (_, told) in self.columns.items()),
        ]


_LEADER = "FROM core.versions v JOIN core.observations o ON o.observation_id = v.observation_id"
_VERSION = {
    "is_current": ("v.is_current", "True for the version that news.articles shows."),
    "observed_at": ("v.observed_at", "When this text counts as first seen (UTC): its day, not the clock of the run."),
}
_NOT_OF_VERSIONS = {"first_seen_at", "duplicate_of"}

VIEWS: tuple[View, ...] = (
    View(
        name="articles",
        comment="One row per article: its current version. Exact duplicates are kept and linked by duplicate_of.",
        columns=ARTICLE,
        source=(
            "FROM core.articles a JOIN core.versions v ON v.version_id = a.version_id\n"
            "JOIN core.observations o ON o.observation_id = v.observation_id"
        ),
        hashed=True,
    ),
    View(
        name="article_versions",
        comment=(
            "All versions of every article. A version is a run of equal text in the order it was seen: a text that is "
            "changed and changed back makes three."
        ),
        columns={name: told for name, told in ARTICLE.items() if name not in _NOT_OF_VERSIONS} | _VERSION,
        source=f"{_LEADER}\nWHERE v.is_leader",
        hashed=True,
    ),
    View(
        name="entities",
        comment="The persons, places, organisations and so on that mentions and events point to, one row each.",
        columns=ENTITY,
        source="FROM core.entities e",
        hashed=True,
    ),
    View(
        name="mentions",
        comment=(
            "Spans of the current version of each article that name an entity. Always: "
            "substring(body, char_start + 1, char_end - char_start) = surface."
        ),
        columns=MENTION,
        source="FROM core.mentions m JOIN core.versions v ON v.version_id = m.version_id\nWHERE v.is_current",
    ),
    View(
        name="mention_versions",
        comment="As news.mentions, for all versions of every article.",
        columns=MENTION,
        source="FROM core.mentions m JOIN core.versions v ON v.version_id = m.version_id\nWHERE v.is_leader",
        hashed=True,
    ),
    View(
        name="events",
        comment=(
            "Who did what to whom, when and where, as the current version of each article says it; one row per act "
            "that an article tells. Distinct coalesce(event_key, event_id::text) counts once what several articles "
            "of a day tell; count event_id where different acts must never be joined."
        ),
        columns=EVENT,
        source="FROM core.events e JOIN core.versions v ON v.version_id = e.version_id\nWHERE v.is_current",
    ),
    View(
        name="event_versions",
        comment="As news.events, for all versions of every article.",
        columns=EVENT,
        source="FROM core.events e JOIN core.versions v ON v.version_id = e.version_id\nWHERE v.is_leader",
        hashed=True,
    ),
    View(
        name="event_participants",
        comment="The actors and recipients of news.events, one row each.",
        columns=PARTICIPANT,
        source=(
            "FROM core.event_participants p JOIN core.events e ON e.event_id = p.event_id\n"
            "JOIN core.versions v ON v.version_id = e.version_id\nWHERE v.is_current"
        ),
    ),
    View(
        name="event_participant_versions",
        comment="The actors and recipients of news.event_versions, one row each.",
        columns=PARTICIPANT,
        source=(
            "FROM core.event_participants p JOIN core.events e ON e.event_id = p.event_id\n"
            "JOIN core.versions v ON v.version_id = e.version_id\nWHERE v.is_leader"
        ),
        hashed=True,
    ),
    View(
        name="loads",
        comment="One row per load that reached its end, also of a refused or an empty day.",
        columns={
            "load_id": ("l.load_id", "Number of the load; a later run has a higher one."),
            "day": ("l.day", "The day that was loaded."),
            "kind": ("l.kind", "What started the run: scheduled, backfill, manual or replay."),
            "status": (
                "l.status",
                (
                    "published; partial (a source was down, the others are in); refused (the gate stopped the day, "
                    "readers see what was before); empty (no article on that day)."
                ),
            ),
            "counts": (
                "l.counts",
                (
                    "Rows published for the day (articles, mentions, entities, events) and where its records ended: "
                    "read = written + unchanged + duplicate + discarded + quarantined."
                ),
            ),
            "stage_seconds": ("l.stage_seconds", "Working seconds by stage, summed over shards: fetch, clean …"),
            "dag_run_id": ("l.dag_run_id", "Airflow's id of the run."),
            "code_version": ("l.code_version", "Version of Newsmill that ran."),
            "model_version": ("l.model_version", "Hash of extraction code, model and lexicon; null if none was used."),
            "loaded_at": ("l.loaded_at", "When the load was committed (UTC)."),
            "refusal": ("l.refusal", "Why the gate refused the day; null if it did not."),
            "sources_absent": ("l.sources_absent", "Sources that did not answer; what they gave before is untouched."),
        },
        source="FROM ops.loads l",
    ),
    View(
        name="validations",
        comment="The verdict of every expectation on every load.",
        columns={
            "load_id": ("c.load_id", "The load that was judged."),
            "day": ("l.day", "Its day."),
            "suite": ("c.suite", "The staged table that was judged: articles, mentions, entities, events …"),
            "rule": ("c.rule", "Name of the expectation and what it looks at."),
            "scope": ("c.scope", "row: a failing row is quarantined; table: the whole day is judged."),
            "severity": ("c.severity", "critical, warning or info; a critical table rule refuses the day."),
            "success": ("c.success", "Whether it held."),
            "rows_checked": ("c.rows_checked", "Rows it looked at."),
            "rows_failed": ("c.rows_failed", "Rows on which it did not hold."),
            "detail": ("c.detail", "What was found, for a person; null where nothing needs saying."),
        },
        source="FROM ops.validations c JOIN ops.loads l ON l.load_id = c.load_id",
    ),
    View(
        name="outcomes",
        comment="Where the records of each day ended in its latest load, counted.",
        columns={
            "day": ("g.day", "The day."),
            "source": ("g.source", "Name of the source in sources.yaml."),
            "outcome": ("g.outcome", "written, unchanged, duplicate, discarded or quarantined."),
            "reason": ("g.reason", "Code of why a record was discarded or quarantined; null for the others."),
            "records": ("count(*)", "How many records ended so."),
            "load_id": ("g.load_id", "The latest load of the day."),
        },
        source=(
            "FROM ops.ledger g JOIN (SELECT max(load_id) AS load_id FROM ops.loads GROUP BY day) latest"
            " ON latest.load_id = g.load_id\nGROUP BY g.day, g.source, g.outcome, g.reason, g.load_id"
        ),
    ),
    View(
        name="pending_days",
        comment=(
            "Days with catalogued records that no load has taken yet: found after their day was loaded, or of a day "
            "never loaded or refused. `make backfill PENDING=1` loads them."
        ),
        columns={
            "day": ("r.day", "The day."),
            "source": ("r.source", "Name of the source in sources.yaml."),
            "records": ("count(*)", "How many records wait."),
            "catalogued_at": ("min(r.catalogued_at)", "When the first of them was found (UTC)."),
            "last_load_id": (
                "(SELECT max(l.load_id) FROM ops.loads l WHERE l.day = r.day)",
                "The latest load of the day; null if it was never loaded.",
            ),
        },
        source="FROM ops.records r WHERE r.load_id IS NULL AND r.day IS NOT NULL\nGROUP BY r.day, r.source",
    ),
)

_OPERATOR_TABLES = ("ops.quarantine", "ops.ledger", "ops.records")
_GRANTS = (
    "GRANT USAGE ON SCHEMA news TO newsmill_loader, news_reader, news_operator",
    "GRANT SELECT ON ALL TABLES IN SCHEMA news TO newsmill_loader, news_reader, news_operator",
    "GRANT USAGE ON SCHEMA ops TO newsmill_loader, news_operator",
    f"GRANT SELECT ON {', '.join(_OPERATOR_TABLES)} TO news_operator",
    "GRANT USAGE ON SCHEMA core TO newsmill_loader",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA core, ops TO newsmill_loader",
    "REVOKE INSERT, UPDATE, DELETE ON ops.alembic_version FROM newsmill_loader",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA core, ops TO newsmill_loader",
)


def contract_digest() -> str:
    """Short hash of all views, comments and grants; a migrated warehouse bears it, see `connect.check_revision`."""
    return hashlib.sha256("\n".join(_statements()).encode()).hexdigest()[:12]


def apply_contract(connection: Connection) -> None:
    """Make the views, their comments and the grants; may be run again at any time."""
    connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS news")
    connection.exec_driver_sql(f"COMMENT ON SCHEMA news IS {_quoted(SCHEMA_COMMENT)}")
    for statement in _statements():
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql(f"COMMENT ON SCHEMA ops IS {_quoted(contract_digest())}")


def _statements() -> list[str]:
    return [made for view in VIEWS for made in view.statements()] + list(_GRANTS)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
