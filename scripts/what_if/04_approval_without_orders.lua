-- 400,000 H200 are approved, and hardly anybody orders. What does waiting cost?
--
-- A permit is not an order. In March 2026 the conditions were still being written (C082), and firms
-- did not turn approvals into orders (C083); by the end of February none had arrived (F60). Orders
-- are said to be paid in full and for good (F62), so whoever cannot know the conditions waits. Here
-- permits are used at 5 percent a month as long as conditions are open, and at 22 percent (a hazard
-- of 0.25) once they are known, slower where the price is burdened. Both speeds are assumed.
--
-- Ask first: conditions become clear in July instead of April. How many chips fewer are there at the
-- end of 2027? And is that the right question?
-- The run shows: only 0.4 percent fewer chips, so it is the wrong question. Until then 13 percent of
-- the compute is missing, 790,000 H100e-months. At the rent of 1,825 dollars a month (F84) the three
-- months cost 3,600 dollars for each chip: waiting pays only if the conditions save more than that. A
-- clear answer may be worse than none: if buyers must pay the levy, the burden costs 18 percent of
-- the compute. And waiting protects against a bad bargain, not against a closed border: if permits
-- are revoked in October, 146,000 expire unused; had all been clear in April, 80,000.
require "lib.sources"

scenario "Approval without orders" { from = "2026-01", to = "2027-12",
  question = "400,000 H200 are approved and nobody orders: what does waiting cost?",
  headline = "{used%} of the permits become chips; {served} H100e-months of compute" }

local clear = lever "clarity_date" { label = "Conditions made clear", "2026-07-01",
  min = "2026-02-01", max = "2027-07-01", off = true, source = { "C082", "C083", "assumed" },
  doc = "Day on which Beijing says what the conditions are; off: never. That it will be July is "
    .. "assumed." }
local unclear_speed = assume "conversion_unclear" { label = "Orders while unclear", 0.05 / month,
  min = 0.01 / month, max = 0.25 / month, dist = uniform(0.02 / month, 0.1 / month),
  source = { "C083", "F60", "assumed" },
  doc = "How fast permits become orders while conditions are open. By the end of February none had "
    .. "(F60)." }
local clear_speed = assume "conversion_clear" { label = "Orders once clear", 0.25 / month,
  min = 0.05 / month, max = 0.6 / month, dist = uniform(0.1 / month, 0.5 / month),
  source = { "C083", "assumed" },
  doc = "And once they are known. No source: at 0.25 half of them do in 2.8 months." }
local passed_on = lever "levy_passed_on" { label = "Levy passed on to buyers", 0, min = 0, max = 1,
  source = { "C089", "assumed" },
  doc = "What the buyer pays of the levy is a burden that slows orders." }
local revoked = lever "permits_end" { label = "Permits revoked", off, min = "2026-03-01",
  max = "2027-12-01", off = true, source = { "F58", "assumed" },
  doc = "Day on which Beijing stops imports again, as in January 2026; off: never." }
local speed = lever "conversion" { 0, min = 0, max = 1, source = "assumed",
  doc = "0: conditions open, 1: known. What is made clear moves it." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 4800, flops = 989.5,
  source = { "C087", "F18", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
buyer "Three firms" { jurisdiction = "CN", capex = usd(16e9), demand = 60e3, unmet_carry = 1,
  ship = 2, deploy = 1, deposit = 1, source = { "F62", "F73", "assumed" },
  doc = "money and demand for more than the permits; assumed" }

control "China customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "January approval" { by = "CN", chips = { "H200" }, units = 400e3, from = "2026-01-28",
  to = revoked, conversion = unclear_speed + speed * (clear_speed - unclear_speed),
  burden_sensitivity = 1.5, source = { "C074", "F57", "C083", "assumed" } }
export_levy "Levy on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = 0.25,
  pass_through = passed_on, source = "C086" }
shock "conditions made clear" { at = clear, sets = { conversion = 1 },
  source = { "C082", "assumed" } }

