-- A newsletter of 13 March 2026 (claims C074 to C104): the least reliable of the five documents.
--
-- Its headline gives 400,000 H200 to ByteDance; its text gives them to three firms. Beside them stand
-- orders for two million, a stock of 700,000, a budget of 14 billion dollars, and a levy of a quarter.
-- Put into one market, these numbers say who is short of what: the permits serve a fifth of the
-- orders and leave three quarters of ByteDance's budget unspent. Were no permits needed, the stock
-- would be gone by May, and of 2 million orders 1.3 million would wait for chips not yet begun.
--
-- What does not fit is said below: 85 billion for Nvidia in 2025 would be nearly a million H20, twice
-- what was shipped to all of China that year; and the growth of 16.5 percent comes out of no
-- pair of its own numbers.
local world = require "lib.world_2026"

scenario "Newsletter, March 2026" { from = "2025-01", to = "2026-12",
  question = "Permits, stock or money: what holds the 2 million orders back?",
  headline = "The market serves {served%} of the orders and takes {used%} of ByteDance's budget" }

-- 1. MONEY ----------------------------------------------------------------------------------------
-- In RMB, by year; dollars follow from the rate of each month.
local spent_2025 = assume "nvidia_2025" { label = "Nvidia chips of 2025", rmb(85e9), min = rmb(16e9),
  max = rmb(85e9), source = { "C092", "C052" },
  doc = "RMB 85 billion on the H20 alone; D3 planned 16 billion at home (C052)." }

local budget = assume "nvidia_budget" { label = "Nvidia budget of 2026", rmb(100e9), min = rmb(85e9),
  max = rmb(143e9), source = { "C075", "C005" },
  doc = "RMB 100 billion for Nvidia alone. D0: 85 billion for all vendors (C005)." }

world.bytedance.capex = { [2025] = 0, [2026] = budget }

-- 2. CHIPS ----------------------------------------------------------------------------------------
-- In 2025 only the H20, as many as the budget buys; in 2026 the H200 from stock.
local h20 = world.chip "H20"
h20.captive = "ByteDance in 2025" -- nobody else in this document
line "H20" { chip = h20, capacity = steps { ["2025-01"] = 90e3, ["2026-01"] = 0 }, source = "assumed",
  doc = "assumed: enough for the 85 billion of C092. F20 counts 531,000 in the whole year." }
buyer "ByteDance in 2025" { jurisdiction = "CN", capex = { [2025] = spent_2025, [2026] = 0 }, carry = 0,
  demand = { training = steps { ["2025-01"] = 50e3, ["2026-01"] = 0 } }, source = { "C092", "assumed" },
  doc = "a purse of its own, so that the two years can be compared; it wants all it can pay for" }

local stock = assume "h200_stock" { label = "H200 in stock", world.units.h200_stock, min = 560e3,
  max = 840e3, source = { "C078", "assumed" }, doc = "About 700,000; a fifth either way is assumed." }
line "H200 stock" { chip = world.h200, inventory = stock, source = "C078" }
line "H200 from new 4nm orders" { chip = world.h200, build = "to_order", lead = weeks(26),
  capacity = steps { ["2025-01"] = 0, ["2026-04"] = 60e3 }, source = { "C085", "F72", "assumed" },
  doc = "ordered from April; 60,000 a month is assumed" }

-- 3. ORDERS ---------------------------------------------------------------------------------------
-- Two million for 2026, a twelfth each month; who gets nothing goes on asking.
local orders = assume "china_orders" { label = "H200 ordered in China", world.units.china_h200_orders,
  min = 400e3, max = 2.5e6, source = { "C077", "C083" },
  doc = "Over 2 million orders; approvals were not yet turned into orders (C083)." }
local others_ask = assume "others_ask" { label = "The others ask too", 1, min = 0, max = 1,
  source = { "C077", "C098" }, doc = "1: as they are said to; 0: ByteDance is alone." }

local function asks(firm, a_year)
  firm.demand = { training = steps { ["2025-01"] = 0, ["2026-01"] = a_year / 12 } }
  firm.unmet_carry = 1
end

-- The document gives no other firm's budget: as much as the orders cost, and a tenth more (assumed).
local function with_money(firm, name)
  local a_year = orders * world.order_share[name] * others_ask
  asks(firm, a_year)
  firm.capex = { [2025] = 0, [2026] = 1.1 * a_year * usd(27000) }
end
asks(world.bytedance, orders * world.order_share["ByteDance"])
with_money(world.alibaba, "Alibaba")
with_money(world.tencent, "Tencent")
with_money(world.rest_of_china, "Rest of China")

local elsewhere = assume "rest_of_world_orders" { label = "H200 wanted elsewhere", 0, min = 0, max = 40e3,
  source = { "C098", "assumed" }, doc = "H200 a month wanted outside China. All compete for one pool, "
    .. "says C098, without a number: none, and 15,000 in a case." }
asks(world.rest_of_world, 12 * elsewhere)

-- 4. WASHINGTON -----------------------------------------------------------------------------------
local levy = lever "export_levy" { label = "US levy", 0.25, min = 0, max = 0.4, source = "C086",
  doc = "Share of the H200 revenue from China that Nvidia remits." }
local passed_on = assume "levy_passed_on" { label = "Levy passed on to buyers", 0, min = 0, max = 1,
  source = { "C089", "assumed" }, doc = "Nvidia bears it, as long as permits fix the quantity; 1: the buyer." }

control "No H200 for China in 2025" { by = "US", chips = { world.h200 }, to = "2026-01-01", source = "F50" }
export_levy "Levy on the H200" { by = "US", chips = { world.h200 }, buyers = { "CN" }, rate = levy,
  pass_through = passed_on, source = "C086" }

