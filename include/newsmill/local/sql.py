"""Answers of the warehouse as CSV, or a prompt, as the reader whom consumers are."""

import csv
import shutil
import subprocess
import sys
from typing import TextIO

import psycopg

from include.newsmill.errors import ContractBroken, NewsmillError
from include.newsmill.warehouse.embedded import binaries

# What COPY takes; it writes values as PostgreSQL does, which Python's own types would not survive.
_COPIED = {"select", "with", "values", "table"}


def write_csv(dsn: str, query: str, out: TextIO) -> None:
    """Write the answer to one statement as CSV with a header line.

    Raises:
        NewsmillError: the database does not take the statement; the message is its own.
    """
    statement = query.strip().rstrip(";")
    try:
        with psycopg.connect(dsn, application_name="make sql") as connection:
            first = statement.split(None, 1)[0].lower() if statement else ""
            if first in _COPIED:
                _copy(connection, statement, out)
            else:
                _fetch(connection, statement, out)
    except psycopg.Error as error:
        raise NewsmillError(str(error).strip()) from None


def prompt(dsn: str) -> int:
    """A psql session; returns its exit status."""
    return subprocess.run([_psql(), "--no-psqlrc", dsn], check=False).returncode


def _copy(connection: psycopg.Connection, statement: str, out: TextIO) -> None:
    # A line end before the bracket, so that a comment at the end of the query does not swallow it.
    wrapped = f"COPY ({statement}\n) TO STDOUT WITH (FORMAT csv, HEADER true)"
    with connection.cursor() as cursor, cursor.copy(wrapped.encode()) as rows:
        out.writelines(bytes(block).decode() for block in rows)


def _fetch(connection: psycopg.Connection, statement: str, out: TextIO) -> None:
    cursor = connection.execute(statement.encode())
    if cursor.description is not None:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column.name for column in cursor.description)
        writer.writerows(cursor)


def _psql() -> str:
    """The wheel's psql; its version fits the embedded server. Else the system's."""
    try:
        return str(binaries() / "psql")
    except ContractBroken:
        found = shutil.which("psql")
    if found is None:
        sys.exit('No psql here. Ask with: make -s sql Q="select count(*) from news.articles"')
    return found
