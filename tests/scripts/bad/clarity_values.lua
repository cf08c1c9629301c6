-- What can be wrong with the clarity of an approval.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", price = 27000, throughput = 1 }
line "stock" { chip = "H200", inventory = 700e3 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
control "customs" { by = "CN" }
approval "a" { by = "CN", units = 400e3, conversion = 0.25, clarity = 40 }
approval "b" { by = "CN", units = 400e3, clarity = 0.5 }
