"""Why cleaning stops, before the record it happened to is known."""

from typing import NamedTuple

from include.newsmill.model import Reason


class Refusal(NamedTuple):
    """A reason with one sentence for a person: what was found, what was expected; never the text itself."""

    reason: Reason
    detail: str
