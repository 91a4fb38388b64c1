"""The cluster form read as plain YAML: what is open, who knows which secret, and that every setting exists.

A check with the real `docker compose config` comes last; the rest needs no Docker.
"""

import base64
import importlib.util
import os
import re
import runpy
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from include.newsmill.local import dotenv
from include.newsmill.settings import PROJECT_ROOT, Settings

COMPOSE = yaml.safe_load((PROJECT_ROOT / "docker-compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict] = COMPOSE["services"]
DOCKERFILE = (PROJECT_ROOT / "Dockerfile").read_text("utf-8")
TEMPLATE = (PROJECT_ROOT / ".env.example").read_text("utf-8")


def parse(text: str) -> dict[str, str]:
    """The names and values of a .env file."""
    return dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))


EXAMPLE = parse(TEMPLATE)
SECRETS = {name for name, value in EXAMPLE.items() if not value}
AIRFLOW = {"api-server", "scheduler", "dag-processor", "triggerer"}

# Every secret, and the services that may know it.
MAY_KNOW = {
    "POSTGRES_PASSWORD": {"postgres", "init"},
    "AIRFLOW_DB_PASSWORD": {"init", *AIRFLOW},
    "CELERY_DB_PASSWORD": {"init", "worker", *AIRFLOW},
    "WAREHOUSE_OWNER_PASSWORD": {"init"},
    "WAREHOUSE_LOADER_PASSWORD": {"init", "worker"},
    "WAREHOUSE_READER_PASSWORD": {"init", "worker", "api-server"},
    "REDIS_PASSWORD": {"redis", "init", "worker", *AIRFLOW},
    "AIRFLOW_FERNET_KEY": {"init", *AIRFLOW},
    "AIRFLOW_SECRET_KEY": {"init", "worker", *AIRFLOW},
    "AIRFLOW_JWT_SECRET": {"init", *AIRFLOW},
    "AIRFLOW_ADMIN_PASSWORD": {"init"},
}


def environment(service: str) -> dict[str, str]:
    return SERVICES[service].get("environment", {})


def each_setting() -> list[tuple[str, str, str]]:
    return [(service, name, value) for service in SERVICES for name, value in environment(service).items()]


def test_the_services_of_the_design_are_there():
    assert set(SERVICES) == {"postgres", "redis", "init", "worker", *AIRFLOW}


def test_only_the_ui_is_published_and_only_on_loopback():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"api-server": ["127.0.0.1:${UI_PORT:-8080}:8080"]}
    assert all("network_mode" not in service for service in SERVICES.values())


def test_every_secret_is_known_to_those_who_need_it_and_to_no_other():
    known = {secret: set() for secret in SECRETS}
    for service, definition in SERVICES.items():
        for name in re.findall(r"\$\{(\w+)", yaml.safe_dump(definition)):
            if name in SECRETS:
                known[name].add(service)
    assert known == MAY_KNOW


def test_a_missing_secret_stops_compose_and_says_what_to_do():
    used = set(re.findall(r"\$\{[^}]+\}", (PROJECT_ROOT / "docker-compose.yaml").read_text("utf-8")))
    of_secrets = {f"${{{name}:?run make env}}" for name in SECRETS}
    of_choices = {f"${{{name}:-{value}}}" for name, value in EXAMPLE.items() if value}
    assert used == of_secrets | of_choices


@pytest.mark.parametrize("marker", ["PASSWORD", "SECRET", "KEY", "DSN", "CONN", "BROKER_URL", "RESULT_BACKEND", "AUTH"])
def test_no_secret_stands_in_the_file(marker: str):
    harmless = {"CONNECTION_CHECK_MAX_COUNT", "AIRFLOW__CORE__AUTH_MANAGER", "AIRFLOW__API_AUTH__JWT_ALGORITHM"}
    nobodys = ("worker", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN")  # names a role that does not exist
    found = [(s, name) for s, name, value in each_setting() if marker in name and ":?run make env}" not in value]
    assert [(s, name) for s, name in found if name not in harmless and (s, name) != nobodys] == []


def test_code_is_not_mounted_and_every_volume_is_declared():
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    assert {mount.partition(":")[0] for mount in mounts} == set(COMPOSE["volumes"])


def test_staging_is_shared_by_the_workers_and_logs_by_all_of_airflow():
    assert "mill:/opt/newsmill/data" in SERVICES["worker"]["volumes"]
    assert all("logs:/opt/airflow/logs" in SERVICES[name]["volumes"] for name in {*AIRFLOW, "worker"})


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"init"}))
def test_a_service_that_stays_is_checked_restarted_and_bounded(name: str):
    service = SERVICES[name]
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"
    assert service["deploy"]["resources"]["limits"]["memory"]


