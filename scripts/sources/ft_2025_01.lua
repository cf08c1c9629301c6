-- Financial Times, January 2025 (claims C047 to C073).
--
-- ByteDance will put over 12 billion dollars into AI infrastructure in 2025: RMB 40 billion for chips
-- in China, twice as much as the year before, and 6.8 billion dollars abroad. In China about 60 percent
-- goes to Huawei and Cambricon, twice what Beijing's guideline asks for; the rest to Nvidia's H20.
--
-- The parts check one another. 230,000 chips at the price of an H20 are RMB 20 billion, and 40 is
-- twice that. But then the 20 billion of 2024 had no room for Chinese chips: from 2024 to 2025
-- the share of Chinese chips would go from nothing to 60 percent. Either that happened, or part of
-- the 230,000 stood abroad. ByteDance called the figures incorrect (C072).
require "lib.sources"

scenario "FT, January 2025" { from = "2024-01", to = "2025-12",
  question = "Do the parts of ByteDance's plan for 2025 fit together?",
  headline = "Chinese chips get {Chinese share%} of ByteDance's money for chips, after {share before%} in 2024" }

-- The rate of the Reuters report of the same week: RMB 150 billion for 20.6 billion dollars.
currency "RMB" { per_usd = 150 / 20.6, source = "C030" }

-- 1. CHIPS ----------------------------------------------------------------------------------------
local h20_price = assume "h20_price" { label = "H20 price", usd(12000), min = usd(10000), max = usd(18900),
  source = { "F17", "F10" },
  doc = "10,000 to 15,000 in 2024, up to 12,000 in 2025 (F17). Modules point to more (F10)." }

local h20 = chip "H20" { seller = "Nvidia", origin = "US", price = h20_price, flops = 148,
  bandwidth = 4.0, rule = "priority", workloads = { "training" },
  source = { "F17", "F01", "C058", "C071" },
  doc = "its largest customer is served first (C071); work is divided as the document has it (C058)" }

-- Shipped to China in each quarter of 2024; the plan for 2025 takes the last quarter to go on.
local quarters = {}
for _, row in ipairs(data "h20_quarterly_units.csv") do
  local year, q = string.match(row.quarter, "(%d+)-Q(%d)")
  if year == "2024" then
    quarters[string.format("%s-%02d", year, 3 * tonumber(q) - 2)] = row.units_median / 3
  end
end
line "H20" { chip = h20, capacity = steps(quarters), source = "F20" }

local ascend = chip "Chinese processors" { seller = "Huawei and Cambricon", origin = "CN",
  price = usd(16854), flops = 320, bandwidth = 3.2, workloads = { "inference" },
  source = { "C058", "F11", "F09", "assumed" },
  doc = "an Ascend 910B; its bandwidth is assumed to be that of the 910C" }
line "Chinese processors" { chip = ascend, capacity = 25e3, source = "assumed", doc = "assumed: never scarce" }

local better = chip "H100 abroad" { seller = "Nvidia", origin = "US", price = usd(27000), flops = 989.5,
  bandwidth = 3.35, workloads = { "training" }, source = { "F17", "F03" } }
line "H100 abroad" { chip = better, capacity = 100e3, source = "assumed", doc = "assumed: never scarce" }

-- 2. WHO ASKS -------------------------------------------------------------------------------------
workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }

local nvidia_2024 = assume "nvidia_2024" { label = "Nvidia chips of 2024", 230e3, min = 180e3, max = 280e3,
  source = "C065", doc = "Nvidia chips that ByteDance ordered in 2024: mostly H20; an estimate." }

local budget = assume "budget_2025" { label = "Chips in China, 2025", rmb(40e9), min = rmb(30e9),
  max = rmb(85e9), source = { "C048", "C092" },
  doc = "RMB 40 billion. D4 says that RMB 85 billion went to Nvidia alone (C092)." }

local chinese_orders = assume "chinese_orders" { label = "Chinese chips ordered, 2025", 196e3,
  min = 0, max = 300e3, source = { "C051", "F11", "assumed" },
  doc = "About 60 percent of RMB 40 billion at the price of an Ascend 910B (F11)." }

local inference = 3.2 / 3.35 -- one Chinese processor's worth of answers, in H100e (F03, F09)

