-- What is lost when the way around the border closes?
--
-- A firm that may not buy a chip at home can rent it abroad. ByteDance pays billions for such
-- data centres (C012, C029), and the bills are running costs: its capital expenditure does not show
-- them (C013). Renting is dear: an H200 costs about 2.5 dollars an hour at least (F84), so 15 months
-- of rent are its price. And it is slow to answer, so that rented compute is worth a
-- little less (C091). Washington tried to close this way once and took it back (C039, F59).
--
-- Ask first: the door closes in January 2027 and contracts end within half a year. Is the firm then
-- back where it would be had it never rented? And does its money buy anything else instead?
-- The run shows: almost. Of 72,000 H100e on rent 7,000 are left a year later: rent leaves nothing
-- behind, and only 0.9 of 2.2 billion dollars are saved. Nor does the money buy anything else: ten
-- billion for chips lie idle while customs are shut. If half of that may rent, 181,000 H100e run.
require "lib.sources"
scenario "Lesson: renting abroad" { from = "2026-01", to = "2027-12",
  question = "What is lost when the way around the border closes?" }

local closes = lever "leases_close" { off, min = "2026-07", max = "2027-10", off = true,
  source = { "C039", "F52", "assumed" }, doc = "Day from which no Chinese firm may rent abroad; off: never." }
local moves = lever "capex_may_rent" { 0, min = 0, max = 1, source = "assumed",
  doc = "Share of the money for chips that may pay rent where it can buy nothing." }
local hour = assume "rent" { usd(2.5), min = usd(2), max = usd(4), source = "F84",
  doc = "Rent of one H200 for an hour, in dollars; the published range goes up to 7." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(5e9), opex = usd(2e9), to_leases = moves,
  demand = 30e3, source = { "C012", "assumed" }, doc = "billions of rent a year, says C012; two are assumed" }
control "customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
lease "data centres in Asia" { rate = hour * 730 / month, term = 12, discount = 0.9, wind_down = 6,
  to = closes, buyers = { "CN" }, source = { "F84", "C091", "assumed" },
  doc = "730 hours a month; a year's contract and ten percent lost to distance are assumed" }

case "door closes" { leases_close = "2027-01-01", doc = "No new contracts; the old ones end in half a year.", source = "assumed" }
case "chip money rents" { capex_may_rent = 0.5, doc = "Half of what buys no chips pays rent.", source = "assumed" }
chart "Compute" { "compute_owned", "compute_leased", by = "series", kind = "area" }
chart "Spend" { "capex", "opex", by = "series", kind = "area" }
