"""The embedded server on its own: where it lives, who may enter, what a kill -9 leaves."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from include.newsmill.errors import ContractBroken
from include.newsmill.warehouse.embedded import EmbeddedServer
from include.newsmill.warehouse.processes import postmaster_pid, processes_in

QUICK = {"fsync": "off"}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


@pytest.fixture
def place():
    """A folder with a space and a quote in its name, as a checkout may have."""
    folder = Path(tempfile.mkdtemp(prefix="nm it's "))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    """The files of a server that has been started once, to copy."""
    folder = tmp_path_factory.mktemp("pristine")
    server = EmbeddedServer(folder / "data", folder / "run", configuration=QUICK)
    server.start()
    server.stop()
    yield server.cluster
    server.remove()


@pytest.fixture
def fresh(place):
    """A server that has never been started."""
    server = EmbeddedServer(place / "data", place / "run", configuration=QUICK)
    yield server
    server.remove()


@pytest.fixture
def made(fresh, pristine):
    """A server that has been started once, and is down."""
    shutil.copytree(pristine, fresh.cluster)
    return fresh


def ask(server, statement, role="reader"):
    with psycopg.connect(server.dsn(role)) as connection:
        return connection.execute(statement).fetchone()


def test_it_speaks_unicode_listens_on_no_port_and_lets_only_us_in(made):
    made.start()
    assert ask(made, "SELECT lower('ÉÀ'), current_setting('server_encoding')") == ("éà", "UTF8")
    assert ask(made, "SELECT current_setting('listen_addresses'), current_user") == ("", "newsmill_reader")
    assert stat.S_IMODE(made.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.cluster.stat().st_mode) == 0o700


def test_nobody_elses_permissions_are_changed(fresh, place):
    before = place.stat().st_mode, place.stat().st_uid
    fresh.start()
    assert (place.stat().st_mode, place.stat().st_uid) == before
    assert fresh.cluster.is_relative_to(place)


def test_it_stays_until_told_and_keeps_its_rows(made):
    made.start()
    with psycopg.connect(made.dsn("owner")) as owner:
        owner.execute("CREATE SCHEMA kept")
    again = EmbeddedServer(made.data_dir, made.run_dir, configuration=QUICK)
    assert again.is_running()
    again.stop()
    assert not made.is_running()
    made.start()
    assert ask(made, "SELECT count(*) FROM pg_namespace WHERE nspname = 'kept'") == (1,)


def test_it_starts_again_after_a_kill(made):
    made.start()
    os.kill(postmaster_pid(made.cluster), signal.SIGKILL)
    made.start()
    assert ask(made, "SELECT 1") == (1,)


def test_it_starts_where_the_old_pid_belongs_to_another_program_now(made):
    made.start()
    for process in processes_in(made.cluster):
        os.kill(process, signal.SIGKILL)
    (made.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{made.cluster}\n")
    made.start()
    assert ask(made, "SELECT 1") == (1,)


def test_a_first_start_that_was_killed_is_begun_anew(fresh):
    half = fresh.cluster.with_name("18.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    fresh.start()
    assert ask(fresh, "SELECT 1") == (1,)


def test_two_starts_at_once_make_one_server(made):
    twin = EmbeddedServer(made.data_dir, made.run_dir, configuration=QUICK)
    with ThreadPoolExecutor(2) as pool:
        for started in [pool.submit(server.start) for server in (made, twin)]:
            started.result(timeout=60)
    assert twin.dsn("owner") == made.dsn("owner")
    assert made.is_running()


def test_a_start_that_fails_says_why(made):
    broken = EmbeddedServer(made.data_dir, made.run_dir, configuration={"shared_buffers": "much"})
    with pytest.raises(ContractBroken, match=r"shared_buffers.*much"):
        broken.start()


def test_a_socket_folder_that_is_a_trap_is_refused(made):
    made._new_socket_dir().symlink_to("/etc")
    with pytest.raises(ContractBroken, match="belongs to someone else"):
        made.start()
    made._new_socket_dir().unlink()


@as_root
def test_without_namespaces_it_runs_as_an_account_of_its_own(place):
    server = EmbeddedServer(place / "data", place / "run", configuration=QUICK, way="account")
    try:
        server.start()
        assert ask(server, "SELECT 1") == (1,)
        assert Path(f"/proc/{postmaster_pid(server.cluster)}").stat().st_uid != 0
        assert not server.cluster.is_relative_to(place)
    finally:
        server.remove()
    assert not server.cluster.exists()


@as_root
def test_root_runs_what_an_ordinary_user_made_as_that_user(made, place):
    place.chmod(0o755)
    subprocess.run(["chown", "-R", "65534:65534", made.cluster], check=True)
    made.start()
    assert Path(f"/proc/{postmaster_pid(made.cluster)}").stat().st_uid == 65534
