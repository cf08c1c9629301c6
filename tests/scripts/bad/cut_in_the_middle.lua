-- An error in the middle: what comes after it is not known, so nothing is said to be missing that
-- may be there, and no name to be unknown. What is wrong before it is.
scenario "test" { from = "2026-01", to = "2026-12" }
source "C001" { title = "A report" }
local levy = lever "levy" { 0.5, min = 0, max = 0.4, source = "C002" }
chip "H200" { origin = "US", price = 27000, throughput = 1, seller = 5 }
chip "H200" { origin = "US", price = usd(27000) + months(levy), throughput = 1 }
line "H20 line" { chip = "H20", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = rmb(14e9), source = "C002" }
buyer "Tencent" { jurisdiction = "CN", demand = { training = 5 } }
approval "April" { by = "CN", buyers = "Alibaba", chips = { "H200", "H20" }, share = 1.5,
                   share_of = "US", from = "2030-01" }
tapeout "SeedChip" { chip = "SeedChip", at = "2026-05" }
case "no cap" { cap = off, levy = 0.9 }
chart "chips" { "bought", buyer = "Alibaba", chip = "H20" }
buyer "half"
local h20 = chip "H20" { origin = "US", throughput = 0.2 }
h20.cost = nil + 5
h20.price = 12000
