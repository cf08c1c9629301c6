-- Two million H200 are ordered, 700,000 lie in stock. When are all served?
--
-- Nvidia can sell its stock at once (C078). For the rest it must order wafers, from the second
-- quarter of 2026 (C085), and a wafer needs half a year (F72). Each chip takes a place on a CoWoS
-- wafer and six stacks of memory, for which everybody competes (C098). The scarcest of the parts sets
-- the pace. An adviser says: add 15 to 25 percent to what compute will cost (C081).
--
-- Ask first: which is worth more to those who wait, a factory faster by six weeks, orders taken a
-- quarter earlier, or twice the packaging? And how many chips will there be in the end?
-- The run shows: the stock is gone in May, and until October next to nothing comes. Then 57,500 a
-- month, and the last of the two million is served in August 2028. Six weeks of speed win one month,
-- a quarter of delay costs three, twice the packaging wins three months, because then memory is
-- short. Both together win eleven. But the factory looks at the queue while half a year of chips is
-- already under way: 369,000 are left over, 772,000 with twice the capacity, and 391,000 if half of
-- the orders were phantoms. New capacity comes late and stays too long. The average buyer pays 12
-- percent more than at first, within the advised buffer; whoever is served in 2028 pays up to 33. How
-- fast the price follows the queue is assumed, so believe the order, not the sum.
require "lib.sources"

scenario "Stock now or 4nm later" { from = "2026-01", to = "2028-12",
  question = "Two million H200 are ordered and 700,000 lie in stock: when are all served?",
  headline = "{by 2026} H200 in 2026, {all} by the end of 2028; the price ends at {price}" }

local opens = lever "new_orders_open" { label = "New 4nm orders open", "2026-04-01",
  min = "2026-01-01", max = "2027-06-01", off = true, source = { "C085", "C010" },
  doc = "Second quarter of 2026 (C085, C010); off: Nvidia only sells what it has." }
local lead = assume "lead_weeks" { label = "Weeks from wafer to chip", 26, min = 20, max = 30,
  dist = uniform(24, 28), source = { "F72", "assumed" },
  doc = "Fab 16 to 18 weeks, packaging and test 8 to 10 (F72); 20 and 30 are assumed ends." }
local share = lever "packaging_share" { label = "H200's share of packaging", 0.03, min = 0, max = 0.2,
  source = { "C098", "assumed" },
  doc = "Of Nvidia's CoWoS wafers. The rest makes Blackwell for others, who pay more; a few "
    .. "percent are assumed." }
local memory = assume "hbm_stacks" { label = "HBM stacks a month", 400e3, min = 100e3, max = 1.2e6,
  dist = uniform(250e3, 550e3), source = "assumed",
  doc = "Memory left for H200, six stacks each. No source." }
local orders = assume "orders" { label = "H200 ordered in 2026", 2e6, min = 0.4e6, max = 2.2e6,
  dist = triangular(1e6, 2e6, 2.2e6), source = { "C077", "C083", "assumed" },
  doc = "Over 2 million (C077), many of them indications only (C083)." }
local stock = assume "h200_stock" { label = "H200 in stock", 700e3, min = 560e3, max = 840e3,
  dist = triangular(560e3, 700e3, 840e3), source = { "C078", "assumed" },
  doc = "20 percent either way is assumed." }
local response = assume "price_response" { label = "Price follows orders", 0.02, min = 0, max = 0.1,
  dist = uniform(0, 0.05), source = "assumed",
  doc = "At 0.02 a queue twice as long as supply raises the price by 1.4 percent a month. No "
    .. "source." }
local open = lever "open" { label = "New orders taken", 0, min = 0, max = 1, source = "assumed",
  doc = "1 once new orders are taken." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 4800, flops = 989.5,
  price_response = response, price_floor = 20000, price_ceiling = 36000,
  source = { "C087", "C007", "F18", "F02", "assumed" } }
line "H200 stock" { chip = "H200", inventory = stock, source = "C078" }
-- 105,000 CoWoS wafers a month in 2026, 63 percent of them Nvidia's (F78); 29 H200 on each.
resource "CoWoS" { capacity = 105e3 * 0.63 * share * open, source = { "F78", "assumed" } }
resource "HBM" { capacity = memory, source = "assumed" }
line "H200 from new orders" { chip = "H200", build = "to_order", lead = weeks(lead),
  uses = { CoWoS = 1 / 29, HBM = 6 }, source = { "C085", "F72", "F78", "assumed" } }
