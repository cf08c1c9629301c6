-- What do the 2026 approvals deliver, and who pays for them?
--
-- Chinese firms say they want more than two million H200. Nvidia holds 700,000. Washington lets the
-- chip go case by case and takes a quarter of the revenue. Beijing stops it at customs, then lets
-- 400,000 in for three firms, on conditions. This script puts these statements side by side and
-- asks what binds first: permits, stock or money. What no source says is marked "assumed".
local world = require "lib.world_2026" -- the sources, the money, the chips and the buyers

scenario "H200 approvals 2026" { from = "2026-01", to = "2027-12", step = "month",
  question = "What do the 2026 approvals deliver, and who pays for them?" }

-- 1. PRICES ---------------------------------------------------------------------------------------
-- The documents disagree about the H200. What modules cost in China speaks for the higher figure.

world.h200.price = assume "h200_price" { label = "H200 price",
  usd(27000), min = usd(20000), max = usd(28000), dist = triangular(usd(20000), usd(27000), usd(28000)),
  source = { "C087", "C007", "F10" }, marks = { C087 = usd(27000), C007 = usd(20000) },
  doc = "A conflict: 27,000 says C087, about 20,000 says C007. "
     .. "Modules of eight cost 25,200 to 27,000 for each chip (F10)." }

world.ascend.price = assume "ascend_price" { label = "Ascend price",
  usd(28000), min = usd(17000), max = usd(30000), dist = triangular(usd(17000), usd(28000), usd(30000)),
  source = { "F16", "F11", "C045" },
  doc = "One weak source for the 910C (F16). The smaller 910B costs 16,854 (F11). "
     .. "Huawei and Nvidia are near parity, says C045." }

-- 2. STOCK AND NEW CHIPS --------------------------------------------------------------------------
-- The stock comes first. New 4nm capacity can be ordered from April and needs half a year: not one
-- of those chips arrives before the autumn. Nvidia starts what its buyers ask for, and no more.

local stock = assume "h200_stock" { label = "H200 in stock",
  world.units.h200_stock, min = 560e3, max = 840e3, dist = triangular(560e3, 700e3, 840e3),
  source = { "C078", "assumed" },
  doc = "H200 in Nvidia's stock: about 700,000 (C078). A range of 20 percent either way is assumed." }

local new_capacity = assume "h200_new_capacity" { label = "New H200 capacity",
  60e3, min = 0, max = 150e3, dist = triangular(0, 60e3, 150e3), source = "assumed",
  doc = "H200 a month that new 4nm orders can add at most. No source: 60,000 would make the "
     .. "1.3 million that stock cannot serve in about two years." }

local cycle = assume "cycle_weeks" { label = "Weeks from wafer to chip",
  26, min = 24, max = 28, dist = uniform(24, 28), source = "F72",
  doc = "From the first wafer to a tested chip: fab 16 to 18 weeks, packaging and test 8 to 10." }

line "H200 stock" { chip = world.h200, inventory = stock, source = "C078" }
line "H200 from new 4nm orders" { chip = world.h200, build = "to_order", lead = weeks(cycle),
  capacity = steps { ["2026-01"] = 0, ["2026-04"] = new_capacity }, source = { "C085", "C010" } }

-- Huawei makes as many as memory and packaging allow.
local ascends = assume "ascend_2026" { label = "Ascend made in 2026",
  world.units.ascend_2026, min = 300e3, max = 800e3, dist = triangular(300e3, 600e3, 800e3),
  source = { "F76", "assumed" },
  doc = "Ascend 910C made in 2026: about 600,000 (F76, a weak source). The range is assumed." }

line "Huawei" { chip = world.ascend, source = { "F76", "assumed" },
  capacity = grow(ascends / 14.19, 0.03 / month), -- 14.19: twelve months, each 3 % above the last
  doc = "growth of 3 percent a month is assumed" }

-- 3. WHO WANTS HOW MUCH ---------------------------------------------------------------------------
-- Two million H200 in a year is what was asked for. It is not what was firmly ordered.

local orders = assume "china_orders" { label = "H200 wanted in China",
  world.units.china_h200_orders, min = 1e6, max = 2.2e6, dist = triangular(1e6, 2e6, 2.2e6),
  source = { "C077", "C083", "assumed" },
  doc = "H200 that Chinese firms want in a year: over 2 million (C077), but as indications, not "
     .. "firm orders (C083). 2027 is assumed to be like 2026." }

