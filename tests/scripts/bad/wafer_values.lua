-- What can be wrong with wafers, one field each.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1, die_area = 814 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
resource "N4" { capacity = 1000 }
line "a" { chip = "H200", node = "N4", dies_per_wafer = 0 }
line "b" { chip = "H200", node = "N4", dies_per_unit = 0 }
line "c" { chip = "H200", node = "N4", defect_density = -0.1 }
line "d" { chip = "H200", node = "N4", yield_model = "murpy" }
line "e" { chip = "H200", node = "N4", cluster = 0 }
line "f" { chip = "H200", node = "N4", salvage = 40 }
line "g" { chip = "H200", node = "N4", defect_floor = -1 }
line "h" { chip = "H200", node = "N4", defect_learning = 0 }
line "i" { chip = "H200", node = "N4", defect_density = mm2(0.1) }
line "j" { chip = "H200", node = "N4", uses = { N4 = 1 } }
