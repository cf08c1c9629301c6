-- Lesson: chips grow old. How many must be bought only to stand still?
-- Ask first: a firm has as much computing as it needs. May it stop buying?
require "lib.sources"
scenario "Standing still" { from = "2026-01", to = "2031-12", step = "quarter",
  question = "How many chips a year keep a data centre as it is?" }

-- Nobody decides how long chips last; firms do decide how much computing they want in place.
local life = assume "life" { 60, min = 36, max = 84, source = "assumed",
  doc = "mean months in service" }
local goal = lever "goal" { 300e3, min = 100e3, max = 600e3, source = "assumed",
  doc = "computing wanted in place, H100 equivalents" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
line "H200" { chip = "H200", capacity = 60e3, source = "assumed" }
buyer "ByteDance" { jurisdiction = "CN", capex = { [2026] = usd(9e9), [2027] = usd(2e9) }, target = goal, adjustment = 12,
  life = life, ship = 2, deploy = 1, source = "assumed" }

case "three years" { life = 36, source = "assumed" }
case "seven years" { life = 84, source = "assumed" }
chart "Computing in place" { "compute", by = "buyer" }
chart "Bought each quarter" { "bought", by = "chip" }
-- Answer: no. Chips that last five years on average take 11,800 new ones each quarter to keep 241,000
-- in service; at three years it is 17,100 for 214,000. The goal of 300,000 is never reached: the firm
-- closes a twelfth of the gap each month, and stands still where that is as much as retires.
