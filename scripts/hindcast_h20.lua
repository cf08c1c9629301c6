-- The H20 episode: from its launch to the purchase ban, month by month, beside what Epoch AI
-- estimates was shipped (F20). How to read it: the dots are medians with 5 to 95 % ranges.
--
-- Set from the observed series: only how fast the ramp of 2024 rises (`ramp_units`, from the
-- first and the fifth quarter). Not set from it: the price, the dates and the rates of the
-- instruments (F41, F42, F17), the stock that was left (F40), the lead time.
--
-- What the run shows: all seven quarters lie within the range, and the mean error is an eighth. That
-- says less than it seems. The first five follow from two points of the same series. 2025-Q2 is a
-- fifth too high: in the eight free days of April buyers who never get enough take nearly all that
-- the month makes, and how much was let through after them is assumed. 2025-Q3 fits only because
-- `resumed` is assumed to fit: it says nothing.
require "lib.sources" -- what F20 and the other ids mean

scenario "H20 hindcast" { from = "2024-01", to = "2025-09", compute_unit = "H20e",
  question = "Does what was decided explain what was shipped?",
  headline = "Of {seen} H20 delivered, {before%} came before April 2025" }

local licence = lever "licence_date" { "2025-04-09", min = "2024-06-01", max = "2025-12-01", off = true,
  source = "F41", doc = "the day from which the H20 needs a US licence; off: never" }
local transit = lever "transit_date" { "2025-04-09", min = "2024-06-01", max = "2025-05-01", off = true,
  source = "assumed", doc = "the day from which goods on their way are let through; off: none are" }
local resume = lever "resumption_date" { "2025-07-15", min = "2024-06-01", max = "2025-12-01", off = true,
  source = "assumed", doc = "the day from which licences are given; off: never" }
local levy = lever "export_levy" { 0.15, min = 0, max = 0.4, source = "F42",
  doc = "share of H20 revenue that the US takes" }
local ramp_units = assume "ramp_units" { 120e3, min = 60e3, max = 180e3, source = { "F20", "assumed" },
  doc = "H20 made in a month at the end of the ramp; set from the observed series" }
local resumed = assume "resumed" { 8e3, min = 0, max = 60e3, source = "assumed",
  doc = "H20 licensed in a month after the resumption" }

chip "H20" { seller = "Nvidia", origin = "US", price = 12000, throughput = 1, source = "F17" }
line "H20 line" { chip = "H20", source = { "F20", "assumed" },
  capacity = path { ["2024-01"] = ramp_units / 3, ["2025-03"] = ramp_units } }
buyer "China" { jurisdiction = "CN", capex = usd(30e9), demand = 400e3, source = "assumed" }

control "licence requirement" { by = "US", chips = { "H20" }, buyers = { "CN" }, from = licence,
  source = "F41" }
approval "goods on their way" { by = "US", chips = { "H20" }, buyers = { "CN" }, from = transit,
  to = "2025-06-01", units = 75e3, source = "assumed" }
approval "resumption" { by = "US", chips = { "H20" }, buyers = { "CN" }, from = resume,
  per_month = resumed, source = "assumed" }
export_levy "15 %" { by = "US", chips = { "H20" }, buyers = { "CN" }, from = "2025-08-11",
  rate = levy, source = "F42" }
control "purchase ban" { by = "CN", chips = { "H20" }, from = "2025-09-17", source = "F33" }

observe "H20 shipments (Epoch AI)" { "delivered", chip = "H20",
  data = data "h20_quarterly_units.csv", date = "quarter", median = "units_median",
  low = "units_p5", high = "units_p95", per = "quarter", source = "F20" }

local seen = result "seen" { "delivered", chip = "H20" }
local early = result "early" { "delivered", chip = "H20", at = "2025-03", cumulative = true }
result "before" { early / seen }
-- The series' own sum of 2024 (F20): within its range, though only two of its numbers were used.
expect("958,410 H20 were shipped in 2024", result "in 2024" { "delivered", at = "2024" },
  958410, "15%", "F20")

-- Without the requirement nothing needs to be let through: approvals bind where they stand.
case "no licence requirement" { licence_date = off, transit_date = off, resumption_date = off }

lesson "What a licence requirement does" {
  step { text = "The dots are estimates with their ranges; the curve is the run.", look = "Supply" },
  step { text = "Take the requirement away.", set = { licence_date = off, transit_date = off, resumption_date = off }, look = "Supply",
    question = "Where would 2025 have gone?", answer = "On as the line makes them: nothing else held it." },
}
