-- What if Washington denied China the H200, let it drip, or opened the door?
--
-- One side says: whoever is denied chips falls behind. The other: he buys at home, factories learn by
-- making (F93), and denial builds its own competitor. But memory is said to hold Huawei (F76).
--
-- Ask first: the price of an Ascend falls by a fifth whenever their number doubles. Does China
-- compute more by the end of 2029 if it is denied every H200?
-- The run shows: no. While memory is short, Huawei makes all it can, denied or dripped: 3.5 million
-- Ascends. Denied China has 1.9 million H100e, in the drip 2.9, open 4.8. Without that limit it
-- catches up and still does not pass: 46 percent behind the open world after one year, 6 in the end,
-- for 133 billion dollars instead of 168. So denial costs time more than money. Nor does the open
-- door ruin Huawei: once an Ascend costs less than 20,500 dollars it is the better buy beside an
-- H200. With twice the wafers (20,000 a month) denial costs a year of lead and after two nothing.
-- Under denial US firms run 47 H100e for each Chinese one after a year and 31 after four, as in IFP's
-- study of the B30A. Its other end, less than 4 when the B30A is sold, does not come out here: 11,
-- for China wants no more.
require "lib.sources"
local rules = require "lib.export_rules"

scenario "Deny, drip or open" { from = "2026-01", to = "2029-12",
  question = "Does denial hold China back, or does it build China's industry?",
  headline = "US firms run {ratio} H100e for each of China's, which spends {home%} on its own chips" }

-- Washington's choice: H200 a month for all of China. Beijing lets in what Washington lets out.
local drip = lever "us_monthly" { label = "H200 let out", 33e3, min = 0, max = 200e3, off = true,
  source = { "F52", "F57", "assumed" }, doc = "H200 a month for China: 0 denies, off opens. "
    .. "33,000 is the January approval of 400,000, once a year (assumed)." }
local b30a_too = lever "b30a_sold" { label = "B30A sold too", false, source = "assumed",
  doc = "Half a B300 for China, above the limit of the 2026 rule: needs another decision." }

-- Huawei makes what is ordered, as far as memory (F76) and wafers go. Making teaches: costs fall.
local memory = assume "memory_limit" { label = "Memory for Ascends", 400e3, min = 200e3, max = 2e6,
  off = true, dist = triangular(200e3, 400e3, 1.2e6), source = { "F76", "assumed" },
  doc = "Stacks of memory a month in 2026, eight for a chip: enough for 600,000 chips a year "
    .. "(F76). Grows by 2 percent a month (assumed); off: memory is never short." }
local wafers = assume "wafers" { label = "7nm wafers for Ascends", 10e3, min = 4e3, max = 40e3,
  dist = triangular(4e3, 10e3, 25e3), source = { "F74", "F75", "assumed" },
  doc = "A month. SMIC's advanced wafers are fewer than 20,000 (F74) or about 50,000 (F75); half "
    .. "of the lower number is assumed." }
local progress = assume "progress_ratio" { label = "Cost left after a doubling", 0.8, min = 0.7,
  max = 1,
  dist = triangular(0.75, 0.8, 0.9), source = "F93", doc = "0.8 is typical; 1: nothing is learned." }
local nvidia_can = assume "h200_capacity" { label = "New H200 a month", 150e3, min = 30e3, max = 300e3,
  dist = uniform(60e3, 200e3), source = { "C085", "assumed" },
  doc = "What Nvidia could make for China if it were let: C085 says only that orders open." }

