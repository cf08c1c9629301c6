#include "support/world.h"

static const Buyer BUYERS[] = {
    {.head.name = "ByteDance", .jurisdiction = "CN", .currency = CURRENCY_RMB},
    {.head.name = "Tencent", .jurisdiction = "CN", .currency = CURRENCY_RMB},
    {.head.name = "Rest, of \"world\"", .jurisdiction = "US", .currency = CURRENCY_USD},
};
static const Chip CHIPS[] = {{.head.name = "H200", .seller = "NVIDIA", .captive = -1},
                             {.head.name = "Ascend", .seller = "Huawei", .captive = -1}};
static const Workload WORKLOADS[] = {{.head.name = "all"}};
static const Approval APPROVALS[] = {{.i.head.name = "NDRC January"}};
static const char *const AUTHORITIES[] = {"CN", "US"};
static const char *const SELLERS[] = {"NVIDIA", "Huawei"};
static const char *const LEVY_SOURCES[] = {"C086"};
static const Input INPUTS[] = {
    {.kind = INPUT_LEVER,
     .shape = INPUT_NUMBER,
     .name = "export_levy",
     .doc = "share of revenue",
     .label = "export levy",
     .file = "scripts/test.lua",
     .line = 4,
     .base = 0.25,
     .max = 0.4,
     .n_sources = 1,
     .sources = LEVY_SOURCES},
    {.kind = INPUT_ASSUME,
     .shape = INPUT_DATE,
     .name = "opening",
     .label = "opening",
     .file = "scripts/test.lua",
     .line = 5,
     .unit = {.date = true},
     .base = 312,
     .min = 306,
     .max = 318},
};
static const SourceDoc SOURCES[] = {{.head.name = "C086",
                                     .title = "Formal rule",
                                     .publisher = "BIS",
                                     .date = "2026-01-13",
                                     .reliability = "high",
                                     .claim = "25 % of revenue"}};

const Scenario WORLD = {
    .title = "Test",
    .question = "What binds?",
    .compute_unit = "H100e",
    .file = "scripts/test.lua",
    .line = 1,
    .calendar = {.from = 312, .months = 3, .step = STEP_MONTH, .steps = 3},
    .seed = 1234,
    .n_inputs = 2,
    .inputs = INPUTS,
    .n_workloads = 1,
    .workloads = WORKLOADS,
    .n_chips = 2,
    .chips = CHIPS,
    .n_buyers = 3,
    .buyers = BUYERS,
    .n_approvals = 1,
    .approvals = APPROVALS,
    .n_sources = 1,
    .sources = SOURCES,
    .n_authorities = 2,
    .authorities = AUTHORITIES,
    .n_sellers = 2,
    .sellers = SELLERS,
};
