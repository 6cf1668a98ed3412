# Two commands: `make scan` checks the worked example, `make test` runs the whole suite.
# Both set up everything they need in .venv and ask nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: scan test lint types check docs lock bench clean help

scan: $(STAMP)  ## check the example article against the registry that ships
	@$(BIN)/factcheck scan examples/article.txt; status=$$?; [ $$status -le 1 ] || exit $$status

test: $(STAMP)  ## run the whole test suite
	@$(BIN)/python -m pytest -n auto --maxprocesses 4

lint: $(STAMP)  ## formatting and lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(STAMP)  ## static types
	@$(BIN)/mypy --strict

check: lint types test  ## all that CI runs

bench: $(STAMP)  ## the measurements behind docs/quality.md
	@$(BIN)/python -m benchmarks

docs: $(STAMP)  ## make the picture in the README anew
	@$(BIN)/python docs/make_table.py

lock: $(STAMP)  ## renew requirements.lock from pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --extra model --extra nli --extra warc --extra dev --output-file requirements.lock pyproject.toml

# The stamp depends on what is installed, so a changed lock or a changed pyproject.toml installs again.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("factcheck needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV) (once; about a minute)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q factcheck  # pip does this for all but what is editable
	@touch $(STAMP)

clean:  ## remove what was derived: .venv, caches, indexes
	rm -rf $(VENV) .factcheck build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
