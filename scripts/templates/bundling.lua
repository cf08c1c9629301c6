-- Bundling: whoever imports must buy domestic chips as well. That works like a tax on imports,
-- as long as the domestic chip is worth less to its buyer than it costs.
scenario "Domestic chips with every import" { from = "2026-01", to = "2027-12",
  question = "Does bundling bring in domestic chips, or does it keep foreign ones out?" }

source "C053" { title = "Informal guideline: at least 30 percent Chinese chips",
  publisher = "Financial Times", date = "2025-01", reliability = "medium" }
source "C084" { title = "Buying domestic chips with every H200 works like a tax",
  publisher = "Data-science newsletter", date = "2026-03-13", reliability = "low" }
source "C087" { title = "H200 price 27000 dollars", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "F02" { title = "H200 specification", publisher = "Nvidia data sheet",
  date = "2024-12", reliability = "high" }
source "F16" { title = "Ascend 910C price about 28000 dollars", publisher = "kocka.news",
  date = "2025-12", reliability = "low" }
source "F76" { title = "Huawei makes about 600000 Ascend 910C in 2026", publisher = "Two web pages",
  date = "2026-01", reliability = "low" }

local ratio = lever "bundling" { 0.43, min = 0, max = 2, source = { "C053", "C084", "assumed" },
  doc = "dollars of domestic chips for each dollar of imports; 0.43 is 30 to 70" }
local worth = assume "domestic_value" { 0.5, min = 0.2, max = 1, dist = uniform(0.2, 1),
  source = "assumed", doc = "what a domestic chip is worth, as a share of its price" }
local made = assume "ascend_per_month" { 20e3, min = 4e3, max = 50e3,
  dist = triangular(4e3, 20e3, 50e3), source = { "F76", "assumed" },
  doc = "Ascends a month that are left for this firm; F76 is what Huawei makes for all" }

-- One foreign chip and one domestic chip: `origin` against the buyer's `jurisdiction` decides.
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752,
  source = { "F16", "assumed" }, doc = "752 TFLOPS are what its maker is said to reach" }
line "imports" { chip = "H200", inventory = 700e3, source = "assumed" }
line "Huawei" { chip = "Ascend 910C", capacity = made, source = "F76" }

buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 40e3, ship = 2,
  source = "assumed" }

-- For every import of a month its domestic part must be bought in the months of the window.
bundling "domestic with every import" { by = "CN", buyers = { "CN" }, chips = { "H200" },
  ratio = ratio, basis = "spend", window = 3, value = worth, source = { "C084", "assumed" } }

case "no bundling" { bundling = 0, source = "assumed" }
case "one for one" { bundling = 1, source = "assumed" }
case "few Ascends" { ascend_per_month = 4e3, source = "assumed", doc = "then the domestic part holds imports back" }
