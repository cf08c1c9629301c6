# chokepoint. `make help` lists the targets. The first `make` installs what is missing.
BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
OPT     ?= -O2 -g
SAN     ?=
WARN    := -std=c17 -D_DEFAULT_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
           -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef -Wvla
# No fused multiply-add, no fast math: the same bytes from every instruction set.
EXACT   := -ffp-contract=off -fno-math-errno
APP     := $(BUILD)/chokepoint
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

.DEFAULT_GOAL := all
Q := $(if $(V),,@)

# What the packages give: written once by engine/setup.sh, which installs what is missing.
ifeq ($(filter help clean,$(MAKECMDGOALS)),)
include $(BUILD)/config.mk
endif
$(BUILD)/config.mk: engine/setup.sh
	@mkdir -p $(BUILD)
	@sh engine/setup.sh $@

FLAGS = $(WARN) $(OPT) $(EXACT) $(SAN) -Iengine $(PKG_CFLAGS) $(CFLAGS)

# The kernel: the tape and the market, compiled once for each instruction set (and once with
# TERM writing), each linked into one object that shows nothing but its `kernel_<isa>`.
KERNEL_SRC := $(sort $(filter-out engine/market/kernel.c,$(wildcard engine/market/*.c)) \
              $(wildcard engine/scenario/*_lanes.c))
ISAS       := $(if $(filter x86_64 amd64,$(shell uname -m)),v2 v3 v4 probe,any probe)
ISA_v2     := -march=x86-64-v2
ISA_v3     := -march=x86-64-v3
ISA_v4     := -march=x86-64-v4 -mprefer-vector-width=512
ISA_any    :=
ISA_probe  := -DTERMS
KERNELS    := $(if $(KERNEL_SRC),$(ISAS:%=$(BUILD)/kernel-%.o))

SRC := $(sort $(filter-out $(KERNEL_SRC) engine/main.c,$(wildcard engine/*/*.c)))
OBJ := $(SRC:engine/%.c=$(BUILD)/%.o)
LIB := $(BUILD)/libchokepoint.a

all: $(APP) ## build the program at build/chokepoint

$(APP): $(BUILD)/main.o $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(SAN) -o $@ $^ $(PKG_LIBS) -lm $(LDFLAGS)

$(LIB): $(OBJ) $(KERNELS)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/%.o: engine/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	@echo "CC engine/$*.c"
	$(Q)$(CC) $(FLAGS) -DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"' -MMD -MP -c -o $@ $<

# $(1) the instruction set. -O3 here: the inner loops are worth it.
define KERNEL
$(BUILD)/kernel-$(1)/%.o: engine/%.c $(BUILD)/config.mk
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(FLAGS) -O3 $$(ISA_$(1)) -fvisibility=hidden -DKERNEL=kernel_$(1) -MMD -MP -c -o $$@ $$<
$(BUILD)/kernel-$(1).o: $(KERNEL_SRC:engine/%.c=$(BUILD)/kernel-$(1)/%.o)
	@echo "KERNEL $(1)"
	$$(Q)$$(CC) -r -nostdlib -o $$@ $$^ && objcopy --keep-global-symbol=kernel_$(1) $$@
endef
$(foreach isa,$(ISAS),$(eval $(call KERNEL,$(isa))))

# Tests: every tests/*/test_*.c is a cmocka program of its own.
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/*/test_*.c)))
SUPPORT := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/support/*.c))
$(BUILD)/tests/%.o: tests/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -Itests -MMD -MP -c -o $@ $<
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT) $(LIB)
	$(Q)$(CC) $(SAN) -o $@ $^ -lcmocka $(PKG_LIBS) -lm $(LDFLAGS)

test: $(APP) $(TESTS) ## build and pass every test, without a display
	@BUILD=$(BUILD) sh tests/run.sh $(TESTS)

test-%: $(APP) ## one test program: make test-unit/test_lane
	@$(MAKE) --no-print-directory $(BUILD)/tests/$* && BUILD=$(BUILD) sh tests/run.sh $(BUILD)/tests/$*

clean: ## remove what was built
	rm -rf build

help: ## this list
	@grep -hE '^[a-z%-]+:.*## ' Makefile | sed -E 's/^([a-z%-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all test clean help
.SECONDARY:
