# Everything a developer or a first user does with this checkout. `make run` and `make test` need
# nothing but Python 3.11+ (with venv), make and a network.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade

.PHONY: run install dev test check format bench quality pictures schemas lock clean

run: install ## open the reader
	@$(BIN)/crossread

install: .venv/installed ## make .venv/bin/crossread from locked versions

dev: .venv/developed ## the same, with what tests and checks need

.venv/python:
	@test -n "$(PYTHON)" || { echo "Crossread needs Python 3.11 or newer; none was found. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/python pyproject.toml requirements/run.txt
	@echo "Installing Crossread into .venv (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/developed: .venv/installed requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

test: dev ## every test
	$(BIN)/python -m pytest -n auto

check: dev ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev ## format the code and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev ## times and memory, printed as a table
	$(BIN)/python -m tests.bench

quality: dev ## scores on public data, printed as a table; one thread, as in the writer
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.quality

pictures: dev ## the pictures of the screen in docs/
	$(BIN)/python -m tests.pictures

schemas: dev ## the JSON Schema of every document, in docs/schema/
	$(BIN)/crossread schemas docs/schema

lock: .venv/python ## renew the locked versions (uv resolves for every Python and platform at once)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile $(LOCK) --group build pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile $(LOCK) --group pyproject.toml:dev -c requirements/run.txt -o requirements/dev.txt

clean: ## remove the virtual environment and what tools left
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
