# make run    everything set up, the samples indexed, the chat opened on 127.0.0.1:7860
# make test   everything set up, every check run
# make docs   everything set up, the pages of docs/ built as a web site in build/docs
# make lock   requirements/*.txt made again, after a change of pyproject.toml or constraints.txt
# make audit  known holes in what is installed (asks the network), and bandit over the program
# The first three make their own virtual environment in .venv. They need Python 3.11 or newer (Debian: apt-get install python3-venv).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PORT   ?= 7860
JOBS   ?= 2
PIP    := $(BIN)/python -m pip install --quiet
LOCKED := --require-hashes --no-deps --requirement

export HF_HUB_OFFLINE = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test docs check format lock licenses audit clean

run: $(VENV)/.installed
	$(BIN)/whylisted add --samples
	$(BIN)/whylisted chat --port $(PORT)

test: $(VENV)/.tested
	$(MAKE) --no-print-directory check

docs: $(VENV)/.tested
	$(BIN)/mkdocs build --strict

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder

format: $(VENV)/.tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Each file is checked by its SHA-256, and nothing is resolved anew. torch comes from constraints.txt instead: where pip is told of
# PyTorch's CPU packages, it takes those, whose digests are others. What torch needs is installed by then.
$(VENV)/.installed: pyproject.toml constraints.txt requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "whylisted needs Python 3.11 or newer; $(PYTHON) is older: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(LOCKED) requirements/run.txt
	$(PIP) --constraint constraints.txt torch
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements/dev.txt
	$(PIP) $(LOCKED) requirements/dev.txt
	@touch $@

lock:
	$(PYTHON) -m venv $(VENV)-tools
	$(VENV)-tools/bin/python -m pip install --quiet uv==0.13.9
	PYTHONPATH=.ci $(PYTHON) -m supply.lock $(VENV)-tools/bin/uv

licenses: $(VENV)/.tested
	PYTHONPATH=.ci $(BIN)/python -m supply.dependencies

audit:
	$(PYTHON) -m venv $(VENV)-tools
	$(VENV)-tools/bin/python -m pip install --quiet bandit==1.9.4 pip-audit==2.10.1
	$(VENV)-tools/bin/bandit --quiet --recursive --configfile pyproject.toml sources index assistant ui .ci/supply
	$(VENV)-tools/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

clean:
	rm -rf $(VENV) $(VENV)-tools build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
