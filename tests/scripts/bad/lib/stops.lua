-- Two wrong fields, then an error.
chip "A" { origin = "US", seller = "Nvidia", price = -5, throughput = 1 }
line "A line" { chip = "A", capcity = 1000 }
error("no figures for 2026")
