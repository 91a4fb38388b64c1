"""One hash over everything readers see of the news, to compare two warehouses or two moments of one."""

import hashlib

from sqlalchemy import Connection, text

from include.newsmill.warehouse.contract import VIEWS

# The halves of each row's md5 are summed: free of order, constant in memory, and a row twice is not a row once.
_SUM = (
    "SELECT '{view}', count(*), coalesce(sum(CAST(CAST('x' || left(h, 16) AS bit(64)) AS bigint)), 0),"
    " coalesce(sum(CAST(CAST('x' || right(h, 16) AS bit(64)) AS bigint)), 0)"
    " FROM (SELECT md5(CAST(ROW({columns}) AS text)) AS h FROM news.{view}) hashes"
)


def contract_hash(connection: Connection) -> str:
    """Hex sha256 over all rows of all versions, entities, mentions, events and participants, load ids aside.

    Reads the contract views, so any reader may ask, and all of them at one moment. The same on every server: text
    forms are settled for the transaction.
    """
    for setting in ("timezone = 'UTC'", "datestyle = 'ISO'", "extra_float_digits = 1"):
        connection.exec_driver_sql(f"SET LOCAL {setting}")
    sums = [
        _SUM.format(view=view.name, columns=", ".join(name for name in view.columns if name != "load_id"))
        for view in VIEWS
        if view.hashed
    ]
    rows = connection.execute(text(" UNION ALL ".join(sums) + " ORDER BY 1"))
    return hashlib.sha256("\n".join(":".join(map(str, row)) for row in rows).encode()).hexdigest()
