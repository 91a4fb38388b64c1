"""sources.yaml: read, or refused with the line and what to write."""

import pytest

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import PROJECT_ROOT, Settings
from include.newsmill.sources import KINDS, load_sources, open_source

ENTRY = "sources:\n  - name: wire\n    kind: text_folder\n    location: /news\n"


def sources_of(tmp_path, text):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return load_sources(str(path))


def test_an_entry_becomes_a_source(tmp_path):
    spec = sources_of(tmp_path, ENTRY + "    publisher: The Daily\n")["wire"]
    assert (spec.kind, spec.location, spec.publisher) == ("text_folder", "/news", "The Daily")
    assert open_source(spec, Settings()).spec is spec


@pytest.mark.parametrize("nothing", ["", "    publisher:\n", "    publisher: null\n", "    publisher: ~\n"])
def test_a_publisher_may_be_left_open(tmp_path, nothing):
    assert sources_of(tmp_path, ENTRY + nothing)["wire"].publisher is None


def test_a_byte_order_mark_is_no_slip(tmp_path):
    assert list(sources_of(tmp_path, "\ufeff" + ENTRY)) == ["wire"]


def test_the_project_s_own_file_declares_the_seeds():
    specs = load_sources(Settings().sources_file)
    assert specs["seeds"].location == "seeds"
    assert [one.locator for one in open_source(specs["seeds"], Settings()).survey({})] == [
        path.name for path in sorted((PROJECT_ROOT / "seeds").glob("*.txt"))
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "must hold one list named sources"),
        ("sources: []\n", "at least one entry"),
        ("feeds:\n  - name: a\n", "must hold one list named sources"),
        ("sources:\n  - name: 'a\n", "is not YAML.*line 2"),
        ("sources:\n\t- name: a\n", "is not YAML.*line 2.*no tabs"),
        ("sources:\n  - seeds\n", "line 2: entry 1: an entry has the keys name, kind, location"),
        (ENTRY.replace("text_folder", "tape"), "line 3: source wire: no kind of source 'tape'; known are text_folder"),
        (ENTRY.replace("text_folder", "text-folder"), "line 3: .* did you mean text_folder"),
        (ENTRY.replace("location", "locaton"), "line 4: source wire: no key 'locaton'; .* did you mean location"),
        (
            ENTRY.replace("    location: /news\n", ""),
            "line 2: source wire: location is missing; write .* `location: /path",
        ),
        (ENTRY.replace("/news", "[a, b]"), "line 4: source wire: location must be text"),
        (ENTRY.replace("/news", "''"), "line 4: source wire: location must be text"),
        (ENTRY.replace("/news", "2019"), 'line 4: source wire: location must be text; write .* `location: "2019"`'),
        (ENTRY + "    publisher: no\n", 'line 5: source wire: publisher must be text; write .* `publisher: "no"`'),
        (ENTRY.replace("wire", "Wire/../x"), "line 2: .* the name 'Wire/../x' must be lower-case"),
        (ENTRY + ENTRY.removeprefix("sources:\n"), "line 5: the name 'wire' is taken already"),
        (ENTRY + "    kind: text_folder\n", "line 5: source wire: the key kind stands twice"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path, text, words):
    with pytest.raises(ContractBroken, match=words):
        sources_of(tmp_path, text)


def test_a_missing_file_names_the_setting(tmp_path):
    with pytest.raises(ContractBroken, match="NEWSMILL_SOURCES_FILE"):
        load_sources(str(tmp_path / "none.yaml"))


def test_every_kind_is_in_the_documentation():
    text = (PROJECT_ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in text for kind in KINDS)
