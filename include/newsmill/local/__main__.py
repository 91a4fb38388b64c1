"""`python -m include.newsmill.local COMMAND [ARGUMENT ...]`: what the Makefile calls. See `make help`."""

import signal
import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import NoReturn

from include.newsmill.errors import NewsmillError
from include.newsmill.local import commands

COMMANDS: Mapping[str, Callable[..., int]] = {
    "run": commands.run,
    "up": commands.up,
    "down": commands.down,
    "backfill": commands.backfill,
    "sql": commands.sql,
    "env": commands.env,
    "reset": commands.reset,
}


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status. An error that a person can mend is one message, no traceback."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"Usage: python -m include.newsmill.local {{{'|'.join(COMMANDS)}}}; see `make help`.", file=sys.stderr)
        return 2
    # A closed terminal or a `kill` ends us as Ctrl-C does: what we started is stopped on the way out.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _stop)
    try:
        return COMMANDS[arguments[0]](*arguments[1:])
    except NewsmillError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:  # a full disk, files of another user
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
