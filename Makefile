# Every target sets up what it needs in .venv: a fresh machine has Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check e2e soak bench shots texts format clean

run: $(READY)
	@$(BIN)/daymark run

test: $(READY)
	$(BIN)/python -m tests.run

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

e2e: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile tests/e2e tests/crash

# Kills the bot at random moments while reminders go off, on each database, and lets it come back to all
# that 24 hours brought. The seed is printed. Then it dies at every pass there is, on each database; `make
# test` lets them take turns.
soak: export DAYMARK_SOAK_SECONDS ?= 600
soak: export DAYMARK_SOAK_SEED ?= $(shell date +%s)
soak: $(READY)
	$(BIN)/python -m pytest -n 2 -rP tests/crash/test_reminding_soak.py tests/crash/test_after_an_absence.py
	DAYMARK_CRASH_WHOLE=1 $(BIN)/python -m pytest -n 2 tests/crash/test_every_*.py

bench: $(READY)
	$(BIN)/python -m tests.bench

# Every chart, as people get it and as they hardly ever do, for looking at.
shots: $(READY)
	$(BIN)/python -m tests.shots

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The template that translations start from; see CONTRIBUTING.md, "add a language".
texts: $(READY)
	$(BIN)/pybabel --quiet extract --no-location --sort-output --omit-header \
		--keyword say --keyword label --keyword count:1,2 --keyword N_ \
		--output bot/locale/daymark.pot bot

clean:
	rm -rf $(VENV) build dist

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Daymark needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@echo "Setting up $(VENV) (once, a minute or two)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)
