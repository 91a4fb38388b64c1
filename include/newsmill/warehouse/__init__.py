"""The warehouse: PostgreSQL tables, contract views, roles, and the one way in which rows are published.

A caller connects, checks the revision, tells `catalogue` what was seen and hands a day to `load.publish`.
"""

from include.newsmill.warehouse.connect import check_revision, connect
from include.newsmill.warehouse.contract_hash import contract_hash
from include.newsmill.warehouse.migrate import migrate

__all__ = ["check_revision", "connect", "contract_hash", "migrate"]
