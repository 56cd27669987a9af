# Startgesprek. Two commands do everything on a fresh machine with Python 3.11 and make: `make run` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help run test browser check fix train bench lock clean

help: ## laat deze lijst zien
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.run ## start Startgesprek op http://127.0.0.1:8000
	@$(BIN)/startgesprek serve --demo

test: check ## controleer stijl en typen, en draai de tests
	@$(BIN)/pytest

browser: $(VENV)/.test ## draai alleen de tests in een echte browser
	@$(BIN)/pytest tests/browser

check: $(VENV)/.test ## stijl, typen en kennis
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy

fix: $(VENV)/.test ## herstel wat vanzelf te herstellen is
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

train: $(VENV)/.run ## train het model als de gegevens zijn veranderd
	@$(BIN)/startgesprek train

bench: $(VENV)/.run ## meet snelheid en geheugen
	@$(BIN)/python bench/turn.py

lock: $(VENV)/.test ## reken de vastgezette versies opnieuw uit, zonder adressen van registers
	@$(BIN)/uv pip compile -q pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	@cp requirements.lock requirements-test.lock
	@$(BIN)/uv pip compile -q pyproject.toml --group test --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-test.lock

clean: ## gooi de omgeving weg (niet de gegevens)
	@rm -rf $(VENV)

$(BIN)/uv: requirements-uv.lock
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Startgesprek heeft Python 3.11 nodig. Installeer dat, of wijs het aan met: make run PYTHON=/pad/naar/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

# The environment for running; the one for testing holds everything of it too, so either serves `make run`.
$(VENV)/.run: $(BIN)/uv requirements.lock pyproject.toml
	@if [ -e $(VENV)/.test ]; then $(MAKE) -s $(VENV)/.test; else $(BIN)/uv pip sync -q --python $(BIN)/python requirements.lock && $(call install_ourselves); fi
	@touch $@

$(VENV)/.test: $(BIN)/uv requirements-test.lock pyproject.toml
	@$(BIN)/uv pip sync -q --python $(BIN)/python requirements-test.lock && $(call install_ourselves)
	@touch $@

install_ourselves = $(BIN)/uv pip install -q --no-deps --no-build-isolation --python $(BIN)/python -e .
