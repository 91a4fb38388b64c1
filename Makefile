# Every target is one line in `make help`. What they do stands in include/newsmill/local/.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run test up down backfill sql lint bench golden env lock clean reset
# One target after the other: they share one checkout's servers.
.NOTPARALLEL:

PYTHON ?= python3.11
PY := .venv/bin/python
LOCAL := $(PY) -m include.newsmill.local
export PYTHONPATH := $(CURDIR)

# Taken as typed: a $ in a query is not make's.
override Q := $(value Q)
export Q DAY FROM TO PENDING YES

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: ## Install everything into .venv, once (the other targets call it)
	@$(PYTHON) -c '' 2>/dev/null || { echo "Newsmill needs Python 3.11 and found no $(PYTHON)." \
		"Install it (Debian: apt-get install python3.11 python3.11-venv), or: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) include/newsmill/local/install.py

run: setup ## Run the main job for one day through Airflow and print what it found [DAY=2019-10-25]
	@$(LOCAL) run "$$DAY"

test: setup ## Run all tests [ARGS=tests/unit]
	@$(PY) -m pytest $(ARGS)

up: setup ## Start the warehouse and Airflow with its UI; prints the address and the log-in
	@$(LOCAL) up

down: setup ## Stop all that `make up` started
	@$(LOCAL) down

backfill: setup ## Load many days: FROM=2019-10-20 TO=2019-10-31, or PENDING=1 for what came in late
	@$(LOCAL) backfill "$$FROM" "$$TO" "$$PENDING"

sql: setup ## Ask the warehouse, answer as CSV: make -s sql Q="select * from news.articles"; without Q a prompt
	@$(LOCAL) sql "$$Q"

lint: setup ## Check style and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

bench: setup ## Measure speed and growth
	@$(PY) -m benchmarks

golden: setup ## Write tests/golden anew; read the difference before you commit it
	@$(PY) -m pytest -q tests/unit -k golden --write-golden

env: setup ## Write .env for docker compose, with random secrets
	@$(LOCAL) env

lock: setup ## Choose the versions anew from pyproject.toml and write the requirements files
	@for lock in uv:requirements-uv.in :pyproject.toml; do \
		suffix=$${lock%%:*}; $(PY) -m uv pip compile --quiet --universal --generate-hashes --python 3.11 \
		--custom-compile-command "make lock" -o "requirements$${suffix:+-$$suffix}.txt" "$${lock#*:}" || exit; done
	@$(PY) -m uv pip compile --quiet --universal --generate-hashes --python 3.11 --custom-compile-command "make lock" \
		-c requirements.txt --group pyproject.toml:dev -o requirements-dev.txt

clean: ## Remove what tests and tools leave behind; never data/
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -not -path './data/*' -prune -exec rm -rf {} +

reset: setup ## Stop all and delete data/ and run/, after asking [YES=1]
	@$(LOCAL) reset "$$YES"