buyer "ByteDance" { jurisdiction = "CN", carry = 0,
  capex = { [2024] = rmb(30e9), [2025] = budget }, -- 2024: more than it needs; orders decide
  demand = {
    training = steps { ["2024-01"] = nvidia_2024 / 12 * 148 / 989.5, ["2025-01"] = 100e3 },
    inference = steps { ["2024-01"] = 0, ["2025-01"] = chinese_orders / 12 * inference } },
  weight = { training = 1, inference = 100 }, -- what is ordered from Chinese firms first: assumed
  priority = 1, source = { "C048", "C049", "C065", "C071", "assumed" } }

buyer "Other Chinese firms" { jurisdiction = "CN", capex = usd(20e9), priority = 2,
  demand = { training = 100e3 }, source = "assumed", doc = "take what is left of the H20: assumed" }

local overseas = assume "overseas_2025" { label = "Abroad, 2025", usd(6.8e9), min = usd(6e9),
  max = usd(10.3e9), source = { "C050", "C035", "C031" },
  doc = "6.8 billion here, 7 in The Information (C035), half of RMB 150 billion in Reuters (C031)." }

buyer "ByteDance abroad" { jurisdiction = "Malaysia", capex = { [2024] = 0, [2025] = overseas },
  demand = { training = 50e3 }, source = { "C050", "assumed" },
  doc = "in better chips of third parties; here it is as if it bought them" }

-- 3. BEIJING AND WASHINGTON -----------------------------------------------------------------------
local guideline = lever "guideline" { label = "Share of Chinese chips", 0.3, min = 0, max = 0.6,
  source = "C053", doc = "At least 30 percent Chinese chips; by value is assumed." }

bundling "Informal guideline" { by = "CN", from = "2025-01-01", buyers = { "ByteDance" },
  ratio = guideline / (1 - guideline), basis = "spend", value = 1, source = { "C053", "assumed" },
  doc = "as if it were a rule; a Chinese chip is taken to be worth its price" }

local licence = lever "h20_licence" { label = "H20 needs a licence", off, min = "2025-02-01",
  max = "2025-12-31", source = "F41", doc = "What the plan did not know: on 9 April 2025." }

control "Better chips stay out" { by = "US", chips = { better }, buyers = { "CN" }, source = "F50" }
control "H20 licence" { by = "US", chips = { h20 }, buyers = { "CN" }, from = licence, source = "F41" }

case "April 2025" { h20_licence = "2025-04-09", source = "F41", doc = "What came: no H20 from April." }
case "twice the guideline" { guideline = 0.6, source = "assumed", doc = "Then the guideline is as high as the share." }

-- 4. WHAT THE DOCUMENT SAYS -----------------------------------------------------------------------
local firm = { "ByteDance", "ByteDance abroad" }
local infrastructure = result "infrastructure" { "spend", buyer = firm, at = "2025" }
local there = result "abroad" { "capex", buyer = "ByteDance abroad", chip = better, at = "2025" }
local at_home = result "chips at home" { "capex", buyer = "ByteDance", at = "2025" }
local before = result "the year before" { "capex", buyer = "ByteDance", at = "2024" }
local for_chinese = result "for Chinese chips" { "capex", buyer = "ByteDance", chip = ascend, at = "2025" }
local for_h20 = result "for H20" { "capex", buyer = "ByteDance", chip = h20, at = "2025" }
local h20s_2024 = result "H20 of 2024" { "bought", buyer = "ByteDance", chip = h20, at = "2024" }
local made_2024 = result "H20 made in 2024" { "made", chip = h20, at = "2024" }
local share = result "Chinese share" { for_chinese / at_home }
local for_chinese_before = result "for Chinese chips before" { "capex", buyer = "ByteDance", chip = ascend,
  at = "2024" }
result "share before" { for_chinese_before / before }

expect("It puts over 12 billion dollars into AI infrastructure", infrastructure, usd(12.3e9), "1%", "C047")
expect("6.8 billion dollars of it are for better chips abroad", there, usd(6.8e9), "1%", "C050")
expect("RMB 40 billion are 5.5 billion dollars", at_home, usd(5.5e9), "1%", "C048")
expect("That is twice as much as in 2024", at_home / before, 2, 0.05, "C049")
expect("60 percent of it goes to Chinese suppliers", share, 0.6, 0.02, "C051")
expect("The rest, 2.2 billion dollars, goes to Nvidia's H20", for_h20, usd(2.2e9), "3%", "C052")
expect("It is twice what the guideline asks for", share / guideline, 2, 0.1, "C053")
expect("The 230,000 of 2024 are a quarter of all H20 that were made", h20s_2024 / made_2024, 0.24,
  0.01, { "C065", "F20" })

chart "Where the money goes" { "spend", by = "chip" }
