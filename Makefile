# The one vocabulary of the project: `make help`. Needs git, make and Python 3.11 or later.

.DEFAULT_GOAL := help
SHELL := /bin/sh

find_python = for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done
PYTHON ?= $(shell $(find_python))
BIN := .venv/bin
INSTALLED := .venv/installed-$(shell cksum < requirements.txt | cut -d ' ' -f 1)
WITH_BACKUP := .venv/backup-$(shell cksum < requirements-backup.txt | cut -d ' ' -f 1)
CHECKERS := tests/browser/checkers
MANAGE := $(BIN)/python manage.py
PRODUCTION := SITE_URL=https://registre.example SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')"
PORT ?= 8000
needs = @command -v $(1) >/dev/null || { echo "$(1) is missing: apt-get install $(2) (or your system's name for it)"; exit 1; }

.PHONY: help install install-backup demo serve test test-browser test-long test-upgrade lint format check catalogues \
	messages checkers browser screenshots types compare-dossier compare-site bench clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "%-16s %s\n", $$1, $$2 }'

install: $(INSTALLED) ## make .venv with what requirements.txt names (no time at all when nothing changed)

$(INSTALLED):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found: install one, or say make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) lacks venv: apt-get install python3-venv (or your system's name for it)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -r requirements.txt
	@rm -f .venv/installed-*
	@touch $@

install-backup: install $(WITH_BACKUP) ## add what encrypted backups need, which only some operators have

$(WITH_BACKUP):
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -r requirements-backup.txt
	@rm -f .venv/backup-*
	@touch $@

demo: install ## the site with its first content and an account per task, on http://127.0.0.1:8000 (PORT=… for another)
	@$(MANAGE) demo --port $(PORT)

serve: install ## the same without first content or accounts
	@$(MANAGE) serve --port $(PORT)

test: install-backup ## all tests but those in a browser and the long ones
	$(BIN)/python -m pytest -n auto $(ARGS)

test-browser: install checkers browser ## tests that drive Chromium
	$(BIN)/python -m pytest -m "browser and not long and not screenshots" tests/browser $(ARGS)

test-long: install-backup checkers browser ## tests that take minutes: races, kills, large registers
	$(BIN)/python -m pytest -m long $(ARGS)

test-upgrade: install ## what each release published is still there after an upgrade (part of test-long)
	$(BIN)/python -m pytest -m long tests/releases $(ARGS)

checkers: $(CHECKERS)/node_modules ## what test-browser checks pages by: needs npm, and Java to run

$(CHECKERS)/node_modules: $(CHECKERS)/package-lock.json
	$(call needs,npm,npm)
	npm ci --prefix $(CHECKERS) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

browser: ## what drives pages and what checks them
	$(call needs,chromium,chromium)
	$(call needs,chromedriver,chromium-driver)
	$(call needs,java,default-jre-headless)

screenshots: install browser ## pictures of every kind of page in screenshots/, for someone to look at
	$(BIN)/python -m pytest -m screenshots tests/browser $(ARGS)

lint: install ## style of Python and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files 'templates/*.html' '*/templates/*.html' | xargs -r $(BIN)/djade --target-version 5.2 --check

types: install ## what functions take and give fits (mypy; pyproject.toml says what is looked at)
	$(BIN)/mypy

format: install ## correct that style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files 'templates/*.html' '*/templates/*.html' | xargs -r $(BIN)/djade --target-version 5.2

check: install ## settings of production, migrations and catalogues are complete
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_catalogues
	for site in both desk public edge; do \
		env SITE=$$site $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING || exit 1; done

catalogues: install ## compile the translations that changed
	$(MANAGE) compile_catalogues

messages: install ## bring the catalogues in line with the texts of the sources
	$(MANAGE) update_catalogues

compare-dossier: install ## compare the register with a dossier: make compare-dossier FILE=…
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) compare_dossier $(FILE)

compare-site: install ## the newest release and this code serve the same bytes: BASE=… for another commit
	$(BIN)/python -m releases.compare $(if $(BASE),--base $(BASE))

bench: install ## measure the speed of the main pages
	$(BIN)/python -m bench

clean: ## stop the servers of this checkout and remove what can be made again (var/ keeps the register)
	-test -x $(BIN)/python && $(MANAGE) database stop
	rm -rf .mypy_cache .pytest_cache .ruff_cache var/static var/test-postgres var/releases
	find . -path ./.venv -prune -o \( -name __pycache__ -o -name '*.mo' \) -print | xargs -r rm -rf
