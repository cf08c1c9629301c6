-- A small world with everything that books and explanations must get right: two imports and a
-- domestic chip, a levy and a tariff on one chip, bundling, a shared permit, a deposit, a captive
-- chip from a tape-out, stock shared by priority, money in two currencies that lapses.
source "S1" { title = "Prices of chips", publisher = "A newspaper", date = "2026-02", reliability = "medium",
  claim = "An Alpha costs 1000 dollars." }
source "S2" { title = "The rules", publisher = "An authority", date = "2026-01-15", reliability = "high" }
source "S3" { title = "Read by nobody", publisher = "A blog", date = "2025", reliability = "low" }

scenario "Trade" { from = "2026-01", to = "2027-06", step = "month", question = "Who pays?" }

local duty = lever "duty" { 0.1, min = 0, max = 0.5, source = "S2", doc = "share of the price at the border" }
local permit = lever "permit" { 3000, min = 0, max = 9000, off = true, source = { "S2", "assumed" } }
local open = lever "second_chip" { true, doc = "a second foreign chip", source = "assumed" }
local growth = assume "growth" { 0.02, min = 0, max = 0.1, dist = uniform(0, 0.1), source = "assumed" }
local price = assume "price" { label = "Price of an Alpha", usd(1000), min = usd(500), max = usd(2000), source = "S1" }

currency "RMB" { per_usd = path { ["2026-01"] = 7, ["2027-01"] = 7.5 }, source = "assumed" }
chip "Alpha" { seller = "Maker", origin = "US", price = price * (1 + growth), flops = 989.5, rule = "priority",
  unit_cost = 300, source = { "S1", unit_cost = "S2" } }
chip "Gamma" { seller = "Home", origin = "CN", price = grow(800, 0.01 / month), flops = 494.75, source = "S1" }
chip "Own" { seller = "Bei", origin = "CN", price = 400, flops = 494.75, captive = "Bei", source = "assumed" }
line "Alpha stock" { chip = "Alpha", inventory = 2500, capacity = 250, source = "assumed" }
line "Gamma line" { chip = "Gamma", capacity = ramp(100, 400, "2026-03", 6), source = "assumed" }
if open then
  chip "Beta" { seller = "Maker", origin = "US", price = 700, flops = 494.75, source = "S1" }
  line "Beta line" { chip = "Beta", capacity = 150, source = "assumed" }
end

buyer "Anna" { jurisdiction = "CN", capex = { [2026] = rmb(20e6), [2027] = rmb(30e6) }, demand = 500, carry = 0.5,
  deposit = 0.3, ship = 2.5, unmet_carry = 0.5, priority = 2, source = "S1" }
buyer "Bei" { jurisdiction = "CN", capex = rmb(12e6), demand = math.max(300, 250 * (1 + growth)), deploy = 1, ship = 1,
  source = "assumed" }
buyer "Carl" { jurisdiction = "US", capex = usd(3e6), demand = 150, carry = 0.5, source = "assumed" }

control "licence" { by = "US", chips = { "Alpha" }, buyers = { "CN" }, source = "S2" }
approval "permit" { by = "US", chips = { "Alpha" }, buyers = { "CN" }, from = "2026-02", units = permit,
  per_month = 400, conversion = 0.5 / month, source = "S2" }
export_levy "levy" { by = "US", chips = { "Alpha" }, buyers = { "CN" }, rate = 0.15, pass_through = "isoelastic",
  source = "S2" }
tariff "duty" { by = "CN", chips = { "Alpha" }, rate = duty, pass_through = 0.5, source = "S2" }
bundling "home first" { by = "CN", ratio = steps { ["2026-01"] = 0.2, ["2026-07"] = 0.4 }, window = 3, source = "S2" }
tapeout "Own" { owner = "Bei", chip = "Own", at = "2026-02", fab_months = 3, qualify = 1, ramp = 20, volume = 100,
  nre = 100e3, source = "assumed" }

case "free trade" { duty = 0, permit = off, source = { duty = "S1" }, doc = "nobody counts" }
case "one chip" { second_chip = false }
