-- What does one bad day cost, and how often do bad days come?
--
-- From October 2022 to early 2026 chip policy changed about fourteen times in 41 months, .34 times a
-- month; in the last fifteen months ten times, .67 a month (count of our list of events). A shock here
-- is such a day: customs close and the flow stops while it lasts. A plain run takes the declared date
-- and the declared length. An ensemble draws both: waiting times from the hazard, lengths from the
-- recovery, so the average draw is worse or better than the plain run, and the spread is the risk.
-- Half of all tightenings are assumed to hit imports: a hazard of .17 a month, and three months until
-- relief, a recovery of 1/3.
--
-- Ask first: in the long run, for which share of time is the border shut? Hazard over hazard plus
-- recovery: .17 / (.17 + .33), a third. Does the buyer lose a third of the chips?
-- The run shows: a stop of three months costs exactly three months of deliveries, 30,000 chips, if
-- the demand is lost; where unmet demand waits (case "patient"), nothing but time is lost. With
-- `--draws 200` he loses nearly a third: the middle draw has 170,000 of 240,000 chips.
require "lib.sources"
scenario "Lesson: shocks" { from = "2026-01", to = "2027-12",
  question = "What does a closed border cost, once and on average?" }

local open = lever "monthly_cap" { 10e3, min = 0, max = 40e3, source = "assumed",
  doc = "Imports let in a month while the border is open." }
local day = lever "stop_date" { "2026-07", min = "2026-02", max = "2027-06", off = true, source = "assumed",
  doc = "When customs stop the chips in a plain run; off: never." }
local often = assume "stops_a_month" { 0.17, min = 0, max = 1.23, source = "assumed",
  doc = "Hazard of a stop in draws: half of .34 policy events a month; 0: none." }
local patience = assume "patience" { 0, min = 0, max = 1, source = "assumed",
  doc = "Share of unmet demand that is still wanted a month later." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
buyer "China" { jurisdiction = "CN", capex = usd(5e9), demand = 10e3, unmet_carry = patience, source = "assumed" }
control "customs" { by = "CN", source = "F58" }
approval "monthly" { by = "CN", per_month = open, source = "assumed" }

shock "customs stop" { at = day, duration = 3, hazard = often / month, recovery = 1 / 3 / month,
  sets = { monthly_cap = 0 }, source = { "F58", "assumed" } }

case "no stop"  { stop_date = off, stops_a_month = 0, source = "assumed",
  doc = "What the shock is measured against." }
case "patient"  { patience = 1, monthly_cap = 20e3, doc = "All waits, and the border has room to catch up.", source = "assumed" }
chart "Delivered" { "delivered", by = "chip" }
chart "What holds it" { "binding", by = "buyer", kind = "ribbon" }
