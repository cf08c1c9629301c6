-- An error before the results that the headline names.
scenario "test" { from = "2026-01", to = "2026-12", headline = "{got} of them" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
byer "Alibaba" { jurisdiction = "CN", capex = usd(1e9), demand = 500 }
result "got" { "bought" }
