"""`python -m include.newsmill.warehouse [migrate|dictionary|roles]`, as NEWSMILL_OWNER_DSN.

migrate     bring the schema up to date (the default)
dictionary  print docs/data-dictionary.md
roles       print the SQL a DBA runs once on a server of their own; needs no DSN
"""

import os
import sys

from include.newsmill.errors import ContractBroken
from include.newsmill.settings import Settings
from include.newsmill.warehouse import connect, dictionary, migrate, roles


def main(arguments: list[str]) -> int:
    """Run one command; 2 for one that does not exist."""
    wanted = arguments[0] if arguments else "migrate"
    if wanted == "roles":
        sys.stdout.write(roles.dba_script())
        return 0
    dsn = Settings.from_environment(os.environ).dsn("owner")
    if wanted == "migrate":
        for statement in migrate(dsn):
            sys.stdout.write(f"For a superuser to run, to close the database to PUBLIC: {statement}\n")
    elif wanted == "dictionary":
        with connect(dsn).connect() as connection:
            sys.stdout.write(dictionary.markdown(connection))
    else:
        sys.stderr.write(__doc__ or "")
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ContractBroken as broken:
        sys.exit(str(broken))