-- 1. CHIPS AND WHO MAKES THEM -----------------------------------------------------------------------
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, bandwidth = 4.8,
  tpp = 15832, die_area = 814, interconnect = 900, source = { "C087", "F02", "F152" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
line "H200 new" { chip = "H200", build = "to_order", lead = weeks(26),
  source = { "C085", "F72", "assumed" },
  capacity = steps { ["2026-01"] = 0, ["2026-04"] = nvidia_can } }

chip "B200" { seller = "Nvidia", origin = "US", price = 37500, flops = 2250, bandwidth = 8.0,
  tpp = 36000, die_area = 1628, interconnect = 1800, source = { "F17", "F05", "F152" } }
line "B200" { chip = "B200", capacity = 800e3, source = "assumed",
  doc = "never scarce for US firms (assumed)" }

chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, bandwidth = 3.2,
  tpp = 12032, die_area = 1332, progress_ratio = progress, experience = 500e3,
  source = { "F16", "F08", "F93", "assumed" }, doc = "half a million made before 2026 is assumed" }
resource "Memory for Ascends" { capacity = grow(memory, 0.02 / month), source = { "F76", "assumed" } }
resource "7nm wafers" { capacity = wafers, source = { "F74", "F75", "assumed" } }
line "Huawei" { chip = "Ascend 910C", build = "to_order", lead = 6, capacity = off,
  uses = { ["Memory for Ascends"] = 8 }, node = "7nm wafers", dies_per_unit = 2,
  yield_model = "negative_binomial", defect_density = 0.16, defect_floor = 0.084,
  defect_learning = 100e3, source = { "F72", "F77", "assumed" },
  doc = "yield of 40 percent, on its way to 60 (F77); the pace of learning is assumed" }
line "Huawei, in the works" { chip = "Ascend 910C", source = { "F76", "F72", "assumed" },
  capacity = steps { ["2026-01"] = 50e3, ["2026-08"] = 0 },
  doc = "what was started before 2026 comes out until July: 600,000 a year" }

-- 2. WHO WANTS THEM ---------------------------------------------------------------------------------
-- Two million H200 a year were asked for (C077). The money: ByteDance's 85 billion (C005) for the 26
-- percent of these orders that its 14 billion dollars would buy (C075). 2027 to 2029 as 2026 (assumed).
currency "RMB" { per_usd = 6.96, source = "C003" }
buyer "Chinese firms" { jurisdiction = "CN", capex = rmb(85e9 / 0.26), demand = 2e6 / 12, ship = 2,
  unmet_carry = 0.9, life = years(5), source = { "C077", "C005", "F73", "assumed" } }
-- Half of the 710 billion dollars that four firms guide for is assumed to buy chips.
buyer "US firms" { jurisdiction = "US", capex = usd(355e9), demand = 3e6, ship = 2, life = years(5),
  source = { "F82", "F73", "assumed" } }

-- 3. WASHINGTON -------------------------------------------------------------------------------------
rules.us { from = "2026-01", to = "2029-12", case_by_case = { per_month = drip } }
if b30a_too then
  chip "B30A" { seller = "Nvidia", origin = "US", price = 20000, flops = 1125, bandwidth = 4.0,
    tpp = 28000, interconnect = 900,
    die_area = 814, source = "assumed", doc = "a rumour: half a B300 at half its price; 20,000 is "
      .. "assumed" }
  line "B30A" { chip = "B30A", build = "to_order", lead = weeks(26), capacity = nvidia_can,
    source = { "F72", "assumed" } }
  approval "B30A for China" { by = "US", chips = { "B30A" }, buyers = { "CN" }, per_month = drip,
    source = "assumed" }
end

case "deny" { us_monthly = 0, source = "assumed", doc = "No H200 at all." }
case "open" { us_monthly = off, source = "assumed", doc = "As many H200 as China wants and pays for." }
case "open, B30A" { us_monthly = off, b30a_sold = true, source = "assumed", doc = "And a better chip." }
case "deny, memory free" { us_monthly = 0, memory_limit = off, source = "assumed",
  doc = "Wafers alone hold Huawei." }
case "open, memory free" { us_monthly = off, memory_limit = off, source = "assumed",
  doc = "What denial is compared with there." }

