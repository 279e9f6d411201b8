# Gradscope: the commands of everyday work. `make help` lists them.

SWIFT ?= swift
DEPTH ?= 10
PREFIX ?= $(HOME)/.local
ARGS ?=
INPUTS ?= 100000
CASES ?= 5000
SEED ?= 1
ROUNDS ?= 9
RUNS ?= 2000
OUTSIDE ?= 1000
REMEDIES ?= 400
SEEDS ?= held-out
PYTHON ?= python3
PROGRAM ?= $(program)

bindir = $(DESTDIR)$(PREFIX)/bin
program = .build/release/gradscope

.PHONY: help setup build compare test test-again test-quick references gallery browser-test lint bench bench-build bench-suites check-theory calibrate fuzz hostile install uninstall clean test-python test-adapters bench-recorder zoo

help:
	@echo "make compare     train the lineup, judge it, draw the pictures (DEPTH=$(DEPTH), ARGS=...)"
	@echo "make test        run every test"
	@echo "make test-quick  without those that run the program"
	@echo "make references  show the pictures that look different now, side by side (ACCEPT=1 makes them the reference)"
	@echo "make gallery     make the pictures of reports/gallery by their commands (MEASURED=1: those of bench and calibrate too)"
	@echo "make browser-test  the report page in a headless Chromium (PROGRAM=$(PROGRAM))"
	@echo "make test-python  style, types and tests of the recorder in python/, in its own environment"
	@echo "make test-adapters  the recorder in Lightning, Transformers, Keras and JAX, each against the real library"
	@echo "make bench-recorder  what the recorder costs beside the training step"
	@echo "make zoo         train sick and healthy PyTorch networks, have them judged, write the table"
	@echo "make lint        check the style of the sources"
	@echo "make bench       beside NumPy, PyTorch and JAX, and what recording costs (ROUNDS=$(ROUNDS))"
	@echo "make bench-build  build what make bench runs, and run nothing"
	@echo "make bench-suites  one function at a time: kernels, steps, rules, pictures"
	@echo "make check-theory  hold the band of theory against drawn networks"
	@echo "make calibrate   count how often every rule is right (RUNS=$(RUNS), OUTSIDE=$(OUTSIDE), SEEDS=$(SEEDS))"
	@echo "make fuzz        feed damaged files to every loader (INPUTS=$(INPUTS), SEED=$(SEED))"
	@echo "make hostile     run the program as nobody should (CASES=$(CASES), SEED=$(SEED))"
	@echo "make build       build the program for release: $(program)"
	@echo "make install     put gradscope into $(PREFIX)/bin (PREFIX=..., DESTDIR=...)"
	@echo "make uninstall   take it away again"
	@echo "make setup       install what the build needs and this machine lacks"
	@echo "make clean       remove the build folder"

setup:
	@sh Scripts/setup.sh

build: setup
	@$(SWIFT) build -c release --product gradscope

compare: build
	@$(program) compare --depth $(DEPTH) $(ARGS)

# Tests train hundreds of networks: optimized they take a third of the time, and what a build for debugging
# checks is checked all the same.
by_file = -Xswiftc -O -Xswiftc -assert-config -Xswiftc Debug -Xcc -O2
# A module at a time, as for release: from nothing that takes half of the time, after a change more.
by_module = -c release --scratch-path .build/whole -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug
test_flags = $(if $(WHOLE),$(by_module),$(by_file))

test: setup
	@$(SWIFT) test $(test_flags)

# Of what make test has built: FILTER names the tests.
test-again:
	@$(SWIFT) test $(test_flags) --skip-build --filter '$(FILTER)'

# Without the tests that run the program for minutes.
test-quick: setup
	@$(SWIFT) test $(test_flags) --skip GradscopeCommandTests --skip CalibrationTests

