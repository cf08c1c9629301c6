-- What can be wrong with instruments, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 1000 }
chip "H200" { origin = "US", price = 27000, flops = 989.5, tpp = 15832, die_area = 814, bandwidth = 4.8, interconnect = 900 }
line "stock" { chip = "H200", inventory = 1000 }
control "a" { by = "US", bandwidth_from = -1 }
control "b" { by = "US", interconnect_below = -1 }
control "c" { by = "US", density_below = "low" }
control "d" { by = "US", foundry = 7 }
approval "a" { by = "US", units = -1 }
approval "b" { by = "US", per_month = -1 }
approval "c" { by = "US", per_buyer = -1 }
approval "d" { by = "US", conversion = -0.25 }
approval "e" { by = "US", burden_sensitivity = -1 }
approval "f" { by = "US", tpp_below = -1 }
approval "g" { by = "US", bandwidth_below = tflops(6.5) }
approval "h" { by = "US", chips = { "H20" } }
approval "i" { by = "US", buyers = { "ByteDance" } }
approval "j" { by = "US", to = "yesterday" }
export_levy "a" { by = "US", rate = 0.25, pass_through = "half" }
export_levy "b" { by = "US", rate = 0.25, interconnect_from = -1 }
tariff "a" { by = "CN", rate = 11 }
tariff "b" { by = "CN", rate = 0.1, pass_through = -1 }
tariff "c" { by = "CN", rate = 0.1, density_from = -1 }
bundling "a" { by = "CN", ratio = -0.43 }
bundling "b" { by = "CN", ratio = 0.43, basis = "value" }
bundling "c" { by = "CN", ratio = 0.43, window = -1 }
bundling "d" { by = "CN", ratio = 0.43, value = 50 }
subsidy "a" { by = "CN", rate = 0.96 }
guideline "a" { by = "CN", share = 0.3, chips = { "H20" } }
