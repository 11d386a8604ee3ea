# Each target does its own set-up; a fresh machine needs Python 3.11 or later, and make.
.DEFAULT_GOAL := help
.PHONY: help demo practice test check bench-load bench-load-1m bench-questions bench-views soak score docs screenshots clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("tiegraph needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[py2neo]' --group dev
	@touch $@

demo: $(READY)  ## start a local Neo4j, load the bundled data, answer, write demo/listed-to-dprk.html
	@$(BIN)/tiegraph demo

practice: $(READY)  ## the same with the invented practice world, in an instance of its own
	@$(BIN)/tiegraph demo --practice

test: $(READY)  ## the whole suite, on a real Neo4j and in a real browser
	@$(BIN)/python scripts/have_browser.py
	$(BIN)/pytest

check: $(READY)  ## ruff, ruff format, mypy --strict, and that imports run one way
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --quiet tests/test_layout.py

bench-load: $(READY)  ## how fast papers are loaded; FILES="works.jsonl.gz …", LIST=sdn.xml.gz, PEER=checkout; writes docs/performance-load.md
	$(BIN)/python -m bench.load $(FILES) $(if $(LIST),--list $(LIST)) $(if $(PEER),--peer $(PEER)) --works 10000 --works 200000 --write docs/performance-load.md

bench-load-1m: $(READY)  ## the same for a million papers in bulk (WORKS=1000000); FILES="works.jsonl.gz …"
	$(BIN)/python -m bench.load $(FILES) --works $(or $(WORKS),1000000) --only bulk --write docs/performance-load-1m.md

bench-questions: $(READY)  ## how fast every question is; PAPERS=1000000; writes docs/performance-questions.md
	$(BIN)/python -m bench.questions --papers $(or $(PAPERS),1000000) --write docs/performance-questions.md

bench-views: $(READY)  ## pages beside pyvis, vis-network and neo4j-viz; writes docs/performance-views.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench.views

soak: $(READY)  ## kill the loader and the server 20 times, compare the graph; KILLS=20; writes docs/performance-soak.md
	$(BIN)/python -m bench.soak --kills $(or $(KILLS),20) --write docs/performance-soak.md

score: $(READY)  ## measure the resolver on all labelled sets that are there; writes docs/quality.md
	$(BIN)/python scripts/score.py

docs: $(READY)  ## write the generated pages of docs/ anew
	$(BIN)/python scripts/build_docs.py

screenshots: demo  ## write the pictures of docs/images anew
	$(BIN)/python scripts/screenshots.py

clean:  ## remove the virtual environment and the demo's page; local servers stay
	rm -rf $(VENV) demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