local training = assume "training_share" { label = "Share for training",
  0.5, min = 0.3, max = 0.7, dist = uniform(0.3, 0.7), source = "assumed",
  doc = "Share of these chips that is wanted for training. No source: half, so that neither use "
     .. "decides the result." }

-- One H200 does the work of one H100 in training, and of 4.8/3.35 H100 in inference, which is the
-- ratio of their memory bandwidths (F02, F03).
local function wants(firm, chips_a_month)
  firm.demand = { training = chips_a_month * training,
                  inference = chips_a_month * (1 - training) * 4.8 / 3.35 }
  firm.weight = { training = 2, inference = 1 } -- H200 go to training first (C096); 2 is assumed
  firm.unmet_carry = 0.9 -- who gets nothing asks again: nine in ten, a month later (assumed)
end

-- ByteDance's 14 billion dollars would buy 26 % of the two million. The other shares are assumed.
wants(world.bytedance, orders / 12 * world.order_share["ByteDance"])
wants(world.alibaba, orders / 12 * world.order_share["Alibaba"])
wants(world.tencent, orders / 12 * world.order_share["Tencent"])
wants(world.rest_of_china, orders / 12 * world.order_share["Rest of China"]) -- and has no permit

-- The rest of the world draws on the same stock with other money, but buys newer chips as well.
local elsewhere = assume "rest_of_world_orders" { label = "H200 wanted elsewhere",
  15e3, min = 0, max = 40e3, dist = triangular(0, 15e3, 40e3),
  source = { "C098", "assumed" },
  doc = "H200 a month wanted outside China. No source: all compete for one pool, says C098." }

world.rest_of_world.demand = { training = elsewhere }
world.rest_of_world.capex = 12 * elsewhere * usd(30e3) -- assumed: enough for that

-- 4. MONEY ----------------------------------------------------------------------------------------
-- ByteDance planned RMB 85 billion in December, when access was uncertain, and 100 billion in March,
-- after the approval. Both can be true if the budget rises by 17.6 percent once access is granted.

local budget = assume "bytedance_budget" { label = "ByteDance budget",
  rmb(85e9), min = rmb(80e9), max = rmb(143e9), dist = uniform(rmb(85e9), rmb(100e9)),
  source = { "C005", "C019", "C075" }, marks = { C005 = rmb(85e9), C075 = rmb(100e9) },
  doc = "A conflict: RMB 85 billion for all AI processors (C005, C019), 100 billion for Nvidia "
     .. "alone (C075). With 30/70 bundling the latter would need 143 billion in all." }

local uplift = assume "access_uplift" { label = "Budget rise with access",
  0.176, min = -0.1, max = 0.35, dist = uniform(0, 0.35),
  source = { "C011", "C005", "C075", "assumed" },
  doc = "How much the budget rises when the H200 can be had: 100/85 - 1 (C075, C005). "
     .. "C011 gives only the direction. A budget of 100 billion contains it already: then 0. "
     .. "Below 0, which no source says, a better chip is a reason to spend less." }

world.bytedance.capex = { [2026] = budget }
world.bytedance.access_uplift = uplift
world.bytedance.access_to = { world.h200 }

-- 5. WASHINGTON -----------------------------------------------------------------------------------
-- The H200 needs a licence. From 15 January licences are given case by case, against a levy.

local cap = lever "cap_per_buyer" { label = "US cap per buyer",
  off, min = 25e3, max = 400e3, source = "F56",
  doc = "H200 that one firm may buy in all. 75,000 were considered in March; ByteDance and Alibaba "
     .. "each want more than twice that." }

local us_share = lever "us_volume_share" { label = "China's share of volume",
  off, min = 0.1, max = 1, source = "F52",
  doc = "China may buy at most this share of what the others buy. The rule says 0.5 but counts every "
     .. "H200 sold in the US; this market begins in 2026, so the rule is off." }

local levy = lever "export_levy" { label = "US levy",
  0.25, min = 0, max = 0.40, source = { "C086", "C088" },
  doc = "Share of the H200 revenue from China that goes to the US: 6,750 of 27,000 dollars." }

