-- What can be wrong with a chip whose cost or price moves by itself, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "a" { origin = "US", price = 27000, throughput = 1, progress_ratio = 80, experience = 10 }
chip "b" { origin = "US", price = 27000, throughput = 1, progress_ratio = 0.8 }
chip "c" { origin = "US", price = 27000, throughput = 1, experience = 10 }
chip "d" { origin = "US", price = 27000, throughput = 1, progress_ratio = 0.8, experience = 0 }
chip "e" { origin = "US", price = 27000, throughput = 1, price_response = -0.1 }
chip "f" { origin = "US", price = 27000, throughput = 1, price_floor = 9000 }
chip "g" { origin = "US", price = 27000, throughput = 1, price_ceiling = 9000 }
chip "h" { origin = "US", price = 27000, throughput = 1, price_response = 0.1, price_floor = -1 }
chip "i" { origin = "US", price = 27000, throughput = 1, price_response = 0.1, price_ceiling = 0 }
chip "j" { origin = "US", price = 27000, throughput = 1, price_response = 0.1,
  price_floor = 30000, price_ceiling = 20000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
