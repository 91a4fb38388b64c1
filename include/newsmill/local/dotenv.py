"""Write .env for docker compose from .env.example, with a random value for each secret that has none."""

import os
import secrets
from pathlib import Path


def filled(template: str) -> str:
    r"""The template with `secrets.token_urlsafe(32)` behind every `NAME=` that has no value; all else as it was.

    >>> filled("# note\nPORT=8080\n")
    '# note\nPORT=8080\n'
    """
    lines = template.splitlines()
    return "\n".join(line + secrets.token_urlsafe(32) if _is_empty(line) else line for line in lines) + "\n"


def write_dotenv(template: Path, target: Path) -> bool:
    """Make `target` (mode 600) from `template`; one that is there is kept, since a database knows its passwords.

    Returns:
        Whether it was made.
    """
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(filled(template.read_text("utf-8")))
    return True


def _is_empty(line: str) -> bool:
    name, equals, value = line.partition("=")
    return bool(equals) and not value.strip() and name.replace("_", "").isalnum() and not line.startswith("#")
