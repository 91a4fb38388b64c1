"""The documents name everything that a person may set, type, or find in a table."""

import re
import tomllib
from dataclasses import fields

import pytest

from include.newsmill.model import Outcome, Reason
from include.newsmill.settings import PROJECT_ROOT, Settings

OPERATIONS = (PROJECT_ROOT / "docs/operations.md").read_text("utf-8")
MAKEFILE = (PROJECT_ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE)
DOCUMENTS = [*PROJECT_ROOT.glob("*.md"), *PROJECT_ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_is_explained_with_its_default(name):
    [default] = [f.default for f in fields(Settings) if f.name == name]
    row = re.search(rf"^\| `NEWSMILL_{name.upper()}` \| (.*?) \| .+ \|$", OPERATIONS, flags=re.MULTILINE)
    assert row
    if not name.endswith("_dsn"):
        assert row[1].strip("`") in {str(default), str(default).removeprefix(f"{PROJECT_ROOT}/")}


def test_no_other_setting_is_explained():
    known = {f"NEWSMILL_{f.name.upper()}" for f in fields(Settings)}
    for document in DOCUMENTS:
        named = set(re.findall(r"\bNEWSMILL_[A-Z_]+\b(?!_\*)", document.read_text("utf-8")))
        assert {name for name in named if not name.endswith("_IMAGE")} <= known, document


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_explained(target):
    assert f"| `make {target}` |" in OPERATIONS


def test_the_documents_name_no_other_target():
    for document in DOCUMENTS:
        named = set(re.findall(r"`make (?:-s )?([a-z]+)", document.read_text("utf-8")))
        assert named <= set(TARGETS), document


def test_every_target_is_phony():
    [line] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert set(line.split()) == set(TARGETS)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained(reason):
    assert re.search(rf"^\| `{reason.value}` \| .+ \|$", OPERATIONS, flags=re.MULTILINE)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_explained(outcome):
    assert f"`{outcome.value}`" in OPERATIONS


def test_every_source_kind_is_explained():
    from include.newsmill.sources import KINDS

    for kind in KINDS:
        assert f"| `{kind}` |" in OPERATIONS


def test_every_dependency_has_its_reason():
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], "uv"]
    names = {re.match(r"[A-Za-z0-9-]+", one)[0] for one in wanted}
    page = (PROJECT_ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
    assert (
        set(re.findall(r"^\| ([A-Za-z0-9-]+) \| .+ \| .+ \|$", page, flags=re.MULTILINE)) - {"package", "---"} == names
    )


def test_links_between_documents_lead_somewhere():
    for document in DOCUMENTS:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
