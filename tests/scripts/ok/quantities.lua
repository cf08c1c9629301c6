scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }

-- Every kind of quantity, path and distribution.
local price = assume "price" { usd(27000), dist = triangular(usd(20000), usd(27000), usd(28000)) }
local rate = assume "rate" { 0.2, dist = between(0.1, 0.3) }
local start = lever "start" { "2026-03", min = "2026-01", max = "2026-10" }
local lag = lever "lag" { months(2), max = months(6) }
local cap = lever "cap" { off, min = 1e3, max = 1e5 }
local when = assume "when" { date "2026-06", dist = uniform("2026-04", "2026-08") }
local spread = assume "spread" { 1, dist = lognormal(1, 0.3) }
local spins = assume "spins" { 1, dist = discrete { { 1, 0.7 }, { 2, 0.3 } }, min = 1, max = 3, whole = true }

chip "B30A" { origin = "US", price = path { ["2026-01"] = price, [start] = price * 0.9, ["2027"] = usd(1) }, throughput = 2,
  captive = "ByteDance" }
chip "Ascend" { origin = "CN", price = grow(usd(10000), -annual(rate)) * spread, throughput = 0.5 }
line "Ascend line" { chip = "Ascend", capacity = ramp(100, 900, "2026-02", 6), lead = lag + weeks(2) }
control "customs" { by = "CN", chips = { "H200" }, from = start }
approval "yes" { by = "CN", chips = { "H200" }, from = start + months(1), units = 1e5, per_buyer = math.max(cap, 2e3),
  conversion = (1 - math.exp(-rate)) / month }
tapeout "own" { owner = "ByteDance", chip = "B30A", at = when, fab_months = lag * 2, spins = spins, ramp = 100, nre = usd(5e7) }
case "cap" { cap = 5e4 }
case "late" { start = "2026-09", lag = 4, when = date "2026-07" }
