-- Where the documents contradict one another, and what is true all the same.
--
-- Five documents tell one story with different numbers: two budgets, two prices, three counts of
-- orders, two sums for the year before. A strategist need not know which is right if the conclusion
-- is the same. So each contradiction is a switch here, the baseline takes the reading that fits
-- best with everything else, and each case turns one switch to what the other document says.
--
-- `chokepoint run scripts/reconcile.lua` ends with a table of conclusions by cases. Read it by rows:
-- where there is one cross or none, it hardly matters who is right. Then by columns: one without
-- crosses is a contradiction to forget, one with many is worth a telephone call.
--
-- What it shows: which budget, which exchange rate, which lead time and which sum abroad is right
-- changes none of these conclusions. How many H200 there are, and how many were really ordered, changes
-- half of them. If the rent abroad is part of the plan, money holds ByteDance back and not permits; if
-- leases are closed, it computes at home after all. And two sentences that sound like facts are true of
-- one reading only: an H200 is better value than an H20 in training and not in inference, and the
-- buffer of 25 percent is enough as long as the buyer pays no levy and must not buy mostly Chinese
-- chips.
--
-- Left out are users and tokens, which are outside the market, and the growth of 16.5 percent (C093),
-- which comes out of no pair of numbers in its own document.
local world = require "lib.world_2026"

scenario "Reconcile the sources" { from = "2025-01", to = "2026-12",
  question = "Which conclusions hold, whichever document is right?",
  headline = "ByteDance spends {share on H200%} of its money on Nvidia's chips" }

-- 1. MONEY ----------------------------------------------------------------------------------------
local budget = assume "budget" { label = "ByteDance's budget", rmb(85e9), min = rmb(85e9), max = rmb(100e9),
  source = { "C005", "C019", "C075" },
  doc = "RMB 85 billion for processors of all vendors (D0, D1) or 100 billion for Nvidia alone (D4). The "
     .. "second may be a revision after the approval, or another scope." }

local year_before = assume "nvidia_2025" { label = "Nvidia chips of 2025", rmb(16e9), min = rmb(16e9),
  max = rmb(85e9), source = { "C052", "C092" },
  doc = "RMB 16 billion at home (40 percent of 40, D3) or 85 billion (D4), which D0 gives to 2026." }

local rate = assume "rmb_per_usd" { label = "RMB for a dollar", 6.957, min = 6.957, max = 7.282,
  source = { "C003", "C030" }, doc = "6.96 (D0, December 2025) to 7.28 (D2, January 2025)." }
world.rmb.per_usd = rate

-- Rent abroad is no capital expenditure (C013), unless the plan meant it too.
local abroad = assume "abroad" { label = "Spent abroad", rmb(49.5e9), min = rmb(49.5e9), max = rmb(75e9),
  source = { "C050", "C035", "C031" },
  doc = "6.8 billion dollars for training (D3; 7 in D2), or half of RMB 150 billion (D2). A year, as rent." }
local in_plan = assume "rent_in_plan" { label = "Rent is in the plan", 0, min = 0, max = 1,
  source = { "C013", "C031" },
  doc = "0: rent comes on top of the budget (D0). 1: it is part of it, as D2's half spent abroad may be." }
local closes = lever "leases_close" { label = "Leases close", off, min = "2025-01-01",
  max = "2026-12-01", off = true, source = { "C039", "C012", "F59" },
  doc = "D2 says that the loophole was closed in January 2025; D0 and D1 have it open in December." }

world.bytedance.capex = { [2025] = 0, [2026] = budget - in_plan * abroad }

-- 2. PRICES ---------------------------------------------------------------------------------------
local price = assume "h200_price" { label = "H200 price", usd(27000), min = usd(20000), max = usd(27000),
  source = { "C087", "C007", "F10" },
  doc = "27,000 (D4), about 20,000 (D0). Modules fit the first (F10). What Nvidia keeps of 27,000 after "
     .. "a levy of a quarter is 20,250." }
world.h200.price = price

local passed_on = assume "levy_passed_on" { label = "Levy passed on to buyers", 0, min = 0, max = 1,
  source = { "C088", "C089" },
  doc = "D4 says both: it adds to Nvidia's cost (0), and it reaches those who use the chips (1)." }

-- 3. CHIPS ----------------------------------------------------------------------------------------
local stock = assume "h200_stock" { label = "H200 for China", 700e3, min = 60e3, max = 700e3,
  source = { "C078", "C009" }, doc = "All of Nvidia's stock (D4), or the first lot of 40,000 to 80,000 (D0)." }
line "H200 in stock" { chip = world.h200, inventory = stock, source = { "C078", "C009" } }

