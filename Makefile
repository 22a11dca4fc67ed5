# `make run` and `make test` are all that a fresh machine needs; `make help` lists the rest.
SHELL := /bin/sh
# Python's own compiled files are kept, whatever the machine says: every process that starts would compile them anew.
export PYTHONDONTWRITEBYTECODE :=
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all:
CATALOGUES := $(wildcard newsroom/locale/*/LC_MESSAGES/*.po)
# What the demo turns on; production reads its own environment (docs/operations.md).
DEMO := HTTPS=off SERVE_MEDIA=on ALLOWED_HOSTS=127.0.0.1,localhost SITE_URL=http://127.0.0.1:$(PORT) SECRET_KEY="$$(cat var/secret_key)" LOG_LEVEL=WARNING

.DEFAULT_GOAL := help
.PHONY: help run dev test lint types messages password reindex clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: var/demo ## serve the demo newsroom on http://127.0.0.1:8000/
	@$(DEMO) $(MANAGE) make_demo_chief
	@( ( $(DEMO) $(MANAGE) make_renditions -v 0; $(DEMO) $(MANAGE) draw_cards -v 0 ) & )
	@echo "الموقع  Site:  http://127.0.0.1:$(PORT)/"
	@echo "التحرير Admin: http://127.0.0.1:$(PORT)/admin/   ($(MAKE) password  →  new password)"
	@$(DEMO) $(BIN)/granian --interface wsgi newsroom.wsgi:application --host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 2 --workers-kill-timeout 10 --log-level warning

dev: var/demo ## serve with debug pages and automatic reloading
	$(DEMO) DEBUG=on $(MANAGE) runserver 127.0.0.1:$(PORT)

test: $(VENV)/dev var/messages ## run every test
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

lint: $(VENV)/dev ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev ## check types
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') ALLOWED_HOSTS=localhost $(BIN)/mypy articles newsroom

messages: $(VENV)/dev ## collect interface texts into the catalogues and compile them (wants gettext)
	DEBUG=on SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') sh -c '\
	  $(MANAGE) makemessages --no-location --no-wrap -l ar -l en -l uk -l fa --ignore .venv --ignore var && \
	  $(MANAGE) makemessages --no-location --no-wrap -l ar -l en -d djangojs --ignore .venv --ignore var'
	$(MAKE) var/messages

password: var/demo ## give the demo chief a new password
	@$(DEMO) $(MANAGE) make_demo_chief --new-password

clean: ## remove what can be made again (keeps the database and pictures)
	rm -rf $(VENV) var/static var/built var/messages

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.lock | $(VENV)/bin/python
	@echo "… dependencies"
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "… dependencies"
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(VENV)/run

var/secret_key: | $(VENV)/run
	@mkdir -p var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

var/messages: $(CATALOGUES) | $(VENV)/bin/python
	@mkdir -p var
	@$(foreach po,$(CATALOGUES),$(BIN)/pybabel -q compile -i $(po) -o $(po:.po=.mo) &&) true
	@touch $@

# Everything a start needs, made again only when something it is made from has changed.
var/demo: $(VENV)/run var/secret_key var/messages $(shell find articles newsroom templates fixtures -type f ! -name '*.pyc' ! -name '*.mo' 2>/dev/null)
	@echo "… database, stories, static files"
	@$(DEMO) $(MANAGE) migrate -v 0
	@$(DEMO) $(MANAGE) load_fixtures
	@$(DEMO) $(MANAGE) build_fonts
	@$(DEMO) $(MANAGE) collectstatic --noinput -v 0
	@touch $@
