"""The gate: judges a staged day with Great Expectations before anything of it reaches a reader.

`judge` is the way in. Rules are data (`rules/`, one line each in docs/quality.md), Great Expectations decides
(`examiner.py`), everything else reads Parquet and joins. Importing this package does not import Great
Expectations: an empty day does not need it.
"""

from include.newsmill.quality.gate import Judgement, judge

__all__ = ["Judgement", "judge"]
