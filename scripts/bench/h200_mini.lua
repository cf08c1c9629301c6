-- A small market for measuring: four Chinese buyers, three chips, three years. tests/bench compares
-- its results and its speed with the same equations in plain C. Not a forecast.
scenario "h200-mini" { from = "2026-01", to = "2028-12", compute_unit = "H20e",
  question = "How fast is a draw, and does it give what plain C gives?" }

local function within_20_percent(name, base, doc)
  return assume(name) { base, min = 0.8 * base, max = 1.2 * base,
    dist = uniform(0.8 * base, 1.2 * base), source = "assumed", doc = doc }
end
local stock   = within_20_percent("h200_stock", 700e3, "H200 units in stock at the start")
local price   = within_20_percent("h200_price", 27000, "USD for an H200")
local after   = within_20_percent("h200_capacity", 60e3, "H200 units per month after the ramp")
local ascend  = within_20_percent("ascend_capacity", 30e3, "Ascend units in the first month")
local budgets = within_20_percent("budget_scale", 1, "times the budgets below")
local demands = within_20_percent("demand_scale", 1, "times the demand below")

chip "H200"   { seller = "Nvidia", origin = "US", price = price, throughput = 6, source = "assumed" }
chip "Ascend" { seller = "Huawei", origin = "CN", price = 15000, throughput = 1.2,
  source = "assumed" }
chip "Custom" { origin = "CN", price = 6000, throughput = 1, captive = "bytedance",
  source = "assumed" }

line "H200"   { chip = "H200", inventory = stock,
  capacity = path { ["2026-07"] = 0 * after, ["2027-01"] = after }, source = "assumed" }
line "Ascend" { chip = "Ascend", capacity = grow(ascend, 0.03), source = "assumed" }
tapeout "Custom" { owner = "bytedance", chip = "Custom", at = "2026-10", fab_months = 6,
  ramp = 2000, volume = 20e3, source = "assumed" }

control "customs" { by = "CN", chips = { "H200" } }
bundling "3 domestic with 7 imported" { by = "CN", chips = { "H200" }, buyers = { "CN" },
  ratio = 0.3 / 0.7, basis = "units", source = "assumed" }
export_levy "25%" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = 0.25,
  pass_through = "seller", source = "assumed" }

local buyers = {
  { "bytedance", from = "2026-01", cap = 30e3, year = 14e9, wants = 300e3 },
  { "alibaba",   from = "2026-03", cap = 20e3, year = 9e9,  wants = 200e3 },
  { "tencent",   from = "2026-03", cap = 20e3, year = 8e9,  wants = 180e3 },
  { "others",    from = "2026-06", cap = 10e3, year = 10e9, wants = 220e3 },
}
for _, b in ipairs(buyers) do
  buyer(b[1]) { jurisdiction = "CN", capex = budgets * usd(b.year),
    demand = grow(demands * b.wants, 0.04), ship = 2, plan = "wanted",
    source = "assumed" }
  approval(b[1]) { by = "CN", chips = { "H200" }, buyers = { b[1] }, from = b.from,
    per_month = b.cap, source = "assumed" }
end