@pytest.mark.parametrize("name", sorted({*AIRFLOW, "worker"}))
def test_a_check_is_cheap_and_patient_enough_for_two_cores(name: str):
    check = SERVICES[name]["healthcheck"]
    assert "airflow jobs" not in str(check["test"])  # importing Airflow costs 2 s of CPU, each time
    assert "--app" not in str(check["test"])
    assert (check["timeout"], check["start_period"]) == ("30s", "180s")


@pytest.mark.parametrize("name", sorted(AIRFLOW - {"api-server"}))
def test_a_service_without_a_door_is_asked_after_by_the_name_that_the_api_gives_it(name: str):
    test = SERVICES[name]["healthcheck"]["test"]
    assert f"""'"{name.replace("-", "_")}":{{"status":"healthy"'""" in test[1]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_can_gain_rights_or_write_to_its_image(name: str):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "pid"} & set(service)


def test_nothing_of_airflow_starts_before_init_has_ended_well():
    for name in {*AIRFLOW, "worker"}:
        assert SERVICES[name]["depends_on"]["init"] == {"condition": "service_completed_successfully"}


def test_every_setting_of_newsmill_exists():
    known = {f"NEWSMILL_{field.name.upper()}" for field in fields(Settings)}
    assert {name for _, name, _ in each_setting() if name.startswith("NEWSMILL_")} <= known


def test_every_setting_of_airflow_exists():
    """A slip in such a name is silent: Airflow reads its default."""
    home = Path(importlib.util.find_spec("airflow").submodule_search_locations[0])
    sections = yaml.safe_load((home / "config_templates" / "config.yml").read_text("utf-8"))
    for provider in ("celery", "fab"):  # read as files: unit tests do not import Airflow
        told = runpy.run_path(str(home / "providers" / provider / "get_provider_info.py"))["get_provider_info"]()
        sections |= told["config"]
    known = {f"AIRFLOW__{section}__{name}".upper() for section in sections for name in sections[section]["options"]}
    known.add("AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT")  # a section of free names
    in_image = re.findall(r"(AIRFLOW__\w+)=", DOCKERFILE)
    assert {*in_image, *(name for _, name, _ in each_setting() if name.startswith("AIRFLOW__"))} <= known


def test_the_image_builds_without_extensions_of_the_builder_and_does_not_run_as_root():
    assert [word for word in ("syntax=", "<<", "--mount") if word in DOCKERFILE] == []
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)[-1] == "50000"


def test_the_base_image_is_the_airflow_of_the_lock():
    lock = (PROJECT_ROOT / "requirements.txt").read_text("utf-8")
    version = re.search(r"^apache-airflow==([\d.]+)", lock, re.MULTILINE)[1]
    assert f"ARG BASE=apache/airflow:{version}-python3.11" in DOCKERFILE
    assert EXAMPLE["AIRFLOW_IMAGE"] == f"apache/airflow:{version}-python3.11"


def test_the_builder_is_sent_what_the_image_holds_and_no_more():
    sent = re.findall(r"^!(.+)$", (PROJECT_ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    assert sorted(sent) == sorted(re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE))


def test_the_page_about_the_cluster_tells_of_every_service_and_volume():
    page = (PROJECT_ROOT / "docs" / "cluster.md").read_text("utf-8")
    assert [name for name in SERVICES if f"\n| {name} |" not in page] == []
    assert [name for name in COMPOSE["volumes"] if f"`{name}`" not in page] == []


def missing_docker() -> str | None:
    """What lacks for `docker compose config`, which needs no engine, only the two programs."""
    if shutil.which("docker") is None:
        return "the docker command is not installed"
    asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    return "docker's compose plugin is not installed" if asked.returncode else None


@pytest.fixture
def compose(tmp_path: Path):
    if lacking := missing_docker():
        pytest.skip(lacking)
    clean = {name: value for name, value in os.environ.items() if name not in EXAMPLE}

    def config(values: dict[str, str]) -> subprocess.CompletedProcess[str]:
        (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()), "utf-8")
        command = ["docker", "compose", "--env-file", str(tmp_path / ".env"), "config", "--quiet"]
        return subprocess.run(command, cwd=PROJECT_ROOT, env=clean, capture_output=True, text=True, check=False)

    return config


def test_compose_takes_the_file_once_every_secret_is_filled_in(compose):
    values = parse(dotenv.filled(TEMPLATE))
    assert compose(values).returncode == 0
    refused = compose({**values, "REDIS_PASSWORD": ""})
    assert refused.returncode != 0
    assert "run make env" in refused.stderr


def test_what_make_env_writes_is_complete_fits_into_urls_and_makes_a_fernet_key():
    values = parse(dotenv.filled(TEMPLATE))
    assert all(re.fullmatch(r"[\w-]{43}", values[name], re.ASCII) for name in SECRETS)
    assert len(base64.urlsafe_b64decode(values["AIRFLOW_FERNET_KEY"] + "=")) == 32
