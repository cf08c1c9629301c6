scenario "test" { from = "2026-01", to = "2026-12" }
local h200 = chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
local bytedance = buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }

-- Tables of entities stand for their names, and may be changed until the script ends.
h200.price = 25000
local paper = source "P1" { title = "A paper" }
bytedance.source = paper
local ban = control "ban" { by = "CN", chips = { h200 }, buyers = { bytedance } }
ban.from = "2026-05"
chart "Who" { "delivered", by = "buyer", chip = h200 }
