// The schema: compute that is rented, and what algorithms make of compute.
#include "scenario/schema_rows.h"

static const Field LEASE_FIELDS[] = {
    {NUMBER(Lease, rate, IN_USD_PER_COMPUTE), FROM(0), .path = true, .required = true,
     .doc = "bill for each compute unit and month, paid as opex"},
    {NUMBER(Lease, capacity, IN_COMPUTE), FROM(0), .path = true, OFF_DEFAULT(NO_CAP),
     .doc = "compute that all its buyers can lease together"},
    {NUMBER(Lease, term, IN_MONTHS), ABOVE(0), .required = true,
     .doc = "mean length of a contract"},
    {NUMBER(Lease, wind_down, IN_MONTHS), FROM(0), OFF_DEFAULT(FOREVER),
     .doc = "mean time that contracts last after `to`, where shorter than the term; off: they "
            "run to their end"},
    {NUMBER(Lease, discount, IN_PLAIN), WITHIN(0, 1), .min_open = true, .fallback = 1,
     .doc = "worth of leased compute beside owned: below 1 for latency and compliance"},
    {FIELD(Lease, workloads, "workloads", FIELD_WORKLOADS), .doc = "workloads it serves"},
    {FIELD(Lease, i.buyers, "buyers", FIELD_BUYERS),
     .doc = "buyers or jurisdictions that may lease; default all"},
    {DATE(Lease, i.from, "from"), OFF(NO_CAP),
     .doc = "first day of new contracts; default the scenario's start; off: never"},
    {DATE(Lease, i.to, "to"), OFF_DEFAULT(NO_CAP),
     .doc = "day after the last new contract: it closes; off: never"},
    HEAD,
};

static const Field EFFICIENCY_FIELDS[] = {
    {NUMBER(Efficiency, growth, IN_PER_MONTH), WITHIN(0, 100), .path = true, OFF_DEFAULT(0),
     .doc = "at which the compute that a task needs falls, continuous: 0.9 / year makes 2.46 "
            "times as much of it in a year"},
    {NUMBER(Efficiency, scarcity, IN_PER_MONTH), WITHIN(0, 100), .path = true, OFF_DEFAULT(0),
     .doc = "what is added to the growth where no demand is met; of a part of it, as much"},
    {FIELD(Efficiency, i.buyers, "buyers", FIELD_BUYERS),
     .doc = "buyers or jurisdictions whose algorithms they are; default all"},
    {DATE(Efficiency, i.from, "from"), OFF(NO_CAP),
     .doc = "first day; default the scenario's start; off: never"},
    {DATE(Efficiency, i.to, "to"), OFF_DEFAULT(NO_CAP),
     .doc = "day after the last: what is gained stays; off: never"},
    HEAD,
};

static const Kind LEASES[] = {
    {"lease", "compute rented abroad, paid as opex month by month",
     "lease \"Johor\" { rate = 1800, term = 24, capacity = 50e3, to = \"2026-07\" }",
     sizeof(Lease), DONE(LEASE_FIELDS)},
    {"efficiency",
     "algorithms that do more with the same compute, faster where compute is scarce",
     "efficiency \"algorithms\" { growth = 0.9 / year, scarcity = 0.5 / year }",
     sizeof(Efficiency), DONE(EFFICIENCY_FIELDS)},
};
const KindGroup KINDS_LEASES = GROUP(LEASES);
