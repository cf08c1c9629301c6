-- A lever that does not exist.
scenario "x" { from = "2026-01", to = "2026-12" }
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5 }
line "stock" { chip = "H200", inventory = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(1e9), demand = 100 }
local cap = lever "cap" { 100, min = 0, max = 1000 }
approval "a" { by = "CN", per_month = cap }
shock "stop" { at = "2026-03", sets = { capp = 0 } }