shock "new orders open" { at = opens, sets = { open = 1 }, source = "C085" }
buyer "Chinese firms" { jurisdiction = "CN", capex = { [2026] = usd(60e9), [2027] = usd(12e9) },
  unmet_carry = 1, source = { "C077", "assumed" },
  demand = steps { ["2026-01"] = orders / 12, ["2027-01"] = 0 },
  doc = "all in 2026, money enough, and everybody waits" }

case "open in July" { new_orders_open = "2026-07-01", doc = "A quarter later.", source = "assumed" }
case "20 weeks" { lead_weeks = 20, doc = "A month and a half faster.", source = "assumed" }
case "twice the packaging" { packaging_share = 0.06, doc = "Taken from others.", source = "assumed" }
case "packaging and memory" { packaging_share = 0.06, hbm_stacks = 800e3,
  doc = "Both doubled.", source = "assumed" }
case "half are phantoms" { orders = 1e6, doc = "Only a million is really wanted.",
  source = "assumed" }

chart "Made and bought" { "made", "bought", by = "series", cumulative = true }
chart "Waiting" { "unmet" }
chart "In process" { "wip", by = "chip" }
chart "Buffer: paid above the first price" { "buffer", "buffer_cumulative", by = "series" }

result "by 2026" { "bought", at = "2026" }
result "all" { "bought" }
result "price" { "price", chip = "H200", buyer = "Chinese firms" }

-- What the text above says, held against every run of this script.
local function of(case, name, query)
  query.case = case
  return result(name .. ", " .. case)(query)
end
local function short(case)
  return of(case, "months short", { "binding", bound_by = "supply", buyer = "Chinese firms" })
end
local function left(case)
  return of(case, "left over", { "inventory" }) + of(case, "still to come", { "wip" })
end
expect("the stock is gone in May", of("baseline", "June", { "bought", at = "2026-06" }), 0, 100,
  "assumed")
expect("and next to nothing comes until October",
  of("baseline", "by September", { "bought", at = "2026-Q3" }), 1200, 100, "assumed")
expect("57,500 a month from then", of("baseline", "October", { "bought", at = "2026-10" }), 57.5e3,
  "1%", "assumed")
expect("in process: rate times time, 344,000",
  of("baseline", "in process", { "wip", at = "2027-06" }), 344e3, "1%", "assumed")
expect("874,000 are served in 2026", of("baseline", "2026", { "bought", at = "2026" }), 874e3, "1%",
  "assumed")
expect("supply binds from May 2026 for 27 months, until July 2028", short("baseline"), 27, 0, "assumed")
expect("a quarter later: 3 months longer", short("open in July"), 30, 0, "assumed")
expect("six weeks faster: 1 month less", short("20 weeks"), 26, 0, "assumed")
expect("twice the packaging: 3 months less", short("twice the packaging"), 24, 0, "assumed")
expect("memory too: 11 months less", short("packaging and memory"), 16, 0, "assumed")
expect("369,000 are left over", left("baseline"), 369e3, "1%", "assumed")
expect("and 772,000 with twice the capacity", left("packaging and memory"), 772e3, "1%", "assumed")
expect("391,000 where half were phantoms", left("half are phantoms"), 391e3, "1%", "assumed")
expect("on average 12 percent above the first price", of("baseline", "buffer", { "buffer_cumulative",
  buyer = "Chinese firms" }), 0.12, 0.005, "assumed")
expect("in 2028 up to 33 percent",
  of("baseline", "buffer of July", { "buffer", buyer = "Chinese firms", at = "2028-07" }), 0.33,
  0.005, "assumed")
expect("less than 15 percent until July 2027",
  of("baseline", "buffer of June", { "buffer", buyer = "Chinese firms", at = "2027-06" }), 0.145,
  0.005, "assumed")

lesson "The stock and the pipeline" {
  step { text = "700,000 chips lie in stock, two million are ordered within a year.", look = "Supply",
    question = "From June to September nothing arrives. What would have helped?",
    answer = "To order half a year earlier. Now nothing does: what is started in April arrives in "
      .. "October." },
  step { text = "Take more of Nvidia's packaging.", set = { packaging_share = 0.06 },
    look = "Waiting",
    question = "Twice the packaging. Why is the queue served only three months sooner?",
    answer = "Memory: 400,000 stacks are enough for 66,700 chips a month. The scarcest part "
      .. "decides." },
  step { text = "And twice the memory.", set = { packaging_share = 0.06, hbm_stacks = 800e3 },
    look = "Made and bought", question = "What happens after the last order is served?",
    answer = "Half a year of chips is still in process. 772,000 are made that nobody ordered." },
  step { text = "Perhaps only a million was really wanted.", set = { orders = 1e6 },
    look = "Made and bought", question = "300,000 had to be made. How many were?",
    answer = "691,000: the factory saw the queue, not who stood in it." },
}
