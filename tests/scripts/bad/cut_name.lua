-- Half a letter, cut off by bytes, as a name.
scenario "test" { from = "2026-01", to = "2026-12" }
chip(("é"):sub(1, 1)) { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
