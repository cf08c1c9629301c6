-- What does a ban do when the maker answers with the next chip?
--
-- In October 2022 the US stopped the H100 (F54); the H800, with slower wires, was made for China
-- instead. A year later the H800 was stopped too (F50), and the H20 answered: far slower, with memory as
-- fast as ever (F01). In April 2025 the H20 needed a licence (F41), and 4.5 billion dollars of it were
-- written off (F40): at 3,320 dollars each, 1.36 million chips that nobody else may buy. The next rung is
-- assumed here: nine months after the ban, designed to .99 of a limit of 2,000 TPP.
--
-- Ask first: what does the ban cost the maker, and what the buyer? The maker his stock, the buyer the
-- months of the redesign, and after that speed.
-- The run shows: 4.5 billion dollars are gone on the day. By the end of 2027 the buyer has 204,000 H100e
-- instead of 288,000: 72,000 are the nine months without a chip, the rest because 60,000 weaker chips a
-- month do not quite do. A design ready in six months gives back 23,000. Half the limit takes 89,000
-- more, more than the whole gap: with chips held by what can be made, the limit bites, not the date.
require "lib.sources"
local rules = require "lib.export_rules"
scenario "Lesson: the ladder" { from = "2025-01", to = "2027-12",
  question = "What does a ban do when the maker answers with the next chip?" }

local ban = lever "ban_date" { "2025-04-09", min = "2025-02", max = "2026-06", off = true, source = "F41",
  doc = "When the first chip is shut out; off: never." }
local months = assume "redesign" { 9 * month, min = 6 * month, max = 12 * month, source = "assumed",
  doc = "From a ban to the first chip of the next design." }
local limit = assume "limit" { 2000, min = 800, max = 4800, source = "assumed",
  doc = "TPP at which a chip is stopped from the ban on; the next one is designed to .99 of it." }

local next_chip = rules.below(limit)
chip "H20" { seller = "Nvidia", origin = "US", price = 12000, unit_cost = 3320, flops = 148, bandwidth = 4,
  tpp = 2368, source = { "F01", "F17", "assumed" } }
chip "lite" { seller = "Nvidia", origin = "US", price = 10000, unit_cost = 3320,
  flops = next_chip.flops, tpp = next_chip.tpp, bandwidth = 4, follows = "H20", redesign = months, source = "assumed" }
line "H20" { chip = "H20", inventory = 1.53e6, capacity = 60e3, build = "to_order", lead = 5, cover = 3,
  source = "assumed" }
line "lite" { chip = "lite", capacity = 60e3, source = "assumed" }
buyer "China" { jurisdiction = "CN", capex = usd(8e9), demand = 8e3, source = "assumed" }
control "licence" { by = "US", buyers = { "CN" }, tpp_from = limit, from = ban, source = { "F41", "assumed" } }

case "no ban"       { ban_date = off, source = "assumed",
  doc = "What the ban is measured against." }
case "in 6 months"  { redesign = 6, source = "assumed", doc = "A design that lay ready in part." }
case "a lower limit" { limit = 1000, source = "assumed", doc = "Half the speed." }
chart "Bought" { "bought", by = "chip" }
chart "Stock" { "inventory", by = "chip" }
chart "Written down" { "write_down", by = "seller", cumulative = true }