local weeks_to_chip = assume "weeks_to_chip" { label = "Weeks from order to chip", 26, min = 12, max = 28,
  source = { "F72", "C097", "assumed" },
  doc = "24 to 28 weeks (F72). D4 has the new capacity felt by the third quarter (C097): 12 would do." }
line "H200 from new 4nm orders" { chip = world.h200, build = "to_order", lead = weeks(weeks_to_chip),
  capacity = steps { ["2025-01"] = 0, ["2026-04"] = 60e3 }, source = { "C085", "F72", "assumed" },
  doc = "60,000 a month is assumed" }

-- What firms buy at home goes to work of its own, so that it never stands in for an H200.
local at_home = workload "work for Chinese chips" { intensity = 10, mfu = 0.4, source = { "C058", "assumed" },
  doc = "inference that runs on Chinese chips alone" }
world.ascend.workloads = { at_home }
world.ascend.price = usd(16854)
world.ascend.source = { "F08", "F11", "assumed" }
line "Huawei" { chip = world.ascend, build = "to_order", inventory = 300e3, capacity = off,
  source = "assumed", doc = "assumed: never scarce" }
world.h200.workloads = { "training", "inference" }

-- What ByteDance had before: H20, in a purse of its own, so that years and chips can be compared.
local h20 = world.chip "H20"
h20.captive = "ByteDance in 2025"
h20.workloads = { "training", "inference" }
line "H20" { chip = h20, capacity = 100e3, source = "assumed", doc = "assumed: never scarce" }

-- 4. ORDERS ---------------------------------------------------------------------------------------
local orders = assume "china_orders" { label = "H200 ordered in China", 2e6, min = 77e3, max = 2e6,
  source = { "C077", "C074", "C006" },
  doc = "Over 2 million placed (D4); 400,000 approved (D4); 20,000 for ByteDance (D0), which at its share "
     .. "of the orders would be 77,000 for all." }

local work = assume "work" { label = "What the chips are for", "training", choices = { "training", "inference" },
  source = { "C090", "F94" },
  doc = "An H200 is six times an H20 (C090): true of training. Answers are bound by memory, and "
     .. "there it is 1.2 times." }

-- One H200 is one H100 in training, and 4.8/3.35 of one in inference (F02, F03).
local h100e = 1
if work == "inference" then h100e = 4.8 / 3.35 end

local function asks(firm, name)
  local monthly = steps { ["2025-01"] = 0, ["2026-01"] = orders * world.order_share[name] / 12 * h100e }
  firm.demand = { ["work for Chinese chips"] = 100e3 } -- more than anybody's money buys (assumed)
  firm.demand[work == "inference" and "inference" or "training"] = monthly
  firm.weight = { training = 100, inference = 100 } -- an H200 before a Chinese chip (assumed)
  firm.unmet_carry = 1
end
asks(world.bytedance, "ByteDance")
asks(world.alibaba, "Alibaba")
asks(world.tencent, "Tencent")
asks(world.rest_of_china, "Rest of China")
world.rest_of_world.demand = { training = 0 } -- the documents count Chinese orders only

buyer "ByteDance in 2025" { jurisdiction = "CN", capex = { [2025] = year_before, [2026] = 0 }, carry = 0,
  demand = work == "inference" and { inference = 500e3 } or { training = 100e3 },
  source = { "C052", "C092", "assumed" }, doc = "wants more than its purse pays for" }

buyer "ByteDance abroad" { jurisdiction = "Malaysia", capex = rmb(0), opex = abroad,
  demand = { training = 60e3 }, source = { "C012", "C050", "assumed" }, doc = "wants more than it can pay" }
lease "third parties" { rate = usd(2.5) * 730 / month, term = 6, wind_down = 6, to = closes,
  buyers = { "ByteDance abroad" }, workloads = { "training" }, source = { "C038", "F84", "assumed" },
  doc = "2.5 dollars an hour; contracts of half a year are assumed" }

-- 5. WASHINGTON AND BEIJING -----------------------------------------------------------------------
local part = assume "bytedance_part" { label = "ByteDance's part of permits", 1 / 3, min = 1 / 3, max = 1,
  source = { "C074", "F57" },
  doc = "D4's text gives 400,000 to three firms, here in equal parts; its headline gives all to ByteDance." }

local chinese = lever "chinese_share" { label = "Chinese chips with imports", 0.3, min = 0, max = 0.6,
  source = { "C053", "C051", "C084" },
  doc = "At least 30 percent (C053), 60 percent in fact (C051), or a condition without a number (C084)." }

control "No H200 for China in 2025" { by = "US", chips = { world.h200 }, to = "2026-01-01", source = "F50" }
export_levy "Levy on the H200" { by = "US", chips = { world.h200 }, buyers = { "CN" }, rate = 0.25,
  pass_through = passed_on, source = "C086" }

