-- Thresholds are for imports, a foundry is none.
scenario "x" { from = "2026-01", to = "2026-12" }
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5 }
line "stock" { chip = "H200", inventory = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(1e9), demand = 100 }
control "fab" { by = "US", foundry = "TSMC", tpp_from = 4800 }