chart "China's compute" { "compute", buyer = "Chinese firms" }
chart "China's memory bandwidth" { "bandwidth", buyer = "Chinese firms" }
chart "Ascends made" { "made", chip = "Ascend 910C" }
chart "Price of an Ascend" { "price", chip = "Ascend 910C", buyer = "Chinese firms" }

result "us" { "compute", buyer = "US firms" }
local us = result "US compute" { "compute", buyer = "US firms" }
local cn = result "China's" { "compute", buyer = "Chinese firms" }
result "ratio" { us / cn }
result "home" { result "spent on Ascends" { "capex", buyer = "Chinese firms", chip = "Ascend 910C" }
  / result "spent on chips" { "capex", buyer = "Chinese firms" } }

-- What the text above says, held against every run of this script.
local function of(name, case, query)
  query.case = case
  query.buyer = "Chinese firms"
  return result(name .. ", " .. case)(query)
end
local function compute(case, at)
  return of("compute " .. (at or "at the end"), case, { "compute", at = at })
end
local function paid(case) return of("paid", case, { "capex" }) end
local function made(case)
  return result("made, " .. case) { "made", chip = "Ascend 910C", case = case }
end
local made_denied = made "deny"
local denied, opened = "deny, memory free", "open, memory free"
expect("denied or dripped: as many Ascends", made_denied / made "baseline", 1, 0.001, "assumed")
expect("3.5 million of them", made_denied, 3.5e6, "2%", "assumed")
expect("1.9 million H100e under denial", compute "deny", 1.9e6, "2%", "assumed")
expect("2.9 million in the drip", compute "baseline", 2.9e6, "2%", "assumed")
expect("4.8 million when open", compute "open", 4.8e6, "2%", "assumed")
expect("46 percent behind after a year", 1 - compute(denied, "2026") / compute(opened, "2026"), 0.46,
  0.01, "assumed")
expect("6 percent in the end", 1 - compute(denied) / compute(opened), 0.06, 0.01, "assumed")
expect("133 billion dollars paid", paid(denied), 133e9, "1%", "assumed")
expect("instead of 168", paid(opened), 168e9, "1%", "assumed")
local function us(case, at)
  return result("US compute " .. at .. ", " .. case) { "compute", buyer = "US firms", case = case, at = at }
end
expect("31 US H100e for each at the end", us("deny", "2029") / compute("deny", "2029"), 31, 0.5,
  "assumed")
expect("47 after one year", us("deny", "2026") / compute("deny", "2026"), 47, 0.5, "assumed")
expect("11 with the B30A", us("open, B30A", "2029") / compute("open, B30A", "2029"), 11, 0.5, "assumed")

lesson "Does denial backfire?" {
  step { text = "The drip: 33,000 H200 a month reach China. Huawei makes what memory allows.",
    look = "Ascends made",
    question = "If the H200 stop, how many more Ascends will be made?",
    answer = "None. Every one that memory allows is already sold." },
  step { text = "Deny.", set = { us_monthly = 0 }, look = "China's compute",
    question = "What did denial cost China, in H100e at the end of 2029?",
    answer = "1.1 million, more than a third of what it would have had." },
  step { text = "Open the door instead.", set = { us_monthly = off }, look = "Price of an Ascend",
    question = "Why does the price fall more slowly?",
    answer = "An H200 for 27,000 dollars is the better buy until an Ascend costs less than 20,500. "
      .. "What is not made teaches nothing." },
  step { text = "Now free memory and deny again.", set = { us_monthly = 0, memory_limit = off },
    look = "China's compute",
    question = "How far is denied China behind an open one, after a year and in the end?",
    answer = "46 percent, then 6: denial costs time. It has also paid 35 billion dollars less." },
  step { text = "Take learning away.",
    set = { us_monthly = 0, memory_limit = off, progress_ratio = 1 }, look = "China's compute",
    question = "What must be true if denial is to backfire?",
    answer = "Memory must be there, twice the wafers too, and making must teach: without learning "
      .. "denied China ends a quarter below an open one." },
}
