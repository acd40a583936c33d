# The commands of the project. Each brings what it needs up to date and does nothing twice.
export PATH := $(CURDIR)/build/tools/bin:$(PATH)
# Paths relative to the checkout: ccache gives a second checkout what the first has compiled.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-test start test engine library site single cli docs golden shots bench lighthouse fuzz lint format clean FORCE

ENGINE := build/wasm/engine/sandtable.wasm
PAGE := $(shell find web public scripts/vite -type f) package-lock.json
VITE := node node_modules/vite/bin/vite.js build --logLevel warn
SECONDS ?= 60

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## install what building needs (Debian), or say what is missing
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

start: setup site ## build everything and serve the page on this computer
	@exec node scripts/serve.js

test: setup-test ## everything there is to check; ONLY="lint web" runs some sections
	@node scripts/test.js $(ONLY)

build/%/build.ninja:
	@cmake --preset $* --log-level=WARNING

$(ENGINE): build/wasm/build.ninja FORCE
	@cmake --build --preset wasm --target sandtable_wasm

engine: setup $(ENGINE)

library: setup dist/engine/sandtable-engine.js ## the engine for programs of others, dist/engine/
dist/engine/sandtable-engine.js: $(ENGINE) $(PAGE)
	$(VITE) --config scripts/vite/engine.config.js

site: setup dist/site/index.html ## the static site, dist/site/
dist/site/index.html: $(ENGINE) $(PAGE)
	$(VITE) --config scripts/vite/site.config.js

single: setup dist/sandtable.html ## the same page as one file, dist/sandtable.html
dist/sandtable.html: $(ENGINE) $(PAGE)
	$(VITE) --config scripts/vite/single.config.js

cli: setup build/release/build.ninja ## the native command, build/sandtable
	@cmake --build --preset release --target sandtable

docs: cli ## write docs/requests.md and docs/plan-format.md anew
	@node scripts/generate-docs.js

golden: cli $(ENGINE) ## accept the present replies as the golden ones
	@node scripts/golden.js --update

shots: setup-test site ## pictures of every workspace into build/shots/
	@node scripts/shots.js

bench: setup-test $(ENGINE) build/release/build.ninja ## measure, natively, as WebAssembly, and against others in Chromium; ONLY="peers"
	@scripts/bench.sh $(ONLY)

lighthouse: setup-test site ## judge the built site by Lighthouse, docs/lighthouse.md
	@node scripts/lighthouse.js

fuzz: setup-test build/fuzz/build.ninja ## fuzz every parser, SECONDS=60 each
	@scripts/fuzz.sh $(SECONDS)

lint: setup-test ## style, types and room rules
	@node scripts/test.js lint

format: setup-test ## format everything
	@node node_modules/prettier/bin/prettier.cjs --write --log-level warn .
	@git ls-files '*.cpp' '*.h' | xargs clang-format -i

clean: ## forget everything built
	rm -rf build dist
