-- Lesson: shut the border, and what is made at home becomes cheaper. By how much, and when?
-- Ask first: who loses from an import ban in the first year, and who gains in the third?
require "lib.sources"
scenario "Learning by doing" { from = "2026-01", to = "2028-12",
  question = "How much cheaper does a ban on imports make the domestic chip?" }

-- The lever is what the border lets in. Nobody decides how fast a factory learns: over many goods
-- the cost falls to about 80 % each time that all ever made has doubled (F93).
local imports = lever "imports" { 20e3, min = 0, max = 40e3, source = "assumed",
  doc = "H200 a month that may come in" }
local progress = assume "progress_ratio" { 0.8, min = 0.7, max = 0.95, source = "F93",
  doc = "what is left of the cost when output doubles" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 24000, unit_cost = 8000, flops = 752,
  progress_ratio = progress, experience = 300e3, source = { "F08", "F93", "assumed" } }
line "H200" { chip = "H200", capacity = 40e3, source = "assumed" }
-- Made to order: only what is bought is made, and only what is made teaches.
line "Ascend" { chip = "Ascend 910C", capacity = 50e3, build = "to_order", lead = 6,
  inventory = 300e3, source = { "F72", "F76", "assumed" } }
buyer "Chinese firms" { jurisdiction = "CN", capex = usd(14e9), demand = 35e3, source = "assumed" }
control "border" { by = "CN", chips = { "H200" }, source = "F58" }
approval "quota" { by = "CN", chips = { "H200" }, per_month = imports }

case "border shut" { imports = 0, source = "assumed" }
case "border open" { imports = 40e3, source = "assumed" }
chart "Price at home" { "price", chip = "Ascend 910C", buyer = "Chinese firms" }
chart "Chips made" { "made", by = "chip" }
-- Answer: behind an open border nobody buys an Ascend, none is made, and it costs 24,000 dollars for
-- ever. Shut, the price falls as soon as the stock is sold and the factory runs: 13,900 after three
-- years. Under the quota it falls too, later; and from August 2028 the Ascend is the better buy, the
-- quota stays unused, and opening the border would no longer help the importer.
