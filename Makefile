# chokepoint. `make help` lists the targets. The first `make` installs what is missing.
BUILD   ?= build
PREFIX  ?= /usr/local
OPT     ?= -O2 -g
SAN     ?=
WARN    := -std=c17 -D_DEFAULT_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
           -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef -Wvla
# No fused multiply-add, no fast math: the same bytes from every instruction set.
EXACT   := -ffp-contract=off -fno-math-errno
FLAGS    = $(WARN) $(OPT) $(EXACT) $(SAN) -Iengine $(PKG_CFLAGS) $(CFLAGS)
LINK     = $(CC) $(SAN) -o $@ $^ $(PKG_LIBS) -lm $(LDFLAGS)
APP     := $(BUILD)/chokepoint
LIB     := $(BUILD)/libchokepoint.a
Q       := $(if $(V),,@)

.DEFAULT_GOAL := all

# What the packages give: written by engine/setup.sh, which installs what is missing. What only
# engine/base/about.c knows: written when it changed, so that a new version builds one object.
ifneq ($(filter-out help clean lint,$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/config.mk
ABOUT := -DVERSION='"$(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)"' \
         -DPREFIX='"$(PREFIX)"'
$(shell mkdir -p $(BUILD); echo "$(ABOUT)" | cmp -s - $(BUILD)/about || echo "$(ABOUT)" >$(BUILD)/about)
endif
$(BUILD)/config.mk: engine/setup.sh
	@mkdir -p $(BUILD)
	@sh engine/setup.sh build $@
$(BUILD)/base/about.o: $(BUILD)/about
$(BUILD)/base/about.o: FLAGS += $(ABOUT)

# The kernel: the tape and the market, compiled once for each instruction set (and once with
# TERM writing), each linked into one object that shows nothing but its `kernel_<isa>`: v2 v3 v4
# or any, and terms.
KERNEL_SRC := $(sort $(filter-out engine/market/kernel.c,$(wildcard engine/market/*.c)) \
              $(wildcard engine/scenario/*_lanes.c))
ISAS       := $(if $(filter x86_64 amd64,$(shell uname -m)),v2 v3 v4 terms,any terms)
ISA_v2     := -march=x86-64-v2
ISA_v3     := -march=x86-64-v3
ISA_v4     := -march=x86-64-v4 -mprefer-vector-width=512
ISA_terms  := -DTERMS
KERNELS    := $(if $(KERNEL_SRC),$(ISAS:%=$(BUILD)/kernel-%.o))

SRC := $(sort $(filter-out $(KERNEL_SRC) engine/main.c,$(wildcard engine/*/*.c)))
OBJ := $(SRC:engine/%.c=$(BUILD)/%.o)

all: $(APP) ## build the program at build/chokepoint

# From the objects, not the library: a name that two files define is an error here.
$(APP): $(BUILD)/main.o $(OBJ) $(KERNELS)
	@echo "LD $@"
	$(Q)$(LINK)

$(LIB): $(OBJ) $(KERNELS)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/%.o: engine/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	@echo "CC engine/$*.c"
	$(Q)$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

# $(1) the instruction set. -O3 here: the inner loops are worth it.
define KERNEL
$(BUILD)/kernel-$(1)/%.o: engine/%.c $(BUILD)/config.mk
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(FLAGS) -O3 $$(ISA_$(1)) -fvisibility=hidden -DKERNEL=kernel_$(1) -MMD -MP -c -o $$@ $$<
$(BUILD)/kernel-$(1).o: $(KERNEL_SRC:engine/%.c=$(BUILD)/kernel-$(1)/%.o)
	@echo "KERNEL $(1)"
	$$(Q)$$(CC) -r -nostdlib -o $$@.all $$^ && objcopy --keep-global-symbol=kernel_$(1) $$@.all $$@
endef
$(foreach isa,$(ISAS),$(eval $(call KERNEL,$(isa))))

# Tests: every tests/*/test_*.c is a cmocka program of its own; what they share is a library.
TESTS  := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/*/test_*.c)))
SHARED := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(sort $(filter-out tests/bench/bench.c tests/shots/% tests/visit/%, \
            $(filter-out $(wildcard tests/*/test_*.c),$(wildcard tests/*/*.c)))))
BENCH  := $(BUILD)/tests/bench/bench
SHOTS  := $(BUILD)/tests/shots/shots

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	@echo "CC tests/$*.c"
	$(Q)$(CC) $(FLAGS) -Itests -MMD -MP -c -o $@ $<
$(BUILD)/tests/bench/%.o: OPT := -O3 -g
$(BUILD)/tests/libshared.a: $(SHARED)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/tests/libshared.a $(LIB)
	$(Q)$(LINK) $(TEST_LIBS)

run: $(APP) ## run the flagship scenario: in the window, or headless to build/h200_2026.png and .csv
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(APP) view scripts/h200_2026.lua; else \
	echo "no display: writing $(BUILD)/h200_2026.png and $(BUILD)/h200_2026.csv"; \
	$(APP) run scripts/h200_2026.lua -o $(BUILD)/h200_2026.png -o $(BUILD)/h200_2026.csv; fi

HASH := \#
# $(1) name, $(2) script, $(3) size, $(4) scale, $(5) theme, $(6) keys.
shot = $(SHOTS) $(2) $(3) $(4) $(5) '$(6)' $(BUILD)/screenshots/$(1).png
screenshots: $(APP) $(SHOTS) ## the window's states in build/screenshots; the README's pictures in assets
	@mkdir -p $(BUILD)/screenshots
	$(call shot,light,scripts/h200_2026.lua,1440x900,1,light,)
	$(call shot,dark,scripts/h200_2026.lua,1440x900,1,dark,)
	$(call shot,1280,scripts/h200_2026.lua,1280x800,1,light,)
	$(call shot,1280-dark,scripts/h200_2026.lua,1280x800,1,dark,)
	$(call shot,1024,scripts/h200_2026.lua,1024x640,1,light,)
	$(call shot,1024-dark,scripts/h200_2026.lua,1024x640,1,dark,)
	$(call shot,presenter,scripts/h200_2026.lua,960x600,2,light,)
	$(call shot,presenter-dark,scripts/h200_2026.lua,960x600,2,dark,)
	$(call shot,ensemble,scripts/h200_2026.lua,1440x900,1,light,n~)
	$(call shot,overlay,scripts/h200_2026.lua,1440x900,1,light,$(HASH)$(HASH)$(HASH)~n~)
	$(call shot,difference,scripts/h200_2026.lua,1440x900,1,light,_____<d)
	$(call shot,difference-draws,scripts/h200_2026.lua,1280x800,1,dark,_____<n~d)
	$(call shot,lesson,scripts/hindcast_h20.lua,1280x800,1,light,l>a)
	$(call shot,lesson-dark,scripts/hindcast_h20.lua,1024x640,1,dark,l>)
	$(call shot,tip,scripts/h200_2026.lua,1280x800,1,light,__/)
	$(call shot,keys,scripts/h200_2026.lua,1280x800,1,light,?)
	@cp scripts/01_permit.lua $(BUILD)/screenshots/faulty.lua
	$(call shot,banner,$(BUILD)/screenshots/faulty.lua,1280x800,1,light,!)
	@rm $(BUILD)/screenshots/faulty.lua
	$(APP) view scripts/01_permit.lua scripts/h200_2026.lua --size 1280x800 --screenshot $(BUILD)/screenshots/two.png
	$(APP) view scripts/h200_2026.lua --case "75k cap" --size 1440x900 --screenshot assets/window.png
	$(APP) view scripts/h200_2026.lua --theme dark --size 1280x800 --screenshot assets/window-dark.png
	$(APP) run scripts/01_permit.lua --quiet --size 960x720 -o assets/permit.png

test: $(APP) $(TESTS) ## build and pass every test, without a display
	@BUILD=$(BUILD) sh tests/run.sh $(TESTS)

# make test-unit/test_lane: one test program.
ONE_TEST := $(TESTS:$(BUILD)/tests/%=test-%)
$(ONE_TEST): test-%: $(APP) $(BUILD)/tests/%
	@BUILD=$(BUILD) sh tests/run.sh $(BUILD)/tests/$*

visit: $(APP) ## a whole visit to the window on a display of its own; pictures in build/visit
	@BUILD=$(BUILD) CC="$(CC)" sh tests/visit/visit.sh

asan: ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer, in build/asan
	@$(MAKE) --no-print-directory BUILD=build/asan OPT="-O1 -g" \
	SAN="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" test

memcheck: $(APP) $(TESTS) ## runs, pictures and the window under valgrind
	@BUILD=$(BUILD) sh tests/memcheck.sh

lint: ## folder order, one library one folder, format, static analysis
	@sh engine/setup.sh lint
	@sh tests/lint.sh

bench: $(BENCH) $(APP) ## speed against a plain C program of the same equations
	@$(BENCH) $(APP)

docs: $(APP) ## write the reference in scripts/README.md and scripts/lib/chokepoint.d.lua
	$(Q)$(APP) docs --format luals >$(BUILD)/docs.lua && mv $(BUILD)/docs.lua scripts/lib/chokepoint.d.lua
	$(Q)$(APP) docs --format markdown >$(BUILD)/docs.md && awk -v file=$(BUILD)/docs.md \
	  '/<!-- reference ends -->/ {skip = 0} !skip; \
	   /<!-- reference begins/ {skip = 1; print ""; while ((getline line <file) > 0) print line; print ""}' \
	  scripts/README.md >$(BUILD)/docs.page && mv $(BUILD)/docs.page scripts/README.md

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(APP) ## install under PREFIX (default /usr/local; DESTDIR goes before it)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/chokepoint $(SHARE)/man/man1 \
	  $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions
	install -m 755 $(APP) $(DESTDIR)$(PREFIX)/bin/chokepoint
	cp -R scripts assets $(SHARE)/chokepoint/
	$(APP) docs --format man >$(SHARE)/man/man1/chokepoint.1
	$(APP) completion bash >$(SHARE)/bash-completion/completions/chokepoint
	$(APP) completion zsh >$(SHARE)/zsh/site-functions/_chokepoint

clean: ## remove what was built
	rm -rf build

help: ## this list
	@awk -F':.*## ' '/^[a-z%-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2} \
	  END {print "  make test-unit/test_text   one test program"}' Makefile

-include $(OBJ:.o=.d) $(BUILD)/main.d $(SHARED:.o=.d) $(TESTS:=.d) $(BENCH).d $(SHOTS).d \
         $(foreach isa,$(ISAS),$(KERNEL_SRC:engine/%.c=$(BUILD)/kernel-$(isa)/%.d))
.PHONY: all run screenshots test visit asan memcheck lint bench install clean help
.SECONDARY:
