-- What if Chinese firms may no longer rent compute abroad?
--
-- What may not be bought at home can be rented in Malaysia: ByteDance pays billions for it (C012)
-- and trains there, while Chinese chips at home answer questions (C058). Rent is in no plan of
-- capital expenditure (C013). Washington shut this door in January 2025 (C039), opened it in May
-- (F59) and presumes denial again in the rule of 2026 (F52).
--
-- Ask first: from January 2027 no new lease may be signed. Which is lost, training or inference?
-- And what does ByteDance buy with eight billion dollars of rent that it saves?
-- The run shows: training falls from 369,000 H100e to 134,000 by the end of 2028, inference does not
-- move. And the money buys nothing, for permits hold chips, not money: 130 billion RMB lie idle in
-- both worlds. Rent is dear: after 13 months an H100e has cost as much as one that is bought. So the
-- answer lies at home: 18,000 H200 a month instead of 5,000 make good for the whole loss.
-- Two surprises. Contracts for three years do not help: each must be paid for to its end before it
-- is signed, so that half as much is on rent in 2026. And when Ascends learn to train, the hole only
-- moves: training gains 102,000 H100e and inference loses 129,000.
require "lib.sources"

scenario "The loophole closes" { from = "2026-01", to = "2028-12",
  question = "ByteDance trains on servers rented abroad: what if that ends?",
  headline = "ByteDance trains on {trained} H100e at the end, {abroad} of them rented" }

-- 1. THE DOOR ---------------------------------------------------------------------------------------
local closes = lever "leases_close" { label = "Last day of new leases", off, min = "2026-07",
  max = "2028-06",
  off = true, source = { "C039", "F52", "F59" }, doc = "No new contract from then on; off: the "
    .. "door stays open. It was shut in January 2025 (C039), opened in May (F59), and the rule of "
    .. "2026 presumes denial (F52)." }
local wind = lever "wind_down" { label = "Months to wind down", 6, min = 3, max = 36,
  source = "assumed",
  doc = "How long running contracts last on average once the door is shut; never longer than "
    .. "their term." }
local term = lever "lease_term" { label = "Length of a contract", 12, min = 6, max = 36,
  source = "assumed",
  doc = "Months. ByteDance is said to have covered 2025 by contracts made before the rule (C056)." }
local permit = lever "permit_2027" { label = "H200 let in from 2027", 5e3, min = 0, max = 60e3,
  source = { "C074", "C083", "assumed" }, doc = "A month, for ByteDance; 5,000 before. Its part "
    .. "of the January permit turns into orders slowly (C083); the number is assumed." }
local trains = lever "ascend_trains" { label = "Ascends train models", false,
  source = { "C058", "assumed" },
  doc = "Chinese chips mostly answer questions (C058); true: they train as well." }

-- 2. WHAT COMPUTE COSTS -----------------------------------------------------------------------------
local hour = assume "rent" { label = "Rent of an H200 for an hour", usd(2.5), min = usd(2),
  max = usd(7),
  dist = triangular(usd(2), usd(2.5), usd(4)), source = "F84", doc = "2.5 to 7 dollars." }
local worth = assume "lease_worth" { label = "Worth of rented compute", 0.9, min = 0.6, max = 1,
  dist = uniform(0.8, 1), source = { "C091", "assumed" },
  doc = "Distance costs time (C091): a tenth is assumed." }
local bills = assume "rent_budget" { label = "Money for rent", rmb(47e9), min = rmb(14e9),
  max = rmb(75e9),
  dist = triangular(rmb(14e9), rmb(47e9), rmb(75e9)), source = { "C050", "C031", "C012" },
  doc = "A year. 6.8 billion dollars were meant for training abroad in 2025 (C050), RMB 75 "
    .. "billion by another count (C031), \"billions\" by a third (C012)." }

workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }
local able = { "inference" }
if trains then able = { "training", "inference" } end

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, bandwidth = 4.8,
  source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, bandwidth = 3.2,
  workloads = able, source = { "F16", "F08", "C058" } }
line "Huawei, ByteDance's part" { chip = "Ascend 910C", capacity = 600e3 * 0.26 / 12,
  source = { "F76", "assumed" },
  doc = "600,000 a year (F76), of which ByteDance is assumed to get the share that it has of H200 "
    .. "orders" }
lease "abroad" { rate = hour * 730 / month, term = term, wind_down = wind, discount = worth,
  to = closes, workloads = { "training" }, source = { "F84", "C091", "assumed" },
  doc = "730 hours a month; only training can be moved away (C059)" }

