"""What `init` of the cluster form does to a PostgreSQL server, on a real one."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from deploy.init import prepare_server
from include.newsmill.warehouse import migrate
from include.newsmill.warehouse.embedded import EmbeddedServer

OWN, WAREHOUSE = "cluster_airflow", "cluster_newsmill"


class Cluster:
    """The DSNs that docker-compose.yaml would give to init, on the tests' server."""

    def __init__(self, server: EmbeddedServer) -> None:
        self.server = server
        self.superuser = server.dsn("admin", "postgres")
        self.password = "first"
        self.prepare()

    def prepare(self) -> None:
        warehouse = [self.dsn(f"newsmill_{role}", WAREHOUSE) for role in ("owner", "loader", "reader")]
        prepare_server(self.superuser, own=["db+" + self.dsn(OWN, OWN)], warehouse=warehouse)

    def dsn(self, user: str, database: str) -> str:
        url = make_url(self.superuser).set(username=user, password=self.password, database=database)
        return url.render_as_string(hide_password=False)

    def passwords(self) -> dict[str, str]:
        with psycopg.connect(self.superuser) as connection:
            rows = connection.execute(
                "SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'newsmill_%%' OR rolname = %s", [OWN]
            )
            return dict(rows.fetchall())


@pytest.fixture
def cluster(server: EmbeddedServer) -> Iterator[Cluster]:
    yield Cluster(server)
    with psycopg.connect(server.dsn("admin", "postgres"), autocommit=True) as admin:
        for database in (OWN, WAREHOUSE):
            admin.execute(f"DROP DATABASE {database} WITH (FORCE)")
        admin.execute(f"DROP ROLE {OWN}")


def test_each_role_reaches_its_database_and_no_other(cluster: Cluster):
    for user, database in ((OWN, OWN), ("newsmill_loader", WAREHOUSE), ("newsmill_reader", WAREHOUSE)):
        psycopg.connect(cluster.dsn(user, database)).close()
    for user, database in (("newsmill_loader", OWN), ("newsmill_owner", OWN), (OWN, WAREHOUSE)):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(cluster.dsn(user, database))


def test_passwords_are_stored_hashed_and_a_second_time_sets_them_anew(cluster: Cluster):
    before = cluster.passwords()
    cluster.password = "second"
    cluster.prepare()
    after = cluster.passwords()
    assert all(stored.startswith("SCRAM-SHA-256$") for stored in after.values())
    assert set(after) == {OWN, "newsmill_owner", "newsmill_loader", "newsmill_reader"}
    assert not set(before.values()) & set(after.values())


def test_the_warehouse_sorts_by_code_point_and_takes_the_migrations(cluster: Cluster):
    migrate(cluster.dsn("newsmill_owner", WAREHOUSE))
    with psycopg.connect(cluster.dsn("newsmill_reader", WAREHOUSE)) as connection:
        assert connection.execute("SELECT count(*) FROM news.articles").fetchone() == (0,)
        assert connection.execute(
            "SELECT array_agg(x ORDER BY x) FROM unnest(ARRAY['b', 'É', 'C', 'a']) x"
        ).fetchone() == (["C", "a", "b", "É"],)
