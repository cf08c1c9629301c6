-- What if nobody knows the rules of next year?
--
-- From October 2022 to early 2026 the rules changed about fourteen times. A firm that needs 720,000
-- H100e by the end of 2028 can buy steadily, or now, or wait for cheaper chips, or rent abroad, or
-- buy at home. A plain run knows no bad luck; an ensemble (`--draws 200`) turns the wheel: borders
-- and leases shut and open, a better chip is let out. Every plan meets the same 200 worlds.
--
-- Ask first: which plan is best if nothing happens? Which, if one bad outcome costs you your post?
-- If nothing happens, waiting: 720,000 H100e for 14.4 billion dollars instead of 16.3 steadily, for
-- chips get cheaper; buying now costs 17.6. In 200 draws (table below) buying now is an insurance:
-- two billion buy certainty. Steady buying is better than it looks: a shut border reopens, and what
-- was missed is bought later. To wait saves two billion and in one of twenty draws ends with
-- nothing. Rent is no way out: it costs most, and has a wheel of its own. Chips at home have no
-- wheel, but Huawei does not make enough. The exchange rate, 6.9 or 7.3, does nothing to whoever has
-- money left and takes 42,000 H100e from who rents, because there, alone, money binds to the end.
require "lib.sources"

scenario "Policy roulette" { from = "2026-01", to = "2028-12",
  question = "Buy now, wait, rent or buy at home, when the rules change a dozen times?",
  headline = "ByteDance runs {runs} H100e at the end and has paid {paid}" }

-- 1. THE CHOICE -------------------------------------------------------------------------------------
-- 720,000 H100e in three years, month by month, or as many in another order and by another way.
local plan = lever "plan" { label = "ByteDance's plan", "steadily", source = "assumed",
  choices = { "steadily", "now", "wait", "rent", "at home" },
  doc = "steadily: H200 as they are needed; now: all in the first year; wait: all in the third; "
    .. "rent: abroad; at home: Ascends." }
local a_month = lever "a_month" { label = "H100e needed a month", 20e3, min = 5e3, max = 40e3,
  source = "assumed", doc = "720,000 in three years, about the stock of H200 (C078)." }

-- 2. THE WHEEL --------------------------------------------------------------------------------------
local events = assume "events" { label = "Events of policy a month", 0.34, min = 0, max = 1.23,
  dist = triangular(0.19, 0.34, 1.23), source = "assumed",
  doc = "Our count of 14 in 41 months: .34, or .19 to .57 by chance; 10 in the last 15 months: "
    .. ".67, or .32 to 1.23. Half tighten, two in five loosen (assumed)." }
local border = lever "border" { label = "Foreign chips let in", 1e6, min = 0, max = 1e6,
  source = "assumed", doc = "A month; the wheel sets it to 0 while the border is shut." }
local better = lever "b30a_let_out" { label = "B30A let out", 0, min = 0, max = 1e6, source = "assumed",
  doc = "A month; one loosening in ten is assumed to let a better chip out, for good." }
local abroad = lever "abroad" { label = "Room for new leases abroad", 1e6, min = 0, max = 1e6,
  source = "assumed",
  doc = "H100e; one tightening in five is assumed to shut it (C039), one loosening in five to "
    .. "open it (F59)." }
local shut = lever "border_shuts" { label = "Border shuts, in a plain run", off, min = "2026-02",
  max = "2028-06",
  off = true, source = "assumed", doc = "In an ensemble the wheel decides; off: never." }

shock "tightened" { at = shut, hazard = events * 0.5 / month, recovery = events * 0.4 / month,
  sets = { border = 0 }, source = { "F33", "F58", "assumed" } }
shock "better chip" { hazard = events * 0.04 / month, sets = { b30a_let_out = 1e6 },
  source = "assumed" }
shock "leases shut" { hazard = events * 0.1 / month, recovery = events * 0.08 / month,
  sets = { abroad = 0 }, source = { "C039", "F59", "assumed" } }

-- 3. THE MONEY --------------------------------------------------------------------------------------
local rate = assume "rmb_per_usd" { label = "RMB for a dollar", 7.1, min = 6.9, max = 7.3,
  dist = uniform(6.9, 7.3),
  source = { "C003", "C030", "C075" }, doc = "6.96 to 7.28 in the sources." }
currency "RMB" { per_usd = rate, source = { "C003", "C030" } }
local cheaper = assume "h200_price_2028" { label = "H200 price in 2028", usd(20000),
  min = usd(15000), max = usd(27000), dist = uniform(usd(15000), usd(27000)), source = "assumed",
  doc = "An old chip gets cheaper: 27,000 at first (C087), by a quarter less in two years is assumed." }
local hour = assume "rent" { label = "Rent of an H200 for an hour", usd(2.5), min = usd(2),
  max = usd(7),
  dist = triangular(usd(2), usd(2.5), usd(4)), source = "F84", doc = "2.5 to 7 dollars." }

-- 4. WHAT CAN BE HAD --------------------------------------------------------------------------------
-- Each plan goes one way only, so that the ways can be compared.
local imports = plan ~= "rent" and plan ~= "at home"
chip "H200" { seller = "Nvidia", origin = "US",
  price = path { ["2026-01"] = usd(27000), ["2028-01"] = cheaper }, flops = 989.5,
  source = { "C087", "F02", "assumed" } }
line "H200 stock" { chip = "H200", inventory = imports and 700e3 or 0, capacity = imports and 5e3 or 0,
  source = { "C078", "C085", "assumed" }, doc = "5,000 new ones a month for ByteDance are assumed" }
