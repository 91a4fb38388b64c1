"""sources.yaml, read strictly: what is misspelt is said with its line, and nothing is guessed."""

import re
from pathlib import Path
from typing import Any

import yaml

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import PROJECT_ROOT, Settings
from include.newsmill.sources.base import Source, SourceSpec
from include.newsmill.sources.text_folder import TextFolder

NAME = re.compile(r"[a-z][a-z0-9_-]{0,62}")
REQUIRED, OPTIONAL = ("name", "kind", "location"), ("publisher",)
EXAMPLE = "sources:\n  - name: my_folder\n    kind: text_folder\n    location: /path/to/folder"


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
            file, the line and what to write.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ContractBroken(f"{path} cannot be read: {error}. NEWSMILL_SOURCES_FILE names it.") from None
    except yaml.YAMLError as error:
        raise ContractBroken(
            f"{path} is not YAML: {' '.join(str(error).split())}. It should look like:\n{EXAMPLE}"
        ) from None
    entries = _entries(path, root)
    specs: dict[str, SourceSpec] = {}
    for node in entries.value:
        spec = _spec(path, node)
        if spec.name in specs:
            raise _broken(path, node, f"the name {spec.name!r} is taken already; every source has its own")
        specs[spec.name] = spec
    return specs


def _entries(path: str, root: yaml.Node | None) -> yaml.SequenceNode:
    if isinstance(root, yaml.MappingNode) and [key.value for key, _ in root.value] == ["sources"]:
        entries = root.value[0][1]
        if isinstance(entries, yaml.SequenceNode) and entries.value:
            return entries
    raise ContractBroken(f"{path} must hold one list named sources, with at least one entry:\n{EXAMPLE}")


def _spec(path: str, node: yaml.Node) -> SourceSpec:
    if not isinstance(node, yaml.MappingNode):
        raise _broken(path, node, f"an entry has the keys {', '.join(REQUIRED)}")
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in REQUIRED + OPTIONAL:
            raise _broken(path, key, f"no key {key.value!r}; known are {', '.join(REQUIRED + OPTIONAL)}")
        if key.value in found:
            raise _broken(path, key, f"the key {key.value} stands twice")
        if not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            raise _broken(path, key, f"{key.value} must be text")
        found[key.value] = value.value
    if missing := [key for key in REQUIRED if key not in found]:
        raise _broken(path, node, f"{', '.join(missing)} is missing; write it like\n{EXAMPLE}")
    if not NAME.fullmatch(found["name"]):
        raise _broken(path, node, f"the name {found['name']!r} must be lower-case letters, digits, _ and -")
    if found["kind"] not in KINDS:
        raise _broken(path, node, f"no kind of source {found['kind']!r}; known are {', '.join(KINDS)}")
    return SourceSpec(**found)


def _broken(path: str, node: yaml.Node, what: str) -> ContractBroken:
    return ContractBroken(f"{path}, line {node.start_mark.line + 1}: {what}.")
