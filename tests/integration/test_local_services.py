"""Who uses the servers decides when they start and stop. Airflow's part of it is in tests/e2e."""

import json
import os
import subprocess
import sys
import threading

import pytest

from include.newsmill.local.checkout import Checkout
from include.newsmill.local.services import UP, Services


@pytest.fixture
def services(tmp_path):
    made = Services(Checkout(data=tmp_path / "data", run=tmp_path / "run"))
    yield made
    made.server.remove()


def lease(services, name, **content):
    folder = services.checkout.run / "leases"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(content))


def test_the_server_is_up_for_as_long_as_it_is_used(services):
    with services.in_use(airflow=False):
        assert services.server.is_running()
    assert not services.server.is_running()


def test_it_stops_also_when_the_work_fails(services):
    with pytest.raises(ZeroDivisionError), services.in_use(airflow=False):
        raise ZeroDivisionError
    assert not services.server.is_running()


def test_what_make_up_started_stays(services):
    lease(services, UP, airflow=False)
    with services.in_use(airflow=False):
        pass
    assert services.is_up()
    assert services.server.is_running()
    services.down()
    assert not services.server.is_running()


def test_the_last_user_stops_it(services):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        from include.newsmill.local.processes import started_at

        lease(services, str(other.pid), pid=other.pid, since=started_at(other.pid), airflow=False)
        with services.in_use(airflow=False):
            pass
        assert services.server.is_running()
        other.communicate(b"\n")
    with services.in_use(airflow=False):
        pass
    assert not services.server.is_running()


def test_a_lease_of_a_killed_process_counts_for_nothing(services):
    lease(services, "99999999", pid=99999999, since=1.0, airflow=True)
    lease(services, "1", pid=os.getpid(), since=1.0, airflow=True)  # the pid was given again
    with services.in_use(airflow=False):
        pass
    assert not services.server.is_running()
    assert list((services.checkout.run / "leases").iterdir()) == []


def test_users_that_come_and_go_at_once_share_one_server(services):
    failures = []

    def use():
        try:
            code = (
                "from pathlib import Path; import sys; from include.newsmill.local.checkout import Checkout;"
                "from include.newsmill.local.services import Services;"
                "s = Services(Checkout(data=Path(sys.argv[1]), run=Path(sys.argv[2])))\n"
                "with s.in_use(airflow=False): assert s.server.is_running()"
            )
            folders = [services.checkout.data, services.checkout.run]
            subprocess.run([sys.executable, "-c", code, *folders], check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            failures.append(error.stderr)

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not services.server.is_running()
