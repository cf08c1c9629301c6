-- A word of Lua misspelt.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "Arm" { jurisdiction = "UK", capex = usd(1e9), demand = lever "demand" { 500, whole = ture } }
