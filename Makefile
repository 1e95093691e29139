# make run    everything set up, the samples indexed, the chat opened on 127.0.0.1:7860
# make test   everything set up, every check run
# Both make their own virtual environment in .venv. They need Python 3.11 or newer, and on Linux what PyICU is built with
# (Debian: apt-get install python3-venv g++ pkg-config libicu-dev).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PORT   ?= 7860
JOBS   ?= 2

export HF_HUB_OFFLINE = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check format clean

run: $(VENV)/.installed
	$(BIN)/whylisted add --samples
	$(BIN)/whylisted chat --port $(PORT)

test: $(VENV)/.tested
	$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder

format: $(VENV)/.tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# torch first and alone: where pip is told of PyTorch's CPU packages, it takes those, and the rest finds it installed.
$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "whylisted needs Python 3.11 or newer; $(PYTHON) is older: make PYTHON=python3.12 …"; exit 1; }
	@pkg-config --exists icu-i18n 2>/dev/null \
	  || echo "note: ICU's headers were not found; if building pyicu fails, install them (Debian: apt-get install g++ pkg-config libicu-dev)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
