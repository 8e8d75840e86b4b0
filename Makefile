# The only entry. `make demo` and `make test` set up everything they need, once (deploy/setup.sh).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test lint format messages bench lock build clean

HOST ?= 127.0.0.1
PORT ?= 8000
STORIES ?=
PYTEST ?=
export PYTHON

BIN := .venv/bin
LOCK := .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"
# Checks that start Django need no newspaper: an empty folder of their own will do.
CHECKED := env REDAKSI_DIR="$(CURDIR)/.venv/newspaper" DJANGO_SETTINGS_MODULE=redaksi.config.settings
# Whole files to each of two processes, so that what a file sets up is set up once.
# In the order of tests/conftest.py: files whose tests empty the database come last.
TESTS := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
TEMPLATES := find src -name '*.html' -print0 | xargs -0 -r

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 16

demo: ## a filled newspaper on http://HOST:PORT (HOST=0.0.0.0 PORT=8080 STORIES=1000 if you like)
	@deploy/setup.sh run
	@$(BIN)/redaksi demo --host "$(HOST)" --port "$(PORT)" $(if $(STORIES),--stories "$(STORIES)")

# Not on PostgreSQL: what asks no database; the stress over HTTP, whose newspaper has SQLite wherever it runs; what is
# dropped in vain, which the tags decide; and each act by itself, which the whole model plays there too.
test: lint ## every check: lint, then all tests on PostgreSQL and on SQLite, browser included
	@status=0; \
	REDAKSI_TEST_DATABASE=postgresql $(TESTS) -m "not browser" $(addprefix --ignore=tests/,edge house lib stylebook demo ops) \
		--ignore=tests/flows/test_exact_over_http.py \
		--deselect tests/flows/test_model_of_tags.py::test_little_is_dropped_in_vain \
		--deselect tests/flows/test_model_of_tags.py::test_each_act_drops_what_it_changes $(PYTEST) || status=1; \
	$(TESTS) $(PYTEST) || status=1; \
	exit $$status

lint: ## ruff, djade, the floors, types, Django's checks, missing migrations
	@deploy/setup.sh dev
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	@$(TEMPLATES) $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m mypy
	@mkdir -p .venv/newspaper/data && touch .venv/newspaper/redaksi.toml
	$(CHECKED) $(BIN)/python -m django check --fail-level WARNING
	$(CHECKED) $(BIN)/python -m django makemigrations --check --dry-run

format: ## put Python and templates into the house's format
	@deploy/setup.sh dev
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format
	@$(TEMPLATES) $(BIN)/djade --target-version 5.2

messages: ## collect the strings of the interface and compile the Indonesian catalogue (needs gettext)
	@deploy/setup.sh dev
	cd src/redaksi && $(CHECKED) "$(CURDIR)/$(BIN)/python" -m django makemessages -l id --no-obsolete --add-location file
	cd src/redaksi && $(CHECKED) "$(CURDIR)/$(BIN)/python" -m django compilemessages -l id

bench: ## every benchmark, with its figures; ends with an error when a promise was missed
	@deploy/setup.sh bench
	@status=0; for script in bench/*.py; do \
		echo "== $$script"; $(BIN)/python "$$script" || status=1; \
	done; exit $$status

lock: ## the newest versions that fit, with their hashes, into the lock files
	@deploy/setup.sh run
	$(LOCK) --upgrade requirements-tools.in -o requirements-tools.lock
	$(LOCK) --upgrade --all-extras pyproject.toml -o requirements.lock
	$(LOCK) --upgrade --all-extras -c requirements.lock pyproject.toml requirements-dev.in -o requirements-dev.lock

build: ## the wheel, in dist/
	@deploy/setup.sh run
	.tools/bin/uv build --wheel --build-constraints requirements-tools.lock --python $(BIN)/python

clean: ## remove what make made; newspapers stay
	rm -rf .tools .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
