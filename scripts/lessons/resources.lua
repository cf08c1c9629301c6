-- Lesson: two chips share one memory. Does a country that makes more wafers get more chips?
-- Ask first, then run: what would you build if you wanted more accelerators, wafers or memory?
require "lib.sources"
scenario "Wafers or memory" { from = "2026-01", to = "2026-12",
  question = "Do more wafers make more Ascend chips?" }

-- The one lever of this lesson: how many wafers of the 7 nm node are left for Ascend chips. Two
-- reports of all that SMIC makes differ by more than twice (F74 and F75); a share of it is enough.
local wafers = lever "wafers" { 5e3, min = 1e3, max = 50e3, source = { "F74", "F75", "assumed" },
  doc = "7 nm wafers a month for Ascend chips" }
-- Stacks of fast memory a month: what the 600,000 Ascend 910C of 2026 (F76) would need. A stack is
-- bought, not made at home, so nobody here decides it.
local stacks = assume "memory" { 400e3, min = 200e3, max = 900e3, source = { "F76", "assumed" },
  doc = "memory stacks a month" }
resource "SMIC 7nm" { capacity = wafers, source = { "F74", "F75" } }
resource "HBM" { capacity = stacks, source = "F76" }

-- The larger chip has two dies and eight stacks, the smaller one die and four.
local area = mm2(666)
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 20000, flops = 752,
  die_area = 2 * area, source = { "F08", "F77", "assumed" } }
chip "Ascend 910B" { seller = "Huawei", origin = "CN", price = 16854, flops = 320,
  die_area = area, source = { "F11", "assumed" } }
-- Each line would make 40,000 a month. At 0.16 defects per cm2 four dies in ten are good (F77).
line "910C" { chip = "Ascend 910C", capacity = 40e3, node = "SMIC 7nm", dies_per_unit = 2,
  defect_density = 0.16, yield_model = "negative_binomial", uses = { HBM = 8 },
  source = { "F77", "F90", "assumed" } }
line "910B" { chip = "Ascend 910B", capacity = 40e3, node = "SMIC 7nm",
  defect_density = 0.16, yield_model = "negative_binomial", uses = { HBM = 4 },
  source = { "F77", "F90", "assumed" } }
buyer "Chinese firms" { jurisdiction = "CN", capex = usd(18e9), demand = 100e3, source = "assumed" }

case "ten times the wafers" { wafers = 50e3, source = "assumed" }
case "twice the memory" { memory = 800e3, source = "assumed" }
chart "What is used up" { "resource_use", by = "resource" }
chart "Chips made" { "made", by = "chip" }
-- Answer: each line would make 40,000 a month and both make 33,300. Memory is used up while 62 % of
-- the wafers are; with ten times the wafers 6 % are used and not one chip more is made. Twice the
-- memory lets both lines run full, and then neither of the two is scarce.