case "clear in April" { clarity_date = "2026-04-01", doc = "Three months sooner.",
  source = "assumed" }
case "never clear" { clarity_date = off, doc = "Conditions stay open to the end.",
  source = "assumed" }
case "levy passed on" { levy_passed_on = 1, doc = "The price is known, and it is 36,000.",
  source = "assumed" }
case "revoked in October" { permits_end = "2026-10-01",
  doc = "Customs close again three months after.", source = "assumed" }
case "clear in April, revoked" { clarity_date = "2026-04-01", permits_end = "2026-10-01",
  doc = "Who hurried has them.", source = "assumed" }

chart "From permit to server" { "approved", "bought", "delivered", by = "series", cumulative = true }
chart "Permits not yet open to use" { "unconverted", by = "approval" }

local chips = result "chips" { "bought", chip = "H200" }
result "used" { chips / 400e3 }
-- Compute in service, added up over the months of the run.
local function compute_months(case)
  local sum
  for month = 0, 23 do
    local at = string.format("%d-%02d", 2026 + month // 12, month % 12 + 1)
    local now = result("compute " .. at .. " " .. (case or "")) { "compute", at = at, case = case }
    sum = sum and sum + now or now
  end
  return sum
end
result "served" { compute_months() }

-- What the text above says, held against every run of this script.
local function bought(case, at)
  return result("bought " .. case .. (at or "")) { "bought", case = case, at = at,
    cumulative = at and true }
end
local july, april = compute_months("baseline"), compute_months("clear in April")
local july_chips, april_chips = bought("baseline"), bought("clear in April")
local revoked_chips = bought("revoked in October")
expect("three months cost 0.4 percent of the chips", 1 - july_chips / april_chips, 0.004, 0.001,
  "assumed")
expect("but 13 percent of the compute", 1 - july / april, 0.13, 0.005, "assumed")
expect("that are 790,000 H100e-months", april - july, 790e3, "1%", "assumed")
expect("at 1,825 dollars 3,600 for each chip", (april - july) * 1825 / april_chips, 3600, "2%",
  "assumed")
expect("by June 90,000 are ordered", bought("baseline", "2026-06"), 90.5e3, "1%", "assumed")
expect("by June 230,000 if clear in April", bought("clear in April", "2026-06"), 230e3, "1%",
  "assumed")
expect("a passed-on levy costs 18 percent of the compute",
  1 - compute_months("levy passed on") / july, 0.18, 0.005, "assumed")
expect("never clear: 69 percent are used", bought("never clear") / 400e3, 0.69, 0.005, "assumed")
expect("revoked: 146,000 permits are worth nothing", 400e3 - revoked_chips, 146e3, "1%", "assumed")
expect("who hurried lost", 400e3 - bought("clear in April, revoked"), 80e3, "1%", "assumed")

lesson "What does waiting cost?" {
  step { text = "In January 400,000 are approved. Conditions are open until July.",
    look = "From permit to server", question = "How many are ordered by the end of June?",
    answer = "90,000, not a quarter. What binds is conversion." },
  step { text = "Let the conditions be known in April.", set = { clarity_date = "2026-04-01" },
    look = "From permit to server",
    question = "At the end nearly as many chips are there. What was lost by waiting?",
    answer = "Time: 790,000 H100e-months. At rental prices 3,600 dollars for each chip." },
  step { text = "Now let the buyers pay the levy.", set = { levy_passed_on = 1 },
    look = "Permits not yet open to use",
    question = "Which costs more compute, three months of silence or a clear price of 36,000?",
    answer = "The clear price: a burden slows orders for as long as it is there." },
  step { text = "And if Beijing changes its mind in October?", set = { permits_end = "2026-10-01" },
    look = "From permit to server",
    question = "Waiting keeps the money safe. From which risk does it not protect?",
    answer = "From a closed border. 146,000 permits expire unused; had all been clear in April, "
      .. "80,000." },
}
