"""All rules, in the order in which verdicts are listed. docs/quality.md is written from them."""

from include.newsmill.quality.rules.articles import ROW_RULES, TABLE_RULES
from include.newsmill.quality.rules.events import EVENT_RULES, PARTICIPANT_RULES
from include.newsmill.quality.rules.mentions import ENTITY_RULES, MENTION_RULES
from include.newsmill.quality.rules.rule import Rule, Scope, Severity, table_rule

__all__ = ["JUDGED", "RULES", "STAGED", "Rule", "Scope", "Severity", "rules_named", "rules_of"]

# Tables whose rows are judged, parents before children; and all that a day is staged as.
JUDGED = ("articles", "entities", "events", "mentions", "participants")
STAGED = (*JUDGED, "act_vectors", "extractions", "rejected")


def _schema_rule(table: str) -> Rule:
    return table_rule(
        table, "schema", "ExpectColumnPairValuesToBeEqual", "the files have the agreed columns, in order and type",
        "they were staged by another version of the code; no other rule could be trusted", severity=Severity.CRITICAL,
        column_A=f"{table} found", column_B=f"{table} agreed", ignore_row_if="both_values_are_missing",
    )  # fmt: skip


def _share_rule(table: str) -> Rule:
    counted = "articles, and records that cleaning or extraction quarantined," if table == "articles" else "rows"
    return table_rule(
        table, "refused_share", "ExpectColumnValuesToBeBetween",
        f"at most NEWSMILL_REFUSED_SHARE_MAX of its {counted} are refused (children aside; counted from "
        "NEWSMILL_REFUSED_SHARE_FROM_ROWS on)",
        "single faults are records', many are ours or a source's: publishing the rest would take away rows that an "
        "earlier load of the day gave", severity=Severity.CRITICAL,
        column=f"share of {table}", max_value={"$PARAMETER": "refused_share_max"},
    )  # fmt: skip


_ONE_MODEL = table_rule(
    "extractions", "one_model", "ExpectColumnUniqueValueCountToBeBetween", "one model version extracted the whole day",
    "the code was changed under a running day; run it again", severity=Severity.WARNING,
    column="model_version", max_value=1,
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    *(_schema_rule(table) for table in STAGED),
    *ROW_RULES,
    *ENTITY_RULES,
    *EVENT_RULES,
    *MENTION_RULES,
    *PARTICIPANT_RULES,
    *TABLE_RULES,
    _ONE_MODEL,
    *(_share_rule(table) for table in JUDGED),
)


def rules_of(table: str, scope: Scope, *, without: tuple[str, ...] = ()) -> list[Rule]:
    """The rules of one table and scope."""
    return [rule for rule in RULES if rule.table == table and rule.scope == scope and rule.name not in without]


def rules_named(name: str) -> list[Rule]:
    """The rules of this name, one for each table that has it."""
    return [rule for rule in RULES if rule.name == name]
