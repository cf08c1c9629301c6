-- Lesson: how much more does scarcity cost? A newsletter advises to plan with a buffer of 15 to 25
-- percent on what computing costs (C081), and gives no reason. Can one be found?
-- Ask first: chips have list prices, and those do not move here. How can computing become dearer?
require "lib.sources"
scenario "The price of scarcity" { from = "2026-01", to = "2027-12",
  question = "Is a buffer of 15 to 25 percent the right one?" }

local stock = lever "for_sale" { 4e3, min = 0, max = 40e3, source = "assumed",
  doc = "H200 that reach the firm's market in a month" }
local hour = assume "rent" { usd(2.5), min = usd(2), max = usd(4), source = "F84",
  doc = "rent of one H200 for an hour; the published range goes up to 7" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, source = { "F16", "F08" } }
line "H200" { chip = "H200", capacity = stock, source = "assumed" }
line "Ascend" { chip = "Ascend 910C", capacity = 4e3, source = "assumed" }
-- Best first: the firm buys H200, then Ascend, and rents what is still missing.
lease "abroad" { rate = hour * 730 / month, term = 18, source = { "F84", "assumed" }, doc = "730 hours a month" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(4e9), opex = usd(5e9), demand = 12e3,
  source = { "C005", "C012", "assumed" } }

case "enough" { for_sale = 12e3, source = "assumed" }
case "none" { for_sale = 0, source = "assumed" }
case "dear rent" { rent = usd(4), source = "assumed" }
chart "Above the least price" { "buffer_cumulative", by = "buyer" }
chart "Compute in service" { "compute_owned", "compute_leased", by = "series" }
-- Answer: by second choices. Where H200 are short the firm takes Ascend, at 37,200 dollars for the work
-- of an H100, and rents for 18 months at 32,850: its computing costs 18 percent more than at the least
-- list price, without any H200 25 percent. So the advice fits, as long as rent is cheap: at four
-- dollars an hour the buffer would have to be 48 percent. Where there are enough H200 it is 0.