-- 3. BYTEDANCE --------------------------------------------------------------------------------------
currency "RMB" { per_usd = 6.96, source = "C003" }
buyer "ByteDance" { jurisdiction = "CN", capex = rmb(85e9), opex = bills, ship = 2, life = years(5),
  demand = { training = 25e3, inference = 25e3 }, weight = { training = 2, inference = 1 },
  unmet_carry = 0.9, source = { "C005", "C096", "F73", "assumed" },
  doc = "demand is assumed: 43,000 H200 a month would be its part of the orders (C075, C077)" }
control "customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "permit" { by = "CN", chips = { "H200" },
  per_month = steps { ["2026-01"] = 5e3, ["2027-01"] = permit },
  source = { "C074", "F57", "assumed" } }

case "closes" { leases_close = "2027-01", source = "assumed",
  doc = "No new leases from January 2027, the old ones end in half a year." }
case "long contracts" { leases_close = "2027-01", lease_term = 36, wind_down = 36,
  source = "assumed", doc = "Signed for three years, and honoured." }
case "closes, home opens" { leases_close = "2027-01", permit_2027 = 18e3, source = "assumed",
  doc = "18,000 H200 a month may be bought at home instead of 5,000." }
case "closes, Ascends train" { leases_close = "2027-01", ascend_trains = true, source = "assumed",
  doc = "Huawei's software is good enough." }

chart "Training and inference" { "compute", by = "workload", buyer = "ByteDance" }
chart "Compute" { "compute_owned", "compute_leased", by = "series", kind = "area" }
chart "Spend" { "capex", "opex", by = "series", kind = "area" }
chart "Wanted and not had" { "unmet", by = "workload", buyer = "ByteDance" }

result "trained" { "compute", workload = "training" }
result "abroad" { "compute_leased" }

-- What the text above says, held against every run of this script.
local function of(series, case, workload, at)
  return result(table.concat({ series, case, workload or "", at or "" }, " ")) { series, case = case,
    workload = workload, at = at }
end
local open_training, open_inference = of("compute", "baseline", "training"),
  of("compute", "baseline", "inference")
local shut_training, shut_inference = of("compute", "closes", "training"),
  of("compute", "closes", "inference")
expect("369,000 H100e train while the door is open", open_training, 369e3, "1%", "assumed")
expect("134,000 once it is shut", shut_training, 134e3, "1%", "assumed")
expect("inference does not move", shut_inference - open_inference, 0, 1, "assumed")
expect("8 billion of rent saved", of("opex", "baseline") - of("opex", "closes"), usd(8.1e9), "1%",
  "assumed")
expect("as many chips as before", of("capex", "closes") - of("capex", "baseline"), usd(0),
  usd(1e3), "assumed")
expect("130 billion RMB idle", result "idle" { "budget_left", case = "closes", currency = "RMB" },
  rmb(130e9), "1%", "assumed")
expect("18,000 H200 a month make good for it", result "helped" { "compute", case = "closes, home opens",
  workload = "training" } / open_training, 1, "3%", "assumed")
local bill = of("opex", "baseline", nil, "2028-12") / of("compute_leased", "baseline")
expect("13 months of rent buy an H200", result "pays" { "price", chip = "H200" } / bill, 13.3, 0.3,
  "assumed")
expect("half as much on rent", of("compute_leased", "long contracts", nil, "2026-12")
  / of("compute_leased", "baseline", nil, "2026-12"), 0.5, 0.02, "assumed")
local train = "closes, Ascends train"
expect("Ascends in training add 102,000", of("compute", train, "training") - shut_training,
  102e3, "1%", "assumed")
expect("and take 129,000 from inference", of("compute", train, "inference") - shut_inference,
  -129e3, "1%", "assumed")

lesson "The door abroad" {
  step { text = "ByteDance rents what it may not buy. Its chips at home do the rest.",
    look = "Compute",
    question = "Which part of this would a reader of its capital expenditure see?",
    answer = "Only what is owned: rent is an operating cost." },
  step { text = "Shut the door in January 2027.", set = { leases_close = "2027-01" },
    look = "Training and inference",
    question = "Why does inference not move?", answer = "It runs on chips at home, and cannot be "
      .. "far from its users (C059)." },
  step { text = "Rent falls away.", set = { leases_close = "2027-01" }, look = "Spend",
    question = "Where does the money go?", answer = "Nowhere. Chips at home are limited by "
      .. "permits and by Huawei's output, not by money." },
  step { text = "Let Beijing and Washington allow more at home.",
    set = { leases_close = "2027-01", permit_2027 = 18e3 },
    look = "Training and inference", question = "How many H200 a month make good for the loss?",
    answer = "About 18,000 instead of 5,000. Closing the way abroad only moves the question back "
      .. "home." },
}
