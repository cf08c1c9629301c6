-- Does a soft 30 percent rule move purchases, and how does it differ from a hard quota?
--
-- Beijing's guideline asks that about 30 percent of the chips a firm buys are domestic (C053). A
-- guideline is no quota: nobody is stopped at the border for missing it. What counts is how far
-- firms follow it. Compliance c turns the guideline g into a plan: c * g / (1 - g) dollars of
-- domestic chips for each dollar of imports. At c = 1 and g = 0.3 that is 0.43, and the domestic
-- share is exactly 30 percent. Domestic chips are scarce here, and that is where soft and hard part:
-- a hard quota turns missing domestic chips into missing imports, a guideline does not.
--
-- Ask first: which of the three cases buys fewest H200, and which most domestic chips?
-- The run shows: guideline and quota buy the same 60,000 Ascend, all there are. But 480,000 H200
-- without either become 434,000 under the guideline and 145,000 under the quota.
require "lib.sources"
scenario "Lesson: a soft guideline" { from = "2026-01", to = "2027-12",
  question = "Does a rule that nobody enforces move purchases?" }

local compliance = lever "compliance" { 1, min = 0, max = 1, source = "assumed",
  doc = "How far firms follow the guideline: 0 not at all, 1 wholly." }
local hard = lever "hard_quota" { 0, min = 0, max = 1, source = { "C084", "assumed" },
  doc = "A quota that is enforced: dollars of domestic chips for each dollar of imports; 0: none." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, source = { "F16", "F08" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
line "Huawei" { chip = "Ascend 910C", capacity = 2500, source = "assumed", doc = "scarce on purpose" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(8e9), demand = 20e3, source = "assumed" }

guideline "30 percent" { by = "CN", share = 0.3, compliance = compliance, source = "C053" }
bundling "quota" { by = "CN", ratio = hard, source = "C084" }

case "ignored"  { compliance = 0, source = "assumed", doc = "The guideline is words: no domestic chip is bought." }
case "enforced" { compliance = 0, hard_quota = 0.43, source = "assumed", doc = "The same 30 percent, at the border." }
chart "What is bought" { "bought", by = "chip", cumulative = true }
chart "Domestic share of spend" { "domestic_share", by = "buyer" }
