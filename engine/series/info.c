#include "series/series.h"

#include <string.h>

#define BUYER_CHIP (BY_BUYER | BY_CHIP)
#define BUYER_WORKLOAD (BY_BUYER | BY_WORKLOAD)

// clang-format off
const SeriesInfo SERIES[S_COUNT] = {
    [S_WISHED] = {"wished", "units", BUYER_CHIP, SERIES_FLOW,
        "what would have been bought had stock been enough, in the round in which the buyer first asked"},
    [S_CLAIMED] = {"claimed", "units", BUYER_CHIP, SERIES_FLOW,
        "what was asked for: the wish, inflated by buyers who expect to be cut"},
    [S_BOUGHT] = {"bought", "units", BUYER_CHIP, SERIES_FLOW, "ordered and allotted in the step"},
    [S_DELIVERED] = {"delivered", "units", BUYER_CHIP, SERIES_FLOW, "arrived in the step, `ship` after the purchase"},
    [S_IN_TRANSIT] = {"in_transit", "units", BUYER_CHIP, SERIES_LEVEL, "bought and not yet delivered"},
    [S_INSTALLED] = {"installed", "units", BUYER_CHIP, SERIES_LEVEL, "in service: deployed and not yet retired"},
    [S_UNMET] = {"unmet", "compute", BUYER_WORKLOAD, SERIES_LEVEL, "compute wanted in the step and not bought"},
    [S_LOST] = {"lost", "compute", BUYER_WORKLOAD, SERIES_FLOW, "unmet demand that is given up and not carried over"},
    [S_INVENTORY] = {"inventory", "units", BY_CHIP, SERIES_LEVEL, "finished units in the sellers' stock"},
    [S_MADE] = {"made", "units", BY_CHIP, SERIES_FLOW, "finished by lines and tape-outs in the step"},
    [S_WIP] = {"wip", "units", BY_CHIP, SERIES_LEVEL, "started and not finished"},
    [S_PRICE] = {"price", "USD", BUYER_CHIP, SERIES_PRICE, "what the buyer pays for a unit: levies and duties passed on included, subsidies taken off"},
    [S_EFFECTIVE_PRICE] = {"effective_price", "USD", BUYER_CHIP, SERIES_PRICE,
        "price and the cost of the domestic units that must be bought with it; it ranks, it is never paid"},
    [S_BUNDLE_TAX] = {"bundle_tax", "share", BUYER_CHIP, SERIES_SHARE, "cost of bundling over the seller's list price"},
    [S_APPROVED] = {"approved", "units", BY_APPROVAL, SERIES_FLOW, "released by the authority in the step"},
    [S_UNCONVERTED] = {"unconverted", "units", BY_APPROVAL, SERIES_LEVEL, "approved and not yet open to be bought"},
    [S_CAP_LEFT] = {"cap_left", "units", BUYER_CHIP, SERIES_LEVEL,
        "what approvals still let the buyer import, before the step's purchases; no value where nothing limits it"},
    [S_CAPEX] = {"capex", "USD", BUYER_CHIP, SERIES_FLOW, "committed to chips in the step"},
    [S_NRE] = {"nre", "USD", BUYER_CHIP, SERIES_FLOW, "engineering and masks of tape-outs and re-spins, when due"},
    [S_SPEND] = {"spend", "USD", BUYER_CHIP, SERIES_FLOW, "capex, opex and nre together; opex has no chip"},
    [S_OPEX] = {"opex", "USD", BY_BUYER, SERIES_FLOW, "lease bills of the step"},
    [S_CAPEX_TO_LEASES] = {"capex_to_leases", "USD", BY_BUYER, SERIES_FLOW,
        "the part of opex that was paid from unspent capex"},
    [S_LEVY] = {"levy", "USD", BY_AUTHORITY, SERIES_FLOW, "export levies received"},
    [S_TARIFF] = {"tariff", "USD", BY_AUTHORITY, SERIES_FLOW, "import duties received"},
    [S_SUBSIDY] = {"subsidy", "USD", BY_AUTHORITY, SERIES_FLOW, "what the authority paid of the price of chips"},
    [S_SELLER_NET] = {"seller_net", "USD", BY_SELLER, SERIES_FLOW, "sellers' revenue after levies and duties"},
    [S_WRITE_DOWN] = {"write_down", "USD", BY_SELLER, SERIES_FLOW, "stock that nobody may buy any more, at unit cost"},
    [S_COMPUTE] = {"compute", "compute", BUYER_WORKLOAD, SERIES_LEVEL,
        "compute in service: owned, leased and captive together"},
    [S_COMPUTE_OWNED] = {"compute_owned", "compute", BUYER_WORKLOAD, SERIES_LEVEL,
        "installed compute of chips that others may buy too"},
    [S_COMPUTE_LEASED] = {"compute_leased", "compute", BUYER_WORKLOAD, SERIES_LEVEL,
        "compute under lease, at what it is worth beside owned compute"},
    [S_COMPUTE_CAPTIVE] = {"compute_captive", "compute", BUYER_WORKLOAD, SERIES_LEVEL,
        "installed compute of the buyer's own custom chips"},
    [S_EFFECTIVE_COMPUTE] = {"effective_compute", "compute", BUYER_WORKLOAD, SERIES_LEVEL,
        "compute in service times what algorithms make of it since the start; as compute without efficiency"},
    [S_BANDWIDTH] = {"bandwidth", "TB/s", BUYER_WORKLOAD, SERIES_LEVEL, "memory bandwidth of the compute in service"},
    [S_BANDWIDTH_OWNED] = {"bandwidth_owned", "TB/s", BUYER_WORKLOAD, SERIES_LEVEL, "of compute_owned"},
    [S_BANDWIDTH_LEASED] = {"bandwidth_leased", "TB/s", BUYER_WORKLOAD, SERIES_LEVEL,
        "of compute_leased: as many TB/s as its compute units stand for"},
    [S_BANDWIDTH_CAPTIVE] = {"bandwidth_captive", "TB/s", BUYER_WORKLOAD, SERIES_LEVEL, "of compute_captive"},
    [S_FILL_RATE] = {"fill_rate", "share", BUYER_CHIP, SERIES_SHARE, "bought over wished; no value without a wish"},
    [S_DOMESTIC_SHARE] = {"domestic_share", "share", BY_BUYER, SERIES_SHARE,
        "domestic chips in the buyer's spend on chips; no value without a purchase"},
    [S_DOMESTIC_SHARE_UNITS] = {"domestic_share_units", "share", BY_BUYER, SERIES_SHARE,
        "domestic chips in the units the buyer buys; no value without a purchase"},
    [S_DOMESTIC_SHARE_COMPUTE] = {"domestic_share_compute", "share", BY_BUYER, SERIES_SHARE,
        "domestic chips in the throughput the buyer buys; no value without a purchase"},
    [S_BUFFER] = {"buffer", "share", BY_BUYER, SERIES_SHARE,
        "what the step's compute cost above the least list price per throughput of all chips; a lease counts when signed"},
    [S_BUFFER_CUMULATIVE] = {"buffer_cumulative", "share", BY_BUYER, SERIES_SHARE,
        "the same of all steps so far"},
    [S_BUDGET_LEFT] = {"budget_left", "own", BY_BUYER, SERIES_LEVEL, "capex money released and not committed, in the buyer's currency"},
    [S_BUDGET_LAPSED] = {"budget_lapsed", "own", BY_BUYER, SERIES_FLOW, "capex money not carried over a year's end, in the buyer's currency"},
    [S_OPEX_LEFT] = {"opex_left", "own", BY_BUYER, SERIES_LEVEL,
        "opex money released and not paid, in the buyer's currency"},
    [S_OPEX_LAPSED] = {"opex_lapsed", "own", BY_BUYER, SERIES_FLOW,
        "opex money not carried over a year's end, in the buyer's currency"},
    [S_BINDING] = {"binding", "", BY_BUYER, SERIES_CODE,
        "what held the buyer's foreign purchases: supply, control, approval, conversion, cap, budget, demand, bundling or none"},
    [S_RESOURCE_USE] = {"resource_use", "share", BY_RESOURCE, SERIES_SHARE,
        "taken by lines and tape-outs, of what there was in the step; no value where there was none"},
    [S_PHANTOM] = {"phantom", "units", BUYER_CHIP, SERIES_FLOW,
        "claimed beyond the wish by buyers who expect to be cut: orders that nobody wants filled"},
    [S_INTEREST] = {"interest", "units", BUYER_CHIP, SERIES_FLOW,
        "what the buyer would wish for in the step if no control and no approval held it: demand and money alone; what was carried over asks again"},
    [S_SEIZED] = {"seized", "units", BUYER_CHIP, SERIES_FLOW,
        "of grey chips: due to arrive in the step and taken on the way"},
};
// clang-format on

