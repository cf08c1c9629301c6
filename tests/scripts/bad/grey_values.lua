-- What can be wrong with a grey chip.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", price = 27000, throughput = 1, seized = 0.1 }
line "stock" { chip = "H200", inventory = 700e3 }
chip "a" { origin = "US", price = 27000, throughput = 1, grey = true, captive = "ByteDance" }
chip "b" { origin = "US", price = 27000, throughput = 1, grey = true, seized = 10 }
chip "d" { origin = "US", price = 27000, throughput = 1, detection = 500 }
chip "e" { origin = "US", price = 27000, throughput = 1, grey = true, detection = 0 }
chip "c" { origin = "US", price = 27000, throughput = 1, grey = "yes" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500, access_to = { "b" } }
control "customs" { by = "CN", chips = { "H200", "b" } }
