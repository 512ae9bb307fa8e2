# Each target sets up what it needs: python3 (3.11 or newer) with its venv module, make and git are enough.
#
#   make run                   open the sample desk
#   make run DESK=~/articles   open your own folder of articles
#   make test                  lint, types, tests
#   make bench                 speed, and accuracy where GOLD=DIR names annotated articles
#   make docs                  the guide in site/, with its page of keys, pictures and links checked

.DEFAULT_GOAL := help
.PHONY: help run test lint types tests bench docs lock clean

VENV := .venv
BIN := $(VENV)/bin
DESK ?=
GOLD ?=
PACKAGES := index briefs tui
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

help:
	@sed -n 's/^#   //p' Makefile

run: $(VENV)/.run-ready
	@$(BIN)/tearline $(if $(DESK),"$(DESK)",demo)

test: lint types tests

lint: $(VENV)/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.test-ready
	MYPYPATH=$(VENV)/src $(BIN)/mypy $(PACKAGES:%=-p tearline.%)

tests: $(VENV)/.test-ready
	$(BIN)/pytest -q -n 2

bench: $(VENV)/.test-ready
	$(BIN)/python tests/bench/reading.py
	$(BIN)/python tests/bench/search.py
	$(BIN)/python tests/bench/drafting.py
	$(BIN)/python tests/bench/brief.py
	$(BIN)/python tests/bench/curation.py
	$(BIN)/python tests/bench/screen.py
	$(if $(GOLD),$(BIN)/python tests/bench/accuracy.py --gold "$(GOLD)")

# The page of keys and the pictures come from the program itself; the guide is built of all pages.
docs: $(VENV)/.test-ready
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/guide.py

# The versions that the tests have seen; everything else installs within them.
lock: $(VENV)/.test-ready
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) build dist site *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Tearline needs Python 3.11 or newer, and none was found." >&2; exit 1; fi; \
	if ! $$found -m venv $(VENV); then \
	  echo "$$found cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv)." >&2; \
	  rm -rf $(VENV); exit 1; \
	fi

$(VENV)/.run-ready: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --editable '.[formats]'
	@touch $@

# Dependency groups need pip 25.1. mypy finds the three packages under their import names through links.
$(VENV)/.test-ready: $(VENV)/.run-ready
	$(INSTALL) --upgrade 'pip>=25.1'
	$(INSTALL) --group dev
	@mkdir -p $(VENV)/src/tearline
	@for package in $(PACKAGES); do ln -sfn "$(CURDIR)/$$package" $(VENV)/src/tearline/$$package; done
	@touch $@
