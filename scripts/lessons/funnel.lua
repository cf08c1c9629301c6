-- Approved is not bought: where do the chips get lost between the permit and the server?
--
-- Two million H200 were "ordered" (C077), 400,000 approved (C074), and by the end of February 2026 not
-- one had been shipped (F60). Between a wish and a server lie four doors: the permit, the order, the
-- stock and the ship. A permit becomes an order at a hazard h: of what is still unused, a share
-- 1 - exp(-h) goes each month. At h = .25 half are used after ln 2 / .25 = 2.77 months, the mean wait is
-- 1 / .25 = 4 months. Costly conditions slow it down by exp(-gamma * burden): a burden of 20 percent of
-- the price and gamma 1.5 leave three quarters of the speed (C083).
--
-- Ask first: how much of 400,000 is bought after six months at .25? 1 - exp(-1.5), 78 percent.
-- The run shows: without a burden the unused rest of the permit falls by 22 percent a month. A levy of a
-- quarter, passed on in full, is a burden of a third: then by 14 percent, and the buyers end at 384,000
-- instead of 398,000. What is bought arrives two months later. Terms that leave .4 of the speed cost far
-- more: 289,000. A second batch of 200,000 in September adds 176,000 by the end. Interest, what demand and
-- money alone would take, grows all the while: who did not get a chip asks again next month.
require "lib.sources"
scenario "Lesson: from permit to server" { from = "2026-01", to = "2027-12",
  question = "Where do the chips get lost between the permit and the server?" }

local speed = assume "conversion" { 0.25 / month, min = 0.05 / month, max = 0.6 / month, off = true,
  source = { "C083", "assumed" }, doc = "Hazard at which a permit becomes an order; off: at once." }
local levy = lever "levy" { 0.25, min = 0, max = 0.4, source = "C086",
  doc = "Share of the revenue; passed on in full here, so it is the burden of the permit." }

local permitted = assume "permitted" { 400e3, min = 0, max = 900e3, source = "C074",
  doc = "Chips permitted in all; a second batch adds to them." }
local batch = lever "second_batch" { off, min = "2026-03", max = "2027-06", off = true, source = "assumed",
  doc = "When 200,000 more are permitted; off: never." }
local clarity = assume "clarity" { 1, min = 0, max = 1, source = "assumed",
  doc = "How clear the terms are: they scale the hazard." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
buyer "Three firms" { jurisdiction = "CN", capex = usd(20e9), demand = 60e3, ship = 2, unmet_carry = 1,
  source = { "F73", "assumed" } }
control "customs" { by = "CN", source = "F58" }
approval "January" { by = "CN", units = permitted, from = "2026-01-28", conversion = speed,
  burden_sensitivity = 1.5, clarity = clarity, source = { "C074", "C083", "assumed" } }
shock "second batch" { at = batch, sets = { permitted = 600e3 }, source = "assumed" }
export_levy "to the US" { by = "US", rate = levy, pass_through = 1, source = "C086" }

case "no burden" { levy = 0, doc = "The permit at its own speed.", source = "assumed" }
case "unclear terms" { clarity = 0.4, doc = "Nobody knows what the conditions are.", source = "assumed" }
case "second batch"  { second_batch = "2026-09", doc = "A second permit in September.", source = "assumed" }
case "at once"   { conversion = off, doc = "Then money and demand decide." }
chart "Permits not yet used" { "unconverted", by = "approval" }
chart "Interest, wishes, purchases, deliveries" { "interest", "wished", "bought", "delivered", by = "series" }
chart "Bought and delivered" { "bought", "delivered", by = "series", cumulative = true }
