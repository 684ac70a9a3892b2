# Two commands do everything on a machine with python3.11 (or newer), pip, venv and make:
#   make demo    the sample's paper, written to demo-out/, and its forum as a site in demo-forum/
#   make test    the test suite
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# Tests wait for browsers, servers and the disk a quarter of the time: one worker more than cores.
WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

.PHONY: help setup demo test test-long test-postgres lint fmt docs sbom requirements clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/.debian $(VENV)/.project ## .venv with the conspectus command; Debian packages where allowed
	@:

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Conspectus needs Python 3.11 or newer with venv (apt-get install python3.11-venv)."; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.debian: packages-debian.txt scripts/install-debian-packages | $(VENV)/bin/python
	@scripts/install-debian-packages
	@touch $@

$(VENV)/.requirements: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing Python packages (pinned, with hashes); this takes some minutes"
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.requirements
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q -j 0 src # once, not in each process that runs at the same time
	@touch $@

demo: setup ## the paper of the embedded sample, in demo-out/, and its forum, in demo-forum/
	@$(BIN)/conspectus synthesize src/conspectus/sample/data -o demo-out
	@$(BIN)/conspectus verify demo-out
	@$(BIN)/conspectus demo demo-forum

test: setup ## the default suite, at most ten minutes on two cores
	@$(PYTEST)

test-long: setup ## everything, with fresh random examples as well
	@CONSPECTUS_TESTS=long $(PYTEST) -m "long or not long"

test-postgres: setup ## the default suite on a PostgreSQL that the tests start
	@$(PYTEST) -p tests.postgres.server -m "not long or postgres"

lint: setup ## style, types, layers, spelling
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/codespell

fmt: setup ## put the style right where a machine can
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

docs: setup ## the documentation as a site, in build/docs/
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

sbom: setup ## the bill of materials of the core (CycloneDX), in build/sbom.json
	@mkdir -p build
	@$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON -o build/sbom.json requirements/run.txt
	@echo "build/sbom.json"

requirements: setup ## pin again after a change of dependencies (UPGRADE=1: newer versions too)
	@UPGRADE=$(UPGRADE) scripts/compile-requirements

clean: ## forget .venv and what was made
	@rm -rf $(VENV) demo-out demo-forum build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
