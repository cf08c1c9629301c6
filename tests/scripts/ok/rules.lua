scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }

-- A rule that tightens a cap while deliveries run high.
local cap = lever "cap" { 800, min = 0, max = 2000 }
control "customs" { by = "CN", chips = { "H200" } }
approval "quota" { by = "CN", chips = { "H200" }, per_month = cap }
rule("tighten", function(w)
  w.memory.steps = (w.memory.steps or 0) + 1
  if w.total("delivered", { buyer = "ByteDance" }) > 2000 and w.memory.steps > 3 then
    w.lever.cap = math.max(cap - 100, 0)
  end
end)
case "wide" { cap = 1500 }
