-- Permits: who may import how many, from which day on, and how fast permits become orders.
scenario "Permits for an imported chip" { from = "2026-01", to = "2027-12",
  question = "What would more permits deliver, and what would earlier ones?" }

source "C087" { title = "H200 price 27000 dollars", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C078" { title = "Nvidia holds about 700000 H200", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C083" { title = "Some firms have not turned approvals into orders",
  publisher = "Data-science newsletter", date = "2026-03-13", reliability = "low" }
source "F02" { title = "H200 specification", publisher = "Nvidia data sheet",
  date = "2024-12", reliability = "high" }
source "F57" { title = "China approves over 400000 H200 for three firms",
  publisher = "Reuters via The Business Times", date = "2026-01-28", reliability = "high" }
source "F56" { title = "Cap of 75000 H200 for each buyer considered",
  publisher = "Bloomberg via The Business Times", date = "2026-03-03", reliability = "medium" }
source "F73" { title = "Server lead time 8 to 12 weeks", publisher = "UDN", date = "2024-12",
  reliability = "medium" }

-- Levers: what an authority decides. Every one becomes a slider.
local approved = lever "approved_units" { 400e3, min = 0, max = 1e6, source = "F57",
  doc = "H200 that all firms with a permit may import together" }
local day = lever "approval_date" { "2026-01-28", min = "2026-01-01", max = "2027-06-01", off = true,
  source = "F57", doc = "the first day of the permit; off: never" }
local cap = lever "cap_per_buyer" { off, min = 25e3, max = 400e3, source = "assumed",
  doc = "H200 that one firm may import; off: no such cap" }

-- Assumptions: what nobody decides but nobody knows well either. A run uses the first number.
local speed = assume "conversion" { 0.25 / month, min = 0.05 / month, max = 0.6 / month,
  dist = uniform(0.05 / month, 0.6 / month), source = { "C083", "assumed" },
  doc = "share of the open permits that becomes orders in a month; C083 gives only the sign" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
line "stock" { chip = "H200", inventory = 700e3, source = "C078" }

-- Two firms with a permit and one without. `demand` is in H100 equivalents a month.
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 40e3, ship = weeks(10),
  source = { "F73", "assumed" } }
buyer "Alibaba" { jurisdiction = "CN", capex = usd(8e9), demand = 25e3, ship = weeks(10),
  source = { "F73", "assumed" } }
buyer "Others" { jurisdiction = "CN", capex = usd(4e9), demand = 10e3, ship = weeks(10),
  source = { "F73", "assumed" } }

-- The control shuts the border for all; the approval opens it for those it names.
control "customs" { by = "CN", chips = { "H200" }, buyers = { "CN" } }
approval "permit" { by = "CN", chips = { "H200" }, buyers = { "ByteDance", "Alibaba" }, from = day,
  units = approved, per_buyer = cap, conversion = speed, source = { "F57", "assumed" } }

case "twice as many" { approved_units = 800e3, source = "assumed" }
case "half a year later" { approval_date = "2026-07-28", source = "assumed" }
case "capped at 75,000" { cap_per_buyer = 75e3, source = "F56" }
