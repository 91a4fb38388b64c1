"""The day's articles as the pandas frame that the rules look at.

The frame never holds a body: what rules ask of one is worked out while it is read, in pieces. A column computed anew
stands as computed_… beside the column it must equal, so that a rule is a plain comparison.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from include.newsmill import model, schema
from include.newsmill.quality import columns, parquet
from include.newsmill.quality.examiner import ROW, ROW_KEY
from include.newsmill.quality.facts import KEYS, Facts, Versions, figures, repeated


def article_frame(paths: Sequence[str]) -> tuple[Any, Versions]:
    """All articles of the day without their bodies, and their versions. Every body is read once."""
    import pandas as pd

    versions = Versions(paths)
    parts = [_piece(piece) for piece in parquet.pieces(paths)]
    if not parts:
        return pd.DataFrame(), versions
    table = pa.concat_tables(parts)
    versions.fill(table.column("version_id").combine_chunks(), table.column("body_chars").to_numpy())
    frame = table.to_pandas(date_as_object=False)
    frame[ROW] = np.arange(len(frame))
    frame["copies"] = columns.copies(frame, repeated(table.select(KEYS["articles"])), KEYS["articles"])
    return frame, versions


def _piece(piece: Any) -> Any:
    """Some articles, bodies and lists replaced by what the rules ask of them."""
    bodies = piece.column("body").to_pylist()
    observed, published_at = piece.column("observed_at"), piece.column("published_at")
    hashes = [_hash(*pair) for pair in zip(piece.column("headline").to_pylist(), bodies, strict=True)]
    ids = zip(
        piece.column("article_id").to_pylist(), piece.column("content_sha256").to_pylist(), observed.to_pylist(),
        strict=True,
    )  # fmt: skip
    nothing = pa.scalar(None, pa.string())
    return columns.with_columns(
        piece,
        {
            ROW_KEY: columns.row_keys("articles", piece),
            "missing": columns.missing(piece, schema.ARTICLE),
            "nul_in": columns.nul_in(piece),
            "body_chars": pc.utf8_length(piece.column("body")).fill_null(0),
            "body_words": pa.array([len(body.split()) if body else 0 for body in bodies], pa.int32()),
            "computed_sha256": pa.array(hashes, pa.string()),
            "computed_version_id": pa.array([_version_id(*one) for one in ids], pa.string()),
            "observed_on": observed.cast(pa.date32()),
            "published_at_precision": pc.if_else(
                pc.is_valid(published_at), piece.column("published_precision"), nothing
            ),
            "published_gap_days": pc.subtract(
                piece.column("published_on").cast(pa.int32()), published_at.cast(pa.date32()).cast(pa.int32())
            ),
        },
    )


def _hash(headline: str | None, body: str | None) -> str | None:
    return None if body is None else model.content_sha256(headline, body)


def _version_id(article_id: str | None, sha: str | None, observed_at: datetime | None) -> str | None:
    if not article_id or not sha or not observed_at:
        return None
    try:
        return str(model.version_id(uuid.UUID(article_id), sha, observed_at))
    except ValueError:  # not a UUID, which is another rule's business
        return None


def day_frame(articles: Any, facts: Facts, extractions: Any) -> Any:
    """The few columns of the day's articles that table rules look at; mentions and events are null where skipped.

    Args:
        extractions: pandas frame of the staged table of that name.
    """
    lines = extractions.drop_duplicates("version_id")
    frame = articles[[ROW, "version_id", "language", "published_on", "content_sha256"]].merge(
        lines, how="left", on="version_id"
    )
    frame["content_copies"] = frame.groupby("content_sha256")["content_sha256"].transform("size")
    numbers = facts.versions.numbers(pa.array(frame["version_id"], pa.string()))
    for table in ("mentions", "events"):
        counts = figures(facts.rows_of_version[table], numbers).to_pandas().astype(float)
        counts[frame["skipped"].notna() | frame["model_version"].isna()] = np.nan
        frame[table] = counts
    return frame