# At the left the reference, then what is drawn now, then where they differ.
references: setup
	@rm -rf .build/references && mkdir -p .build/references
	@status=0; $(if $(ACCEPT),UPDATE_REFERENCES=1) REFERENCES_FOLDER="$(CURDIR)/.build/references" \
		$(SWIFT) test $(test_flags) --filter 'ReferencePictureTests|ReferenceImageTests' >.build/references/log 2>&1 || status=$$?; \
	grep -E 'error:|✘ Test .* recorded|↳|Test run with' .build/references/log | grep -vE 'Testing Library|Target Platform' || tail -n 20 .build/references/log; \
	ls .build/references/*.png 2>/dev/null; exit $$status

# What was made, by what, and with which look is in manifest.json, which a test holds against the files.
gallery: build $(if $(MEASURED),bench calibrate)
	@rm -rf .build/gallery && mkdir -p .build/gallery
	@sh Scripts/gallery.sh $(program) .build/gallery
	@cp .build/gallery/*.png $(if $(MEASURED),reports/peers.png) reports/gallery/
	@UPDATE_GALLERY="$(CURDIR)/.build/gallery" $(SWIFT) test $(test_flags) --filter GalleryTests >.build/gallery/log 2>&1 || \
		{ grep -E 'error:|✘|↳' .build/gallery/log >&2; exit 1; }
	@echo "made: reports/gallery, with its manifest.json"

browser_venv = .build/browser-venv

$(browser_venv)/installed: Tests/browser/requirements.txt
	@$(PYTHON) -m venv --clear $(browser_venv)
	@$(browser_venv)/bin/pip install --quiet --disable-pip-version-check -r Tests/browser/requirements.txt
	@touch $@

# Builds nothing: PROGRAM makes the pages.
browser-test:
	@command -v chromedriver >/dev/null || { \
		echo "browser-test: no Chromium with its driver here; install them: apt-get install -y chromium chromium-driver" >&2; exit 1; }
	@test -x "$(PROGRAM)" || { echo "browser-test: no program at $(PROGRAM); make build makes it" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "browser-test: $(PYTHON) cannot make environments; install it whole: apt-get install -y python3 python3-venv" >&2; exit 1; }
	@$(MAKE) --no-print-directory $(browser_venv)/installed
	@$(browser_venv)/bin/ruff check --quiet Tests/browser && $(browser_venv)/bin/ruff format --quiet --check Tests/browser
	@PYTHONDONTWRITEBYTECODE=1 $(browser_venv)/bin/pytest -q --program="$(abspath $(PROGRAM))" Tests/browser $(ARGS)

lint:
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Examples Benchmarks

# OpenBLAS chooses its kernels itself, whatever a shell has set for other programs.
quiet_environment = env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE
bench_build = $(SWIFT) build --package-path Benchmarks -c release
bench_bin = Benchmarks/.build/release
# Threads that move between cores find their caches cold.
one_core = $(shell taskset -c 0 true 2>/dev/null && echo taskset -c 0)

# A package beside this one: nothing else says that it no longer fits.
bench-build: setup
	@$(bench_build)

bench: bench-build
	@mkdir -p reports
	@$(quiet_environment) $(PYTHON) Benchmarks/peers/compare.py --rounds $(ROUNDS) --json reports/peers.json
	@$(bench_bin)/PeerPicture reports/peers.json reports/peers.png
	@echo ""
	@$(quiet_environment) $(one_core) $(bench_bin)/InstrumentationCost
	@echo ""
	@echo "drawn: reports/peers.png"

bench-suites: setup
	@cd Benchmarks && $(quiet_environment) $(SWIFT) package benchmark

# OpenBLAS on one thread each: the draws are in parallel.
check-theory: setup
	@$(SWIFT) build -c release --product TheoryCheck
	@OPENBLAS_NUM_THREADS=1 .build/release/TheoryCheck > Documentation/theory-check.md
	@sed -n '5,7p' Documentation/theory-check.md

# Thresholds are changed by looking at SEEDS=tuning only; the page is of the held-out ones.
calibrate: setup
	@$(SWIFT) build -c release --product Calibration
	@$(quiet_environment) OPENBLAS_NUM_THREADS=1 .build/release/Calibration --runs $(RUNS) \
		--seeds $(SEEDS) --healthy --speed --outside $(OUTSIDE) --remedies $(REMEDIES) $(if $(filter held-out,$(SEEDS)),--page Documentation/calibration.md \
		--picture reports/gallery/calibration.png) $(ARGS)

hostile: build
	@$(SWIFT) build -c release --product HostileSuite
	@.build/release/HostileSuite --program $(program) --cases $(CASES) --seed $(SEED) $(ARGS)

fuzz: setup
	@$(SWIFT) run -c release FuzzLoaders --inputs $(INPUTS) --seed $(SEED)

install: build
	@mkdir -p "$(bindir)"
	@install -m 755 $(program) "$(bindir)/gradscope"
	@echo "installed $(bindir)/gradscope"
	@case ":$$PATH:" in \
	*":$(PREFIX)/bin:"*) ;; \
	*) echo "warning: $(PREFIX)/bin is not on your PATH; add it: export PATH=\"$(PREFIX)/bin:\$$PATH\"" >&2 ;; \
	esac

uninstall:
	@rm -f "$(bindir)/gradscope"
	@echo "removed $(bindir)/gradscope"

clean:
	@$(SWIFT) package clean

# The recorder: its own virtual environment, made once and again where its needs have changed.
recorder_env = .build/recorder-venv

$(recorder_env)/ready: python/pyproject.toml
	@$(PYTHON) -m venv $(recorder_env)
	@$(recorder_env)/bin/pip install -q torch==2.13.0+cpu -e './python[dev]'
	@touch $@

test-python: $(recorder_env)/ready
	@cd python && ../$(recorder_env)/bin/ruff check .
	@cd python && ../$(recorder_env)/bin/mypy
	@cd python && OMP_NUM_THREADS=1 ../$(recorder_env)/bin/python -m pytest -q --ignore=tests/adapters $(ARGS)

# The adapters: each package is installed on its own, so that one that cannot be is left out, and said to be.
adapters_env = .build/adapters-venv
adapters = lightning transformers accelerate keras jax optax flax tensorflow-cpu

$(adapters_env)/ready: python/pyproject.toml
	@$(PYTHON) -m venv $(adapters_env)
	@$(adapters_env)/bin/pip install -q torch==2.13.0+cpu -e './python[dev]'
	@rm -f $(adapters_env)/missing
	@for each in $(adapters); do $(adapters_env)/bin/pip install -q $$each || echo $$each >> $(adapters_env)/missing; done
	@touch $@

# Keras takes its backend when it is imported: its tests run once for each.
test-adapters: $(adapters_env)/ready
	@cd python && OMP_NUM_THREADS=1 ../$(adapters_env)/bin/python -m pytest -q tests/adapters --ignore=tests/adapters/test_keras.py $(ARGS)
	@cd python && status=0; for backend in torch jax tensorflow; do \
		../$(adapters_env)/bin/python -c "import keras, $$backend" 2>/dev/null || { echo "SKIPPED: Keras on $$backend, which cannot be imported here"; continue; }; \
		echo "Keras on $$backend"; \
		KERAS_BACKEND=$$backend OMP_NUM_THREADS=1 ../$(adapters_env)/bin/python -m pytest -q tests/adapters/test_keras.py $(ARGS) || status=1; \
	done; exit $$status
	@if test -s $(adapters_env)/missing; then echo "SKIPPED, as these cannot be installed here: $$(tr '\n' ' ' < $(adapters_env)/missing)" >&2; fi

# The tools that it is compared with stand in an environment of their own.
bench_env = .build/recorder-bench-venv

$(bench_env)/ready: python/pyproject.toml
	@$(PYTHON) -m venv $(bench_env)
	@$(bench_env)/bin/pip install -q torch==2.13.0+cpu -e ./python wandb torchlens
	@touch $@

bench-recorder: $(bench_env)/ready
	@OMP_NUM_THREADS=1 $(bench_env)/bin/python python/benchmarks/cost.py $(ARGS)

# ARGS=--no-training judges the logs of the last time again.
zoo: $(recorder_env)/ready build
	@cd python && GRADSCOPE="$(abspath $(program))" OMP_NUM_THREADS=1 PYTHONPATH=tests \
		../$(recorder_env)/bin/python -m zoo --logs ../.build/zoo $(ARGS)
