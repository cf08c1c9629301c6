-- Lesson: money that waits for a border. Is a firm that may buy worth more than the chips it buys?
-- Ask first: a firm has 85 billion RMB a year for chips. In July it may import again. Does it spend
-- the same money on better chips, or does it spend more?
require "lib.sources"
scenario "Money that waits" { from = "2026-01", to = "2027-06",
  question = "What does an open border do to a budget?" }

local open = lever "opens" { "2026-07-01", min = "2026-01-28", max = "2027-04-01", off = true, source = { "F57", "assumed" },
  doc = "day from which the H200 may be imported; off: never" }
-- December: RMB 85 billion. March, after the approval: 100. Read so, access adds 17.6 percent (C005,
-- C075). The other reading, that the two figures count different things, would make it 0.
local rise = assume "rise" { 0.176, min = -0.2, max = 0.6, source = { "C005", "C011", "C075" },
  doc = "by how much a budget grows when foreign chips can be had" }

currency "RMB" { per_usd = 7, source = "assumed" }
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, source = { "F16", "F08" } }
line "H200" { chip = "H200", inventory = 700e3, source = "C078" }
line "Ascend" { chip = "Ascend 910C", capacity = 15e3, source = "assumed" }
control "customs" { by = "CN", chips = { "H200" }, to = open, source = "F58" }
buyer "ByteDance" { jurisdiction = "CN", capex = rmb(85e9), access_uplift = rise, demand = 60e3,
  source = { "C005", "assumed" } }

case "stays shut" { opens = off }
case "opens at once" { opens = "2026-01-28", source = "F57" }
case "no rise" { rise = 0, source = "assumed" }
chart "Spent on chips" { "capex", by = "chip", cumulative = true }
chart "Money left" { "budget_left", by = "buyer" }
-- Answer: more. From July on 17.6 percent more money comes in, and by June 2027 the firm has bought
-- 660,000 H200 instead of 581,000. While the border is shut it can spend only 7.6 of 18.2 billion
-- dollars: the rest waits, and is spent as soon as it opens. So a ban lowers what is spent twice.
