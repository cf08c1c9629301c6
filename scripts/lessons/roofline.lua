-- Lesson: six times as fast, at what? A chip is held back by how fast it calculates, or by how fast it
-- reads its memory. Which of the two depends on the work.
-- Ask first: an H200 calculates 6.7 times as fast as an H20 (F02, F01). How many H20 replace it?
require "lib.sources"
scenario "Six times as fast" { from = "2026-01", to = "2026-12",
  question = "How many H20 do the work of one H200?" }

-- How often each byte that is read is used. Generating an answer uses it 5 to 60 times, learning from
-- a text 300 times or more; what lies between is reading a long question (the figures are assumed).
local intensity = assume "intensity" { 10, min = 1, max = 400, source = { "F94", "assumed" },
  doc = "operations for each byte that is read from memory" }

workload "work" { intensity = intensity, source = { "F94", "assumed" } }
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, bandwidth = 4.8, source = { "C087", "F02" } }
chip "H20" { seller = "Nvidia", origin = "US", price = 12000, flops = 148, bandwidth = 4, source = { "F01", "F17" } }
line "H200" { chip = "H200", inventory = 100e3, source = "assumed" }
line "H20" { chip = "H20", inventory = 300e3, source = "assumed" }
-- Two firms with the same money, each with one kind of chip to spend it on.
buyer "with H200" { jurisdiction = "ROW", capex = usd(2.7e9), demand = 1e6, source = "assumed" }
buyer "with H20" { jurisdiction = "CN", capex = usd(2.7e9), demand = 1e6, source = "assumed" }
control "H200 stay at home" { by = "US", chips = { "H200" }, buyers = { "CN" }, source = "F50" }
control "H20 are for China" { by = "Nvidia", chips = { "H20" }, buyers = { "ROW" }, source = "assumed" }

case "reading a question" { intensity = 100, source = "assumed" }
case "learning" { intensity = 300, source = "assumed" }
chart "Work done" { "compute", by = "buyer" }
-- Answer: 1.2 H20 for each H200 where answers are generated, 6.7 where a model learns; "about six"
-- (C090) is true of 185 operations for each byte. So for the same money 225,000 H20 generate 1.9 times
-- as much as 100,000 H200, and learn a third. A limit on arithmetic hardly limits the use of models.
