-- What does a threshold catch, and what does a designer do about it?
--
-- In October 2022 the US stopped chips with a TPP of 4,800 and an interconnect of 600 GB/s (F54). TPP
-- is speed times bits: the A100 has 4,992. Nvidia kept the speed and cut the wires: A800 and H800 have
-- 400 GB/s, and passed. In October 2023 the wires no longer mattered and density came in, TPP per
-- square millimetre (F50, F51). The H20 answered: a big die, slow on purpose, under every limit. In
-- January 2026 a window opened the other way: below a TPP of 21,000 and 6.5 TB/s licences are given case
-- by case (F52). `chokepoint check` shows which chip each rule catches and the figure that decides;
-- `chokepoint explain` of a rule or a chip shows its figures.
--
-- Ask first: in which month does China's purchase of each chip stop, and which one never stops?
-- The run shows: A100 and H100 stop in October 2022; A800 and H800 a year later; the H20 sells on.
-- With licences from 2026 H100 and H800 come back at once, and nobody takes an H20 any more. The A100
-- might come back too, the window refuses only the strongest chips; but nobody needs it. All five
-- are on sale from the first month, which is not how it was: `ladder.lua` shows how one follows
-- the other.
require "lib.sources"
local rules = require "lib.export_rules"
local span = { from = "2022-01", to = "2026-12" }
scenario "Lesson: thresholds" { from = span.from, to = span.to,
  question = "What does a threshold catch, and who slips under it?" }

local licences = lever "licences_2026" { false, source = "F52",
  doc = "Licences case by case from 15 January 2026, inside the window." }

local sold = { A100 = true, H100 = true, A800 = true, H800 = true, H20 = true }
for _, row in ipairs(data "chips.csv") do
  if sold[row.name] then
    chip(row.name) { seller = row.seller, origin = row.origin, price = row.price, flops = row.flops,
      bandwidth = row.bandwidth, tpp = row.tpp, die_area = row.die_area,
      interconnect = row.interconnect, source = "assumed", doc = "row of chips.csv" }
    line(row.name) { chip = row.name, capacity = 2000, source = "assumed" }
  end
end
buyer "China" { jurisdiction = "CN", capex = usd(1.5e9), demand = 9000, source = "assumed" }

rules.us { from = span.from, to = span.to, case_by_case = licences and {} or false }

case "licences in 2026" { licences_2026 = true, doc = "The window of January 2026 is used." }
chart "What China buys" { "bought", by = "chip" }
chart "What holds it" { "binding", by = "buyer", kind = "ribbon" }
