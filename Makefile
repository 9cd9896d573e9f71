# The project's commands. `make help` lists them; each says what it needs and does nothing twice.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPARK := .spark
SEEDS ?= $(or $(CRT_SEEDS),seeds)
OUTPUTS ?= $(or $(CRT_OUTPUTS),outputs)
WORKERS ?= 2
BASELINE ?= .baseline

# Dagster's own memory (runs, partitions) lives inside the project, so that `make ui` shows what `make run` did.
export DAGSTER_HOME := $(CURDIR)/.dagster
export DAGSTER_DISABLE_TELEMETRY := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/.run-installed $(DAGSTER_HOME)/dagster.yaml ## set up and build the datasets from every report in seeds/reports
	@$(BIN)/crt build --seeds $(SEEDS) --outputs $(OUTPUTS)
	@$(BIN)/crt site --outputs $(OUTPUTS)

.PHONY: site
site: $(VENV)/.run-installed ## write the evidence browser of the latest release
	@$(BIN)/crt site --outputs $(OUTPUTS)

.PHONY: pictures
pictures: $(VENV)/.dev-installed run ## take the README's pictures of the evidence browser and of Dagster (needs Chromium)
	@$(BIN)/python docs/images/take.py $(OUTPUTS)
	@CRT_PICTURES=$(CURDIR)/docs/images $(BIN)/python -m pytest -q tests/integration/test_dagster_ui.py

.PHONY: evaluate
evaluate: $(VENV)/.run-installed $(DAGSTER_HOME)/dagster.yaml ## measure the extraction on the gold chapters; print the figures, and write them and every error to outputs/evaluation
	@$(BIN)/python -m pipelines.measure --seeds $(SEEDS) --outputs $(OUTPUTS)

.PHONY: test
test: $(VENV)/.dev-installed ## set up and run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" $(TESTS)

.PHONY: test-slow
test-slow: $(VENV)/.dev-installed $(SPARK)/.installed ## run the tests of whole builds, browsers, stores, crashes and races
	@$(BIN)/python -m pytest -m slow tests

.PHONY: golden
golden: $(VENV)/.dev-installed ## write the golden tables in tests/data/golden anew, and say what changed
	@$(BIN)/python tests/unit/golden.py

.PHONY: lint
lint: $(VENV)/.dev-installed ## check style, formatting and likely mistakes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: $(VENV)/.dev-installed ## put the code into its one form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: types
types: $(VENV)/.dev-installed ## check the types
	@$(BIN)/mypy

.PHONY: bench
bench: ## measure beside spaCy, pyarrow and Dagster, with the libraries that users have; writes docs/performance.md (installs them)
	@$(PYTHON) -m venv .bench && .bench/bin/pip install -qq --no-deps --require-hashes -r requirements.lock
	@.bench/bin/pip install -qq spacy
	@PYTHONPATH=. .bench/bin/python -m benchmarks.report

.PHONY: fuzz
fuzz: $(VENV)/.dev-installed ## try 100,000 made-up and mutated inputs, some led by coverage (installs atheris for itself)
	@$(PYTHON) -m venv $(FUZZ)
	@$(FUZZ)/bin/pip install -qq "atheris>=3,<4" || { echo 'fuzz: nothing was tried, since atheris cannot be installed for this system and Python; the reason is above' >&2; exit 1; }
	@PYTHONPATH=$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])'):. nice -n 10 $(FUZZ)/bin/python -m fuzzing.run --cases $(CASES)
CASES ?= 100000
FUZZ := .fuzz

.PHONY: fuzz-short
fuzz-short: CASES = 3000
fuzz-short: fuzz ## try 3,000 of them, the same each time, as continuous integration does

.PHONY: bench-build
bench-build: $(VENV)/.run-installed ## print what a build of 2,000 reports costs beside its parts (minutes)
	@$(BIN)/python benchmarks/build.py

.PHONY: scaling
scaling: $(VENV)/.run-installed ## print what a build costs as reports become more, and what of it is Dagster's
	@$(BIN)/python benchmarks/scaling.py

.PHONY: show
show: $(VENV)/.run-installed ## print the first incidents of the latest release
	@$(BIN)/python -m pipelines.show --outputs $(OUTPUTS)

.PHONY: readme
readme: run ## put the picture of the present data into the README
	@$(BIN)/python -m pipelines.show --outputs $(OUTPUTS) README.md

.PHONY: docs
docs: $(VENV)/.dev-installed ## build the documentation as a site in outputs/docs; a broken link is an error
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "The documentation is in outputs/docs/index.html"

.PHONY: verify
verify: $(VENV)/.run-installed ## re-hash and re-check the latest release
	@$(BIN)/crt verify --outputs $(OUTPUTS)

.PHONY: baseline
baseline: ## fetch the release that was published last into .baseline; needs GitHub's gh, and is left out elsewhere
	@.ci/baseline $(BASELINE)

.PHONY: diff
diff: $(VENV)/.run-installed ## say in Markdown what the latest release changed against the one in .baseline
	@if test -f $(BASELINE)/latest.json; then $(BIN)/crt diff $(BASELINE) $(OUTPUTS) --format summary; \
	else printf '# Changes\n\nThere is no earlier release in %s to compare with.\n' $(BASELINE); fi

.PHONY: ui
ui: $(VENV)/.run-installed $(DAGSTER_HOME)/dagster.yaml ## open Dagster on http://127.0.0.1:3000 with the runs of make run
	@$(BIN)/crt ui --seeds $(SEEDS) --outputs $(OUTPUTS)

.PHONY: check
check: lint types test ## lint, types and tests

.PHONY: lock
lock: ## choose new versions of the libraries and write the lock files
	@test -x .lock/bin/uv || { $(PYTHON) -m venv .lock && .lock/bin/pip install -qq uv; }
	.lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --extra site --output-file requirements.lock
	printf 'pyspark>=4\npyarrow>=21\n' | .lock/bin/uv pip compile - $(filter-out --group build,$(LOCK_OPTIONS)) --output-file requirements-spark.lock
	.lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --extra site --extra s3 --extra postgres --extra dask --extra docs --extra dev --constraints requirements.lock --output-file requirements-dev.lock
	.lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --extra site --extra s3 --extra postgres --extra dask --extra kubernetes --constraints requirements-dev.lock --output-file requirements-production.lock
	@rm -rf .lock
LOCK_OPTIONS := --quiet --upgrade --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.PHONY: clean
clean: ## remove the environment, caches and Dagster's memory; releases stay
	rm -rf $(VENV) $(SPARK) .dagster .lock .bench .fuzz .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find pipelines schemas tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock files hold every library that is needed, so that nothing is resolved again (--no-deps).
# The stamp files make a second `make run` install nothing: they are newer than what the environment is made from.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the libraries (once) ..."
	@$(BIN)/pip install -qq --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev-installed: requirements-dev.lock $(VENV)/.run-installed
	@echo "Installing the development libraries (once) ..."
	@$(BIN)/pip install -qq --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Spark has an environment of its own: where pyspark is installed, pandera imports it with every start.
$(SPARK)/.installed: requirements-spark.lock
	@echo "Installing Spark for its test (once) ..."
	@$(PYTHON) -m venv $(SPARK)
	@$(SPARK)/bin/pip install -qq --no-deps --require-hashes -r requirements-spark.lock
	@touch $@

$(DAGSTER_HOME)/dagster.yaml: config/dagster.yaml
	@mkdir -p $(DAGSTER_HOME)
	@cp config/dagster.yaml $@
