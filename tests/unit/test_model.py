"""The model and its schemas say the same thing, and nothing in include/ needs Airflow."""

import ast
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from include.newsmill import model, schema

PACKAGE = Path(model.__file__).parent
SUB_PACKAGES = ("sources", "cleaning", "extraction", "quality", "warehouse", "local")


@pytest.mark.parametrize(
    ("kind", "table", "before", "after"),
    [
        (model.RawDocument, schema.RAW_DOCUMENT, (), ()),
        (model.Rejected, schema.REJECTED, (), ()),
        (model.Article, schema.ARTICLE, (), ()),
        (model.Mention, schema.MENTION, ("version_id",), ()),
        (model.Entity, schema.ENTITY, ("version_id",), ()),
        (model.Event, schema.EVENT, ("version_id",), ("actors", "recipients")),
    ],
)
def test_a_type_and_its_schema_name_the_same_columns(kind, table, before, after):
    assert (*before, *(f.name for f in fields(kind))) == (*table.names, *after)


@pytest.mark.parametrize("kind", [model.RawDocument, model.Article, model.Mention, model.Entity, model.Event])
def test_a_column_is_nullable_where_its_field_may_be_none(kind):
    table = {
        model.RawDocument: schema.RAW_DOCUMENT, model.Article: schema.ARTICLE, model.Mention: schema.MENTION,
        model.Entity: schema.ENTITY, model.Event: schema.EVENT,
    }[kind]  # fmt: skip
    may_be_none = {f.name for f in fields(kind) if "None" in str(f.type)}
    assert {f.name for f in table if f.nullable} == may_be_none


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_product_imports_no_airflow(path):
    assert not {name for name in _imports(path) if name.split(".")[0] == "airflow"}


@pytest.mark.parametrize("package", [name for name in SUB_PACKAGES if name != "local"])
def test_a_sub_package_imports_no_other(package):
    others = tuple(f"include.newsmill.{name}" for name in SUB_PACKAGES if name != package)
    for path in (PACKAGE / package).rglob("*.py"):
        assert not {name for name in _imports(path) if name.startswith(others)}, path


def test_an_article_made_from_text_keeps_it_to_the_letter():
    article = model.Article.from_text("  Two  words ", published_on=date(2019, 10, 25))
    assert article.body == "  Two  words "
    assert article.article_id == model.name_id("  Two  words ")
    assert article.published_precision == "day"


def test_a_later_sighting_of_a_day_is_observed_a_second_later():
    raw = model.RawDocument(
        source="s",
        locator="a",
        fingerprint="f",
        media_type="text/plain",
        content=b"",
        day=date(2019, 10, 25),
        sighting=2,
    )
    assert raw.observed_at == datetime(2019, 10, 25, 0, 0, 2, tzinfo=UTC)


def test_a_record_without_a_day_has_no_time_of_observation():
    raw = model.RawDocument(source="s", locator="a", fingerprint="f", media_type="text/plain", content=b"")
    with pytest.raises(ValueError, match="s:a has no day"):
        _ = raw.observed_at
