-- A rule changes a path.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local p = path { ["2026-01"] = 1, ["2026-07"] = 2 }
rule("watch", function(w)
  local x = p * 2
end)
