-- Lesson: dust. A wafer costs the same whether its dies work or not. How many chips come out?
-- Ask first: if one defect falls on every ten square centimetres, how many large dies are spoilt?
require "lib.sources"
scenario "Dust on the wafer" { from = "2026-01", to = "2026-12",
  question = "How many chips do a thousand wafers a month give?" }

-- Nobody decides how clean a fab is this year; it is a fact about the world.
local dust = assume "defect_density" { 0.1, min = 0.05, max = 0.3, source = { "F90", "assumed" },
  doc = "defects for each square centimetre" }
-- A seller does decide whether a die with a few broken parts is sold as a smaller chip.
local salvage = lever "salvage" { 0, min = 0, max = 0.6, source = "assumed",
  doc = "share of the bad dies that are sold with parts switched off" }

-- 814 mm2: as large as a die of the H200. Beside it, the same silicon cut into four small dies.
chip "large" { origin = "US", price = 27000, flops = 989.5, die_area = 814, source = { "C087", "F02" } }
chip "chiplets" { origin = "US", price = 27000, flops = 989.5, die_area = 814,
  source = { "F02", "assumed" } }
resource "wafers for large" { capacity = 1000, source = "assumed" }
resource "wafers for chiplets" { capacity = 1000, source = "assumed" }
-- No capacity is given: the wafers alone limit these lines.
line "large" { chip = "large", node = "wafers for large", defect_density = dust,
  yield_model = "murphy", salvage = salvage, source = { "F90", "assumed" } }
line "chiplets" { chip = "chiplets", node = "wafers for chiplets", dies_per_unit = 4,
  defect_density = dust, yield_model = "murphy", salvage = salvage, source = { "F90", "assumed" } }
buyer "everybody" { jurisdiction = "US", capex = usd(36e9), demand = 200e3, source = "assumed" }

case "three times the dust" { defect_density = 0.3, source = "assumed" }
case "sell the imperfect" { salvage = 0.4, source = "assumed" }
chart "Chips made" { "made", by = "chip" }
-- Answer: of the large dies 47 % are good, 30 units to a wafer; of the small ones 82 %, and the same
-- silicon gives 62 units, twice as many. Three times the dust takes 70 % of the large chips but only
-- 32 % of the others. Selling 40 % of the bad dies is worth 46 % more large chips, 9 % more others.
