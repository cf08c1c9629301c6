-- Interconnect is in GB/s.
scenario "x" { from = "2026-01", to = "2026-12" }
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, tpp = 15832, die_area = 814, bandwidth = 4.8, interconnect = 900 }
line "stock" { chip = "H200", inventory = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(1e9), demand = 100 }
control "by links" { by = "US", interconnect_from = tbps(0.6) }
