# Gradscope: the commands of everyday work. `make help` lists them.

SWIFT ?= swift
DEPTH ?= 10
PREFIX ?= $(HOME)/.local
ARGS ?=
INPUTS ?= 100000
SEED ?= 1

bindir = $(DESTDIR)$(PREFIX)/bin
program = .build/release/gradscope

.PHONY: help setup build compare test lint fuzz install uninstall clean

help:
	@echo "make compare     train the lineup, judge it, draw the pictures (DEPTH=$(DEPTH), ARGS=...)"
	@echo "make test        run every test"
	@echo "make lint        check the style of the sources"
	@echo "make fuzz        feed damaged files to every loader (INPUTS=$(INPUTS), SEED=$(SEED))"
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

test: setup
	@$(SWIFT) test

lint:
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Examples

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
