-- Results, expectations and conclusions for `explain`: of a series with filters, of others, of a
-- word, one called like a series, one that only some variants declare, a claim that is off.
source "S1" { title = "Orders", publisher = "A newspaper", date = "2026-02", claim = "30,000 a quarter." }

scenario "Results" { from = "2026-01", to = "2026-12" }

local wanted = assume "wanted" { 10e3, min = 5e3, max = 20e3, source = "S1" }
local permit = lever "permit" { 100e3, min = 0, max = 400e3, source = "assumed" }
local second = lever "second_chip" { false, source = "assumed" }

chip "H200" { origin = "US", price = 27000, throughput = 1, source = "assumed" }
line "stock" { chip = "H200", inventory = 700e3, source = "assumed" }
if second then
  chip "H20" { origin = "US", price = 12000, throughput = 0.15, source = "assumed" }
  line "H20" { chip = "H20", inventory = 20e3, source = "assumed" }
  result "cheap" { "bought", chip = "H20" }
end
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = wanted, source = "S1" }
control "customs" { by = "CN", source = "assumed" }
approval "permit" { by = "CN", units = permit, source = "assumed" }

local got = result "got" { "bought", buyer = { "ByteDance" }, chip = { "H200" }, at = "2026-Q2", source = "S1" }
local all = result "bought" { "bought", cumulative = true }
local share = result "share" { got / wanted / 3 }
local held = result "held" { "binding", buyer = "ByteDance" }

case "short" { permit = 20e3 }
case "two chips" { second_chip = true }

expect("30,000 in a quarter", got, 30e3, "5%", "S1")
expect("the permit holds", held, "approval", nil, "assumed")
conclude("it gets what it wants", share * 2, "above", 1.5, "S1")
if second then conclude("all are H200", got / all, "above", 0.9) end
