"""The exception classes of Newsmill.

    NewsmillError
    ├── SourceUnavailable   outside, perhaps for now: a retry may help
    └── ContractBroken      asked or configured wrongly: a retry cannot help

A bad *record* is never an exception: it is a `model.Rejected` value. A slip in our own code stays a
ValueError or TypeError. A message says what was asked, of what, what came back, and what to do.
"""


class NewsmillError(Exception):
    """A run that cannot go on; the message tells an operator what to do next."""


class SourceUnavailable(NewsmillError):
    """A source did not answer, or answered with a passing failure. Trying again may help."""


class ContractBroken(NewsmillError):
    """A setting, a parameter, a schema revision or a quality gate is not as agreed. Trying again cannot help."""
