-- What can be wrong with the figures of a chip, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 1000 }
workload "training" { intensity = -300 }
workload "inference" { mfu = 1.4 }
currency "RMB" { per_usd = 0 }
chip "a" { origin = 86, price = 1000, throughput = 1 }
chip "b" { origin = "US", price = 1000, throughput = 1, unit_cost = -1 }
chip "c" { origin = "US", price = 1000, flops = 0 }
chip "d" { origin = "US", price = 1000, throughput = 1, bandwidth = tflops(4.8) }
chip "e" { origin = "US", price = 1000, throughput = 1, memory = 0 }
chip "f" { origin = "US", price = 1000, throughput = 1, tpp = -4800 }
chip "g" { origin = "US", price = 1000, throughput = 1, die_area = 0 }
chip "h" { origin = "US", price = 1000, throughput = 1, captive = "Bytedance" }
chip "i" { origin = "US", price = 1000, throughput = 1, workloads = { "trainng" } }
chip "j" { origin = "US", price = 1000, throughput = 1, rule = "fifo" }