int series_find(const char *name) {
    for (int i = 0; i < S_COUNT; i++)
        if (strcmp(SERIES[i].name, name) == 0) return i;
    return -1;
}

const char *binding_name(Binding b) {
    static const char *const NAME[BINDING_COUNT] = {
        [BINDING_NONE] = "none",
        [BINDING_SUPPLY] = "supply",
        [BINDING_CONTROL] = "control",
        [BINDING_APPROVAL] = "approval",
        [BINDING_CONVERSION] = "conversion",
        [BINDING_CAP] = "cap",
        [BINDING_BUDGET] = "budget",
        [BINDING_DEMAND] = "demand",
        [BINDING_BUNDLING] = "bundling",
    };
    return b >= 0 && b < BINDING_COUNT ? NAME[b] : "none";
}

const char *binding_words(Binding b) {
    static const char *const WORDS[BINDING_COUNT] = {
        [BINDING_NONE] = "nothing: it asks for none",
        [BINDING_SUPPLY] = "supply: it gets less than it wishes for",
        [BINDING_CONTROL] = "controls",
        [BINDING_APPROVAL] = "approvals: more units would let more in",
        [BINDING_CONVERSION] = "conversion: what is approved turns into orders too slowly",
        [BINDING_CAP] = "a cap per month or per buyer, or a share of what others buy",
        [BINDING_BUDGET] = "money",
        [BINDING_DEMAND] = "demand: it wants no more",
        [BINDING_BUNDLING] = "bundling: domestic chips do not unlock more",
    };
    return b >= 0 && b < BINDING_COUNT ? WORDS[b] : WORDS[BINDING_NONE];
}

Want want_all(void) {
    Want w = {.totals_only = false};
    for (int i = 0; i < S_COUNT; i++) w.series[i] = true;
    return w;
}