control "Beijing's permit needed" { by = "CN", chips = { world.h200 }, source = { "F33", "F58" } }
local permits = { ByteDance = { world.bytedance, part }, Alibaba = { world.alibaba, (1 - part) / 2 },
  Tencent = { world.tencent, (1 - part) / 2 } }
for name, permit in pairs(permits) do
  approval("January approval, " .. name) { by = "CN", chips = { world.h200 }, buyers = { permit[1] },
    from = "2026-01-28", units = world.units.january_approval * permit[2], source = { "C074", "F57" } }
end
bundling "Chinese chips with every import" { by = "CN", buyers = { "CN" }, ratio = chinese / (1 - chinese),
  basis = "spend", value = 0.5, source = { "C053", "assumed" },
  doc = "worth half of their price to the buyer: assumed" }

-- 6. WHAT THE OTHER DOCUMENT SAYS -----------------------------------------------------------------
case "RMB 100bn" { budget = rmb(100e9), doc = "D4's budget.", source = "C075" }
case "85bn in 2025" { nvidia_2025 = rmb(85e9), doc = "D4's year before.", source = "C092" }
case "7.28 RMB" { rmb_per_usd = 7.282, doc = "The rate of January 2025.", source = "C030" }
case "$20,000" { h200_price = 20000, doc = "D0's price.", source = "C007" }
case "buyers pay levy" { levy_passed_on = 1, doc = "The price is 36,000.", source = "C089" }
case "first lot" { h200_stock = 60e3, doc = "D0's 40,000 to 80,000.", source = "C009" }
case "chips in 12 weeks" { weeks_to_chip = 12, doc = "D4's third quarter.", source = { "C097", "assumed" } }
case "400,000 ordered" { china_orders = 400e3, doc = "Orders as many as approvals.", source = "C074" }
case "20,000 ordered" { china_orders = 77e3, doc = "D0's order.", source = { "C006", "assumed" } }
case "inference" { work = "inference", doc = "What the chips are for." }
case "400,000 for one" { bytedance_part = 1, doc = "D4's headline.", source = "C074" }
case "60% Chinese" { chinese_share = 0.6, doc = "What ByteDance did in 2025.", source = "C051" }
case "no bundling" { chinese_share = 0, doc = "No condition at all.", source = "assumed" }
case "75bn abroad" { abroad = rmb(75e9), doc = "Half of D2's plan.", source = "C031" }
case "leases closed" { leases_close = "2025-01-13", doc = "D2's loophole, closed.", source = "C039" }
case "rent in the plan" { rent_in_plan = 1, doc = "Counted twice otherwise.", source = { "C031", "assumed" } }

-- 7. CONCLUSIONS ----------------------------------------------------------------------------------
local by_permit = result "held by the permit" { "binding", buyer = world.bytedance, bound_by = "approval", at = "2026-Q4" }
local on_h200 = result "on H200" { "capex", buyer = world.bytedance, chip = world.h200, currency = "RMB" }
local share = result "share on H200" { on_h200 / budget }
local for_h200 = result "for H200" { "capex", buyer = world.bytedance, chip = world.h200, at = "2026" }
local for_h20 = result "for H20" { "capex", buyer = "ByteDance in 2025", chip = h20, at = "2025" }
local levied = result "levy" { "levy", authority = "US" }
local china = { world.bytedance, world.alibaba, world.tencent, world.rest_of_china }
local got = result "got" { "bought", buyer = china, chip = world.h200 }
local unmet = result "unmet" { "unmet", buyer = china, workload = { "training", "inference" } }
local costs = result "costs" { "effective_price", buyer = world.bytedance, chip = world.h200, at = "2026-12" }
local h200_work = result "work of H200" { "compute", buyer = world.bytedance,
  workload = { "training", "inference" } }
local h20_work = result "work of H20" { "compute", buyer = "ByteDance in 2025" }
local rented = result "rented" { "compute_leased", buyer = "ByteDance abroad" }

conclude("At the year's end permits hold ByteDance back, not money", by_permit, "above", 2)
conclude("Less than half of ByteDance's money goes to Nvidia", share, "below", 0.5)
conclude("ByteDance spends more on Nvidia's chips than in 2025", for_h200 / for_h20, "above", 1)
conclude("Most of what China orders is not served", unmet / h100e / (unmet / h100e + got), "above", 0.5)
conclude("What is permitted and wanted fits into Nvidia's stock", got / stock, "below", 1)
conclude("Washington takes over 2.5 billion dollars", levied, "above", usd(2.5e9))
conclude("A dollar of H200 does more than a dollar of H20", (h200_work / for_h200) / (h20_work / for_h20),
  "above", 1)
conclude("A buffer of 25 percent covers what comes on top of the price", costs / price, "below", 1.25)
conclude("ByteDance rents more compute abroad than its H200 do at home", rented / h200_work, "above", 1)
