-- What can be wrong with resources, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1, die_area = 814 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
resource "HBM" { capacity = -1 }
resource "CoWoS" { capcity = 100 }
resource "N4" { capacity = "many" }
line "a" { chip = "H200", uses = { HMB = 6 } }
line "b" { chip = "H200", uses = 6 }
line "c" { chip = "H200", uses = { HBM = -6 } }
line "d" { chip = "H200", uses = { "HBM" } }
line "e" { chip = "H200", node = "N5" }
line "f" { chip = "H200", node = 4 }
tapeout "own" { owner = "ByteDance", chip = "H200", at = "2026-03", fab_months = 4, ramp = 100, uses = { HBM = "six" } }
chart "Use" { "resource_use", by = "resources" }