-- 5. BEIJING --------------------------------------------------------------------------------------
local needed = lever "permits_needed" { label = "Permits needed from", "2025-09-17", min = "2025-01-01",
  max = "2026-12-31", off = true, source = "F33", doc = "Since when the H200 needs a permit; off: never." }
local approved = lever "approved_units" { label = "Approved by Beijing", world.units.january_approval,
  min = 100e3, max = 2e6, off = true, source = { "C074", "F57" }, doc = "H200 for three firms together: over 400,000." }

control "Beijing's permit needed" { by = "CN", chips = { world.h200 }, from = needed, source = { "F33", "F58" } }
-- Equal thirds are assumed. Conditions are left out, for none has a number (C082, C084).
for name, firm in pairs { ByteDance = world.bytedance, Alibaba = world.alibaba, Tencent = world.tencent } do
  approval("January approval, " .. name) { by = "CN", chips = { world.h200 }, buyers = { firm },
    from = "2026-01-28", units = approved / 3, source = { "C074", "F57", "assumed" } }
end

case "no permits needed" { permits_needed = off, approved_units = off, doc = "Stock and money alone." }
case "ByteDance alone" { permits_needed = off, approved_units = off, others_ask = 0, china_orders = 2.5e6,
  source = "assumed", doc = "What its budget pays for." }
case "buyers pay the levy" { levy_passed_on = 1, source = "C089", doc = "An H200 costs 36,000." }
case "others compete" { permits_needed = off, approved_units = off, rest_of_world_orders = 15e3,
  source = "assumed", doc = "One pool for all (C098)." }

-- 6. WHAT THE DOCUMENT SAYS -----------------------------------------------------------------------
local three = { world.bytedance, world.alibaba, world.tencent }
local china = { world.bytedance, world.alibaba, world.tencent, world.rest_of_china }
local permitted = result "bought on permits" { "bought", buyer = three, chip = world.h200 }
local gross = result "paid for H200" { "capex", buyer = three, chip = world.h200 }
local levied = result "levy" { "levy", authority = "US" }
local bought = result "bought in China" { "bought", buyer = china, chip = world.h200 }
local waiting = result "still wanted" { "unmet", buyer = china }
local in_stock = result "in stock" { "inventory", chip = world.h200, at = "2025-12" }
local ordered = bought + waiting
result "served" { bought / ordered }
local used = result "ByteDance spent" { "capex", buyer = world.bytedance, at = "2026", currency = "RMB" }
result "used" { used / budget }

local year_2025 = result "spent in 2025" { "capex", buyer = "ByteDance in 2025" }
local alone = result "spent alone" { "capex", buyer = world.bytedance, case = "ByteDance alone" }
local at_once = result "sold by May" { "bought", chip = world.h200, at = "2026-05", cumulative = true,
  case = "no permits needed" }
local free_got = result "bought without permits" { "bought", buyer = china, chip = world.h200,
  case = "no permits needed" }
local contested = result "bought while others compete" { "bought", buyer = china, chip = world.h200,
  case = "others compete" }
local own_got = result "ByteDance's without permits" { "bought", buyer = world.bytedance,
  chip = world.h200, case = "no permits needed" }
local own_unmet = result "ByteDance waits for" { "unmet", buyer = world.bytedance,
  case = "no permits needed" }
local passed = result "price with the levy" { "price", buyer = world.bytedance, chip = world.h200,
  at = "2026-04", case = "buyers pay the levy" }
local new_by_august = result "made by August" { "made", chip = world.h200, at = "2026-08",
  cumulative = true, case = "no permits needed" }

local h200_compute = result "compute of H200" { "compute", buyer = world.bytedance, workload = "training" }
local h20_compute = result "compute of H20" { "compute", buyer = "ByteDance in 2025", workload = "training" }
local h200_in = result "H200 installed" { "installed", buyer = world.bytedance, chip = world.h200 }
local h20_in = result "H20 installed" { "installed", buyer = "ByteDance in 2025", chip = h20 }

expect("Three firms buy 400,000 H200 together", permitted, 400e3, "1%", "C074")
expect("Were it free to, ByteDance would spend 14 billion dollars", alone, usd(14e9), "4%", "C075")
expect("RMB 85 billion of 2025 are 12 billion dollars", year_2025, usd(12e9), "4%", "C076")
expect("China orders 2 million", ordered, 2e6, "1%", "C077")
expect("Without permits the stock of 700,000 is gone in May", at_once, 700e3, "1%", "C078")
expect("The orders are nearly three times the stock", ordered / in_stock, 3, 0.2, "C079")
expect("1.3 million need chips that are not made yet", ordered - in_stock, 1.3e6, "2%", "C080")
expect("Washington takes 2.7 billion dollars, a quarter of 10.8", levied / gross, 0.25, 0.001, "C086")
expect("An H200 costs 27,000 dollars", gross / permitted, usd(27000), "1%", "C087")
expect("The levy is 6,750 dollars on each", levied / permitted, usd(6750), "1%", "C088")
expect("Passed on, it makes an H200 cost a third more", passed, usd(36000), "0.1%", "C089")
expect("What others take of one pool, China does not get: a twelfth less", 1 - contested / free_got,
  1 / 12, 0.005, "C098")
expect("Without permits supply leaves half of ByteDance's demand unserved",
  own_unmet / (own_unmet + own_got), 0.56, 0.01, "C099")
expect("In training an H200 does about six times the work of an H20",
  (h200_compute / h200_in) / (h20_compute / h20_in), 6, 0.75, "C090")
expect("No chip of the new orders is finished by the end of August", new_by_august, 0, 0.5, "F72")

chart "Who gets the H200" { "delivered", by = "buyer", chip = "H200", cumulative = true }