local passed_on = assume "levy_passed_on" { label = "Levy passed on to buyers",
  0, min = 0, max = 1, dist = triangular(0, 0, 1), source = { "C089", "assumed" },
  doc = "Who pays the levy? 0: Nvidia, as long as permits or stock fix the quantity. 1: the buyer, "
     .. "who then pays 36,000 instead of 27,000. C089 expects some of it to reach prices." }

control "US licence required" { by = "US", chips = { world.h200 }, buyers = { "CN" }, source = "F50" }
approval "US case by case" { by = "US", chips = { world.h200 }, buyers = { "CN" }, from = "2026-01-15",
  per_buyer = cap, share_of = "ROW", share = us_share, source = "F52" }
export_levy "Levy on the H200" { by = "US", chips = { world.h200 }, buyers = { "CN" },
  rate = levy, pass_through = passed_on, source = "C086" }

-- 6. BEIJING --------------------------------------------------------------------------------------
-- Since September 2025 firms may not buy from Nvidia, and in January customs stop the H200. Two weeks
-- later three firms may import over 400,000 together, but on open conditions. A permit is not an
-- order: the heavier the conditions, the slower firms use it. Everybody else in China stays shut out.

local approved = lever "approved_units" { label = "Approved by Beijing",
  world.units.january_approval, min = 100e3, max = 2e6, source = { "C074", "F57" },
  doc = "H200 approved for ByteDance, Alibaba and Tencent together: over 400,000." }

local day = lever "approval_date" { label = "Approval date",
  "2026-01-28", min = "2026-01-14", max = "2027-01-28", off = true, source = "F57",
  doc = "When Beijing lets the three firms buy; off: never." }

local conversion = assume "conversion" { label = "Permits become orders",
  0.25 / month, min = 0.05 / month, max = 0.6 / month, off = true,
  dist = uniform(0.05 / month, 0.6 / month), source = { "C083", "assumed" },
  doc = "How fast permits become orders while conditions cost nothing. No source: at 0.25 half of "
     .. "them do in 2.8 months." }

local sensitivity = assume "burden_sensitivity" { label = "Effect of conditions",
  1.5, min = 0, max = 3, dist = uniform(0, 3), source = { "C083", "assumed" },
  doc = "How much costly conditions slow this down. No source: at 1.5 a burden of 20 percent of the "
     .. "price takes a quarter of the speed." }

control "China refuses Nvidia's chips" { by = "CN", chips = { world.h200 }, buyers = { "CN" }, source = "F33" }
control "China customs" { by = "CN", chips = { world.h200 }, buyers = { "CN" }, from = "2026-01-14",
  source = "F58" }
approval "January approval" { by = "CN", chips = { world.h200 }, from = day,
  buyers = { world.bytedance, world.alibaba, world.tencent }, units = approved,
  conversion = conversion, burden_sensitivity = sensitivity, source = { "C074", "F57" } }

-- With every import a firm must buy domestic chips. They are worth less to it than they cost, and
-- the difference is a tax on foreign compute.
local ratio = lever "bundling" { label = "Bundling ratio",
  0.43, min = 0, max = 2, source = { "C053", "C084", "F61", "assumed" },
  doc = "Dollars of domestic chips for each dollar of imports. The ratio is not known (F61); "
     .. "0.43 is the 30/70 of the older guideline (C053)." }

local worth = assume "domestic_value" { label = "Worth of domestic chips",
  0.5, min = 0.2, max = 1, dist = uniform(0.2, 1), source = "assumed",
  doc = "What a domestic chip is worth to its buyer, as a share of its price. No source." }

bundling "Domestic chips with every import" { by = "CN", buyers = { "CN" },
  ratio = ratio, basis = "spend", value = worth, source = "C084" }

-- The H20 has been shut out since September 2025, so it is not for sale here. Let Beijing change its
-- mind, and the last 208,000, which Nvidia could not ship, come back.
local readmitted = lever "h20_readmitted" { label = "H20 readmitted",
  false, source = "F33", doc = "Beijing lets in the old stock of H20, without a permit." }

if readmitted then
  local h20 = world.chip "H20"
  line "H20 stock" { chip = h20, inventory = world.units.h20_stock, source = "F40" }
  export_levy "Levy on the H20" { by = "US", chips = { h20 }, buyers = { "CN" }, rate = 0.15,
    pass_through = passed_on, source = "F42" }
  control "H20 is made for China" { by = "Nvidia", chips = { h20 }, buyers = { "ROW" },
    source = "assumed", doc = "better chips can be had elsewhere" }
