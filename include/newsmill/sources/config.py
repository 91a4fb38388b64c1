"""sources.yaml, read strictly: what is misspelt is said with its line and what to write, and nothing is guessed."""

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import yaml

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import PROJECT_ROOT, Settings
from include.newsmill.sources.base import Source, SourceSpec
from include.newsmill.sources.text_folder import TextFolder

NAME = re.compile(r"[a-z][a-z0-9_-]{0,62}")
REQUIRED, OPTIONAL = ("name", "kind", "location"), ("publisher",)
EXAMPLE = "sources:\n  - name: my_folder\n    kind: text_folder\n    location: /path/to/folder"
_EXAMPLES = {"name": "my_folder", "kind": "text_folder", "location": "/path/to/folder", "publisher": "The Daily"}
_TEXT, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def _text_folder(spec: SourceSpec, settings: Settings) -> Source:
    folder = PROJECT_ROOT / Path(spec.location).expanduser()
    return TextFolder(spec, folder=folder, document_bytes_max=settings.document_bytes_max)


KINDS = {"text_folder": _text_folder}  # a new kind of source is one line here


def open_source(spec: SourceSpec, settings: Settings) -> Source:
    """The source of an entry; opens no file yet."""
    return KINDS[spec.kind](spec, settings)


def load_sources(path: str) -> dict[str, SourceSpec]:
    """The entries of a sources file by name, in its order; at least one.

    Raises:
        ContractBroken: the file is missing, is no YAML, or an entry is not as it must be; the message names the
            file, the line and the entry, and says what to write.
    """
    try:
        root = yaml.compose(Path(path).read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ContractBroken(f"{path} cannot be read: {error}. NEWSMILL_SOURCES_FILE names it.") from None
    except yaml.YAMLError as error:
        raise ContractBroken(
            f"{path} is not YAML: {' '.join(str(error).split())}. Indent with spaces, no tabs, and put a space behind "
            f"each colon. It should look like:\n{EXAMPLE}"
        ) from None
    specs: dict[str, SourceSpec] = {}
    for number, node in enumerate(_entries(path, root).value, 1):
        spec = _Entry(path, number, node).spec()
        if spec.name in specs:
            _refuse(path, node, f"the name {spec.name!r} is taken already; every source has its own")
        specs[spec.name] = spec
    return specs


def _entries(path: str, root: yaml.Node | None) -> yaml.SequenceNode:
    if isinstance(root, yaml.MappingNode) and [key.value for key, _ in root.value] == ["sources"]:
        entries = root.value[0][1]
        if isinstance(entries, yaml.SequenceNode) and entries.value:
            return entries
    raise ContractBroken(f"{path} must hold one list named sources, with at least one entry:\n{EXAMPLE}")


class _Entry:
    """One entry being read; knows how to say where it is."""

    def __init__(self, path: str, number: int, node: yaml.Node) -> None:
        self._path = path
        self._called = f"entry {number}"
        self._node = node

    def spec(self) -> SourceSpec:
        """The entry as agreed, or ContractBroken."""
        values = self._values()
        if missing := [key for key in REQUIRED if key not in values]:
            self._refuse(self._node, f"{', '.join(missing)} is missing; write for example `{_line(missing[0])}`")
        name, kind = self._text(values, "name"), self._text(values, "kind")
        if not NAME.fullmatch(name):
            self._refuse(
                values["name"], f"the name {name!r} must be lower-case letters, digits, _ and -, a letter first"
            )
        if kind not in KINDS:
            self._refuse(values["kind"], f"no kind of source {kind!r}; {_known(kind, KINDS)}")
        publisher = values.get("publisher")
        has_publisher = publisher is not None and publisher.tag != _NULL
        return SourceSpec(
            name=name,
            kind=kind,
            location=self._text(values, "location"),
            publisher=self._text(values, "publisher") if has_publisher else None,
        )

    def _values(self) -> dict[str, yaml.Node]:
        if not isinstance(self._node, yaml.MappingNode):
            self._refuse(self._node, f"an entry has the keys {', '.join(REQUIRED)}; write it like\n{EXAMPLE}")
        found: dict[str, yaml.Node] = {}
        for key, value in self._node.value:
            if key.value not in REQUIRED + OPTIONAL:
                self._refuse(key, f"no key {key.value!r}; {_known(str(key.value), REQUIRED + OPTIONAL)}")
            if key.value in found:
                self._refuse(key, f"the key {key.value} stands twice")
            found[key.value] = value
            if key.value == "name" and isinstance(value, yaml.ScalarNode):
                self._called = f"source {value.value}"
        return found

    def _text(self, values: dict[str, yaml.Node], key: str) -> str:
        """Text under a key. What YAML takes for something else (no, 2019, null) must stand in quotes to be meant."""
        node = values[key]
        if node.tag != _TEXT or not str(node.value).strip():
            written = node.value if isinstance(node, yaml.ScalarNode) and node.tag != _NULL else ""
            self._refuse(node, f"{key} must be text; write for example `{_line(key, str(written).strip())}`")
        return str(node.value)

    def _refuse(self, node: yaml.Node, what: str) -> NoReturn:
        _refuse(self._path, node, f"{self._called}: {what}")


def _refuse(path: str, node: yaml.Node, what: str) -> NoReturn:
    raise ContractBroken(f"{path}, line {node.start_mark.line + 1}: {what}.")


def _line(key: str, written: str = "") -> str:
    return f'{key}: "{written}"' if written else f"{key}: {_EXAMPLES[key]}"


def _known(written: str, names: Iterable[str]) -> str:
    known = list(names)
    close = difflib.get_close_matches(written, known, 1)
    return f"known are {', '.join(known)}" + (f"; did you mean {close[0]}?" if close else "")
