# Everything a newcomer needs, by name. `make` alone prints this list.
PYTHON ?= python3
PLAN ?= $(if $(DATASET),$(DATASET),default)
BIN := .venv/bin
FORESAID := $(BIN)/foresaid

.DEFAULT_GOAL := help
.PHONY: help report test lab browser evaluate train train-quotes bench bench-ledger clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

# The stamps carry the environment's state: it is made again only when the lists of dependencies change.
.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Foresaid needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (once; a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

report: .venv/.installed ## get the news, analyse it, render every report; DATASET=sample for the small one, or PLAN=reports/mine.toml
	@$(FORESAID) report $(PLAN)

test: .venv/.installed-test ## install what tests need, then run them all
	@if [ -n "$$CI" ] || { [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; }; then $(MAKE) --no-print-directory browser; fi
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest $(ARGS)

lab: .venv/.installed ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=. notebooks/00_start.ipynb

browser: ## install Debian's chromium for the browser tests, if no browser is there
	@for b in $$FORESAID_BROWSER chromium chromium-browser google-chrome google-chrome-stable microsoft-edge msedge; do \
	  command -v $$b >/dev/null 2>&1 && exit 0; done; \
	[ -d "/Applications/Google Chrome.app" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "No Chromium, Chrome or Edge found. Install one (Debian: sudo apt-get install chromium)."; exit 1; fi

evaluate: .venv/.installed ## score what is found against hand-coded articles: make evaluate GOLD=path.jsonl.gz [POLNEAR=folder]
	@$(BIN)/python bench/evaluate.py $(GOLD) $(POLNEAR)

train: .venv/.installed ## learn the forecast finder's weights again from coded sentences: make train GOLD=path.jsonl.gz
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@$(BIN)/python bench/train.py $(GOLD)

train-quotes: .venv/.installed ## learn the quote finder's weights again from PolNeAR: make train-quotes POLNEAR=folder
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@$(BIN)/python bench/train_quotes.py $(POLNEAR)/articles.jsonl.gz $(POLNEAR)/attributions.jsonl.gz

bench-ledger: .venv/.installed ## kill 300 writers of a ledger at random moments; is anything lost or torn?
	@$(BIN)/python bench/ledger_kill.py

bench: .venv/.installed ## how fast: articles per CPU second beside a pandas loop and spaCy's small pipeline, and the time to score 100,000 forecasts; DATASET=name
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]' || echo "spaCy could not be installed; the other figures come without it."
	@$(BIN)/python bench/scan.py $(if $(DATASET),$(DATASET),news2017)
	@$(BIN)/python bench/scores.py

clean: ## remove rendered reports and caches; datasets, plans and .venv stay
	@rm -rf .pytest_cache .ruff_cache .hypothesis build
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
	@find reports -mindepth 1 -maxdepth 1 -not -name '*.toml' -not -name README.md -exec rm -rf {} +