end

-- 7. BYTEDANCE'S OWN CHIP -------------------------------------------------------------------------
-- Tape-out is not volume. The chip comes back after half a year, only one in five works at once, and
-- then it must be qualified. It is as good as an H20 and cheaper, and no border can stop it.

local taped_out = assume "seedchip_tapeout" { label = "SeedChip tape-out",
  "2026-03", min = "2025-09", max = "2026-12", source = { "C095", "F63" },
  doc = "Reported complete in March 2026 (C095). Samples by the end of March (F63, called "
     .. "inaccurate by ByteDance) would put it into September 2025." }

local first_silicon = assume "seedchip_first_silicon" { label = "First silicon works",
  0.2, min = 0.14, max = 0.30, dist = uniform(0.14, 0.30), source = "F70",
  doc = "Chance that a spin works: 14 percent in 2024, about 30 before. In a plain run the first one "
     .. "works; in an ensemble it is drawn." }

world.seedchip.price = assume "seedchip_cost" { label = "SeedChip cost",
  usd(6000), min = usd(4000), max = usd(9000), dist = uniform(usd(4000), usd(9000)),
  source = { "C095", "assumed" },
  doc = "What one SeedChip costs ByteDance: less than an H20 (C095). Half its price is assumed." }

tapeout "SeedChip" { owner = world.bytedance, chip = world.seedchip, at = taped_out,
  first_silicon = first_silicon, fab_months = weeks(cycle),
  respin_months = 5, qualify = 3, -- assumed: four to six months a spin, at least three to qualify
  ramp = 5000, -- assumed: 100,000 in the first six months, as rumoured for a year (F63)
  volume = world.units.seedchip_year / 12, -- up to 350,000 a year (F63)
  nre = usd(50e6), -- assumed: more than 30 million at 7nm, up to 100 million at 3nm (F71)
  source = { "C095", "F63", "F70", "F71", "F72", "assumed" } }

-- 8. ABROAD ---------------------------------------------------------------------------------------
-- What may not come in can be rented outside. ByteDance pays billions of dollars for data centres
-- abroad and trains there (C012). Rent is a running cost, so no budget for chips shows it (C013), and
-- this story of permits leaves it out, but for one case. It is dear: 13 months of
-- rent are the price of what it stands for.

local leases = lever "leases_abroad" { label = "ByteDance leases abroad",
  false, source = { "C012", "C013" },
  doc = "ByteDance rents compute abroad for training, with money beside its budget for chips." }

if leases then
  world.bytedance.opex = rmb(47e9) -- a year: 6.8 billion dollars for training abroad (C050), all of it rent
  lease "Data centres abroad" { buyers = { world.bytedance }, workloads = { world.training },
    rate = usd(2.5) * 730 / month, -- 2.5 dollars an hour (F84)
    term = 12, discount = 0.9, -- assumed: contracts for a year, and a tenth lost to distance (C091)
    source = { "F84", "C012", "C050", "C091", "assumed" } }
end

-- 9. WORLDS TO COMPARE ----------------------------------------------------------------------------
case "no levy" { export_levy = 0, source = "assumed", doc = "Washington takes nothing." }
case "buyers pay levy" { levy_passed_on = 1, source = "assumed", doc = "Nvidia keeps 27,000; the price is 36,000." }
case "75k cap" { cap_per_buyer = 75e3, source = "F56", doc = "The cap that was considered in March." }
case "no bundling" { bundling = 0, source = "assumed", doc = "Permits become orders faster." }
case "H20 readmitted" { h20_readmitted = true, doc = "Inference moves to the cheaper chip." }
case "approval in July" { approval_date = "2026-07-28", source = "assumed", doc = "What does half a year cost?" }
case "no approval" { approval_date = off, doc = "Customs stay shut, and ByteDance's budget stays small." }
case "all approved" { approved_units = 2e6, source = "C077", doc = "Then the quota binds, and at last the stock." }
case "leases abroad" { leases_abroad = true, doc = "Rent serves what permits hold back." }

-- 10. ONE MORE CHART beside supply, spend, compute and what binds ----------------------------------
chart "Who gets the H200" { "delivered", by = "buyer", chip = "H200", cumulative = true }