chip "B30A" { seller = "Nvidia", origin = "US", price = usd(20000), flops = 1125, source = "assumed",
  doc = "a rumour: half a B300 at half its price; 20,000 is assumed" }
line "B30A" { chip = "B30A",
  capacity = steps { ["2026-01"] = 0, ["2027-01"] = imports and 50e3 or 0 }, source = "assumed" }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752,
  source = { "F16", "F08" } }
local ascends = assume "ascends" { label = "Ascends for ByteDance", 13e3, min = 5e3, max = 25e3,
  dist = triangular(6e3, 13e3, 20e3), source = { "F76", "assumed" },
  doc = "A month: 600,000 a year (F76) times its share of H200 orders, 26 percent. The range is "
    .. "assumed." }
line "Huawei" { chip = "Ascend 910C", capacity = plan == "at home" and ascends or 0,
  source = { "F76", "assumed" } }
lease "abroad" { rate = hour * 730 / month, term = 12, discount = 0.9,
  capacity = plan == "rent" and abroad or 0,
  source = { "F84", "C091", "assumed" }, doc = "a year's contract and a tenth lost to distance "
    .. "are assumed" }

control "border" { by = "CN", source = { "F33", "F58" } }
approval "border" { by = "CN", per_month = border, source = "F57" }
control "licence for the B30A" { by = "US", chips = { "B30A" }, buyers = { "CN" }, source = "F50" }
approval "licence for the B30A" { by = "US", chips = { "B30A" }, buyers = { "CN" },
  per_month = better, source = "assumed" }

-- 5. WHAT THE PLAN MEANS ----------------------------------------------------------------------------
local all = 36 * a_month
local target = ramp(0, all, "2026-01", 35)
if plan == "now" then target = ramp(0, all, "2026-01", 12) end
if plan == "wait" then target = ramp(0, all, "2028-01", 11) end
buyer "ByteDance" { jurisdiction = "CN", capex = rmb(85e9), to_leases = 1, target = target,
  adjustment = 1, ship = 2,
  source = { "C005", "F73", "assumed" }, doc = "who rents pays the rent of what would have bought "
    .. "chips" }

case "now" { plan = "now", doc = "As fast as money allows." }
case "wait" { plan = "wait", doc = "Two years later, when chips are cheaper or better." }
case "rent" { plan = "rent", doc = "Own nothing, abroad." }
case "at home" { plan = "at home", doc = "No foreign chip, no border." }
case "wait, border shuts" { plan = "wait", border_shuts = "2028-04", source = "assumed",
  doc = "Bad luck for those who wait." }

chart "Compute" { "compute_owned", "compute_leased", by = "series", kind = "area" }
chart "Paid so far" { "spend", buyer = "ByteDance", cumulative = true }
chart "Chips bought" { "bought", by = "chip" }

result "runs" { "compute" }
result "paid" { "spend" }

-- H100e at the end in 200 draws, in thousands:
--              worst 5 %   middle   best 5 %   paid in the middle
--   steadily      452        699       720      14.8 billion
--   now           720        720       720      16.8
--   wait            0        655       720      12.7
--   rent            5        371       667      20.1
--   at home       224        331       454      12.9

-- What the text above says of plain runs, held against every run of this script.
local function of(series, case) return result(series .. ", " .. case) { series, case = case } end
local function runs(case) return of("compute", case) end
local function paid(case) return of("spend", case) end
expect("steadily, all is there", runs "baseline", 720e3, "1%", "assumed")
expect("for 16.3 billion", paid "baseline", usd(16.3e9), "1%", "assumed")
expect("now, all is there", runs "now", 720e3, "1%", "assumed")
expect("for 17.6 billion", paid "now", usd(17.6e9), "1%", "assumed")
expect("waiting, all is there", runs "wait", 720e3, "1%", "assumed")
expect("for 14.4 billion", paid "wait", usd(14.4e9), "1%", "assumed")
expect("rented, two thirds are there", runs "rent", 498e3, "1%", "assumed")
expect("for 23.8 billion", paid "rent", usd(23.8e9), "1%", "assumed")
expect("at home, less than half", runs "at home", 336e3, "1%", "assumed")
expect("those who wait for a shut border lose most", runs "wait, border shuts", 262e3, "1%", "assumed")

lesson "Turn the wheel" {
  step { text = "A plain run has no bad luck. ByteDance buys steadily.", look = "Compute",
    question = "Would you wait, if chips get a quarter cheaper by 2028?",
    answer = "In this world, yes: it saves two billion dollars." },
  step { text = "So it waits. And in April 2028 the border shuts.",
    set = { plan = "wait", border_shuts = "2028-04" },
    look = "Compute", question = "How long is it shut, and what did that cost?",
    answer = "Seven months, the average time to the next loosening, and two thirds of what was "
      .. "wanted." },
  step { text = "The same shut border, for one who bought steadily.",
    set = { border_shuts = "2028-04" }, look = "Chips bought",
    question = "What happens when it opens?", answer = "All that was missed is bought in "
      .. "November, and arrives after the end of the year." },
  step { text = "Rent instead.", set = { plan = "rent" }, look = "Paid so far",
    question = "Who is paid most?",
    answer = "The owner of the data centre: 24 billion dollars for two thirds of the compute, and "
      .. "nothing is owned in the end." },
  step { text = "Now draw 200 worlds, and look at the bands.", look = "Compute",
    question = "Which plan has no band?", answer = "Buying now. A dear chip in hand is the only "
      .. "certain one." },
}
