"""Writes the tables of rules in docs/quality.md: python -m include.newsmill.quality.describe docs/quality.md."""

import sys
from pathlib import Path
from typing import Any

from include.newsmill.quality.rules import RULES, STAGED, Rule

# Arguments that bound something, in the order in which they are told.
BOUNDS = ("min_value", "max_value", "mostly", "regex", "value_set")
SET_SHOWN = 20  # values of a set that are listed; longer ones are told by their number


def tables() -> str:
    """All rules as Markdown, a table for each staged table."""
    return "\n\n".join(_table(name, [rule for rule in RULES if rule.table == name]) for name in STAGED)


def rewritten(page: str) -> str:
    """The page with everything between its two `rules` marks written anew.

    Raises:
        ValueError: the page lacks a mark.
    """
    head, rest = page.split("<!-- rules -->\n")
    _, tail = rest.split("<!-- /rules -->\n")
    return f"{head}<!-- rules -->\n\n{tables()}\n\n<!-- /rules -->\n{tail}"


def _table(name: str, rules: list[Rule]) -> str:
    lines = [f"### {name}", "", "| rule | of a | severity | must hold | threshold | why |", "|---|---|---|---|---|---|"]
    for rule in rules:
        cells = (f"`{rule.name}`", rule.scope.value, rule.severity.value, rule.says, _threshold(rule), rule.why)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _threshold(rule: Rule) -> str:
    return "<br>".join(_bound(name, rule.arguments[name]) for name in BOUNDS if rule.arguments.get(name) is not None)


def _bound(name: str, value: Any) -> str:
    if isinstance(value, dict):
        value = f"${value['$PARAMETER']}"
    if isinstance(value, list):
        value = ", ".join(value) if len(value) <= SET_SHOWN else f"{len(value)} values"
        return f"in: {value}"
    if name == "regex":
        return "`" + value.replace("|", "\\|") + "`"
    text = (
        value.date().isoformat() if hasattr(value, "date") else f"{value:,}" if isinstance(value, int) else str(value)
    )
    return {"min_value": f"≥ {text}", "max_value": f"≤ {text}", "mostly": f"share ≥ {text}"}[name]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
