scenario "S" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", price = 27000, flops = 989.5 }
line "stock" { chip = "H200", inventory = 1000 }
buyer "B" { jurisdiction = "CN", capex = 1e9, demand = 100 }
local spent = result "spent" { "spend" }
local binds = result "binds" { "binding" }
conclude("too much is spent", spent, "above", months(3))
conclude("something binds", binds, "above", 1)
conclude("all is well", spent, "over", 1e6)
