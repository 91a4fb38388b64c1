"""What one stage hands to the next: small, JSON, paths and counts and never an article (Airflow keeps it in XCom)."""

from typing import TypedDict


class Plan(TypedDict):
    """What a run is about; the first argument of all later stages."""

    load_id: int
    day: str  # YYYY-MM-DD
    kind: str  # scheduled | backfill | manual | replay
    dag_run_id: str
    sources: list[str]
    started_at: str  # ISO, UTC


class Fetched(TypedDict):
    """The day's raw documents of one source."""

    source: str
    path: str | None  # None where the day has no record of this source
    rows: int
    records: int  # rows plus those whose kept bytes are gone
    rejected: str | None
    unavailable: str | None  # why the source could not be read, after the last try
    seconds: float


class Slice(TypedDict):
    """Rows start..stop (stop not included) of one file."""

    path: str
    start: int
    stop: int


class Shard(TypedDict):
    """What one mapped task works on: up to `shard_articles` raw documents; possibly none."""

    no: int
    slices: list[Slice]


class Worked(TypedDict):
    """What `clean` and `extract` did with a shard: staged table -> paths of its files."""

    no: int
    tables: dict[str, list[str]]
    rows: int  # articles that go on
    model_version: str | None
    seconds: float


class Judged(TypedDict):
    """The gate's verdict on the day."""

    tables: dict[str, list[str]]
    validations: str | None
    refused_rows: str | None
    refusal: str | None  # why the day is refused; None when it may be published
    model_version: str | None
    records: int
    stage_seconds: dict[str, float]


class Loaded(TypedDict):
    """What the warehouse holds of the run."""

    load_id: int
    day: str
    status: str  # published | partial | refused | empty
    counts: dict[str, int]
    refusal: str | None
    unavailable: dict[str, str]  # source -> why
