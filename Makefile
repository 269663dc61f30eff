.DEFAULT_GOAL := help
VENV := .venv
PYTHON := $(VENV)/bin/python
STAMP := $(VENV)/.installed

.PHONY: help setup demo test check cover bench year season mutants rehearse lock words reference clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(STAMP) ## Create .venv and install the locked dependencies and the package

$(STAMP): requirements.lock pyproject.toml
	@echo "Creating .venv"
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@echo "Installing the locked dependencies"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	@echo "Installing muvengine"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: setup ## Run the seed town on this machine
	@$(VENV)/bin/muvengine demo $(ARGS)

test: setup ## Run the whole suite: both databases, the browser, the import contracts
	@$(PYTHON) -m pytest -n auto --dist worksteal $(ARGS)

check: setup ## Format, lint, types, translations, rulebooks, tests
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/muvengine words check
	@$(VENV)/bin/muvengine words lint
	@$(VENV)/bin/muvengine rules check rules/*.yaml
	@$(MAKE) --no-print-directory test

cover: setup ## The whole suite, and how much of the product it really ran (twice the time)
	@$(PYTHON) -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-report=json:coverage.json $(ARGS)
	@$(PYTHON) -m tests.coverage_floor coverage.json

bench: setup ## Measure; every figure is a ratio to a baseline of the same run
	@$(PYTHON) -m tests.bench $(ARGS)

year: setup ## Live a year of 2 000 people and 40 shops, and add it up (about 15 minutes)
	@$(PYTHON) -m tests.long $(ARGS)

season: setup ## Play twelve weeks of 2 000 people in 60 teams, checked each week (about 25 minutes)
	@$(PYTHON) -m tests.long.play $(ARGS)

mutants: setup ## Damage every rulebook 10 000 times and check each (about 5 minutes a book)
	@$(PYTHON) -m tests.long.mutate $(ARGS)

rehearse: setup ## Live a year of 400 000 trips under each rulebook and rehearse them all (about 20 minutes)
	@$(PYTHON) -m tests.long.rehearse $(ARGS)

lock: setup ## Write requirements.lock anew from pyproject.toml
	@$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --all-extras --python-version 3.11 --upgrade pyproject.toml --output-file requirements.lock

words: setup ## Bring the translation files in step with the sentences
	@$(VENV)/bin/muvengine words sync

reference: setup ## Write the schema of rulebooks and its help pages anew from the fields that read a file
	@$(VENV)/bin/muvengine rules schema > rules/schema/rulebook.v1.schema.json
	@$(VENV)/bin/muvengine game schema > rules/schema/game.v1.schema.json
	@for locale in en fr; do $(VENV)/bin/muvengine rules schema --page $$locale > muvengine/help/$$locale/rule-reference.md; done

clean: ## Remove the virtual environment, the demo and what tools left behind
	@rm -rf $(VENV) instance dist build .coverage .mypy_cache .ruff_cache .hypothesis
