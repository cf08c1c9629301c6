-- Lesson: two million chips are on order. How many does anybody want?
-- Ask first: if you expect to get half of what you order, how much do you order?
require "lib.sources"
scenario "Phantom orders" { from = "2026-01", to = "2026-12",
  question = "How many of the orders are real?" }

-- The lever: the share of an order that the seller wants in advance. Nvidia is said to ask for all
-- of it (F62); who pays for an order in full does not order what he does not want.
local deposit = lever "deposit" { 0.2, min = 0, max = 1, source = { "F62", "assumed" },
  doc = "share of an order paid when it is placed" }
-- How strongly past shortage moves orders. Observed runs on stock are real but smaller (F92).
local nerves = assume "inflation" { 1, min = 0, max = 1.5, source = { "F92", "assumed" },
  doc = "how far claims exceed wishes when deliveries fall short" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
-- 700,000 in stock would be enough for long; sixty thousand a month are let go.
line "H200" { chip = "H200", capacity = 60e3, source = { "C078", "assumed" } }
for _, name in ipairs { "ByteDance", "Alibaba", "Tencent" } do
  buyer(name) { jurisdiction = "CN", capex = usd(8e9), demand = 40e3, deposit = deposit,
    inflation = nerves, source = "assumed" }
end

case "all is paid at order" { deposit = 1, source = "assumed" }
case "nothing is paid" { deposit = 0, source = "assumed" }
chart "Orders and wishes" { "claimed", "wished", "bought", by = "series" }
chart "Phantom orders" { "phantom", by = "buyer" }
-- Answer: in December ByteDance claims 71,000, wishes for 40,000 and gets 20,000. With nothing in
-- advance it claims 78,000; where all is paid at order, 40,000. Nobody is served better by it: all
-- claim alike, and 720,000 chips are delivered in each of the three worlds.
