-- A list too long to sort.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local t = {
  [0x1] = 1, [0x2] = 1, [0x4] = 1, [0x8] = 1, [0x10] = 1, [0x20] = 1, [0x40] =
  1, [0x80] = 1, [0x100] = 1, [0x200] = 1, [0x400] = 1, [0x800] = 1, [0x1000]
  = 1, [0x2000] = 1, [0x4000] = 1, [0x8000] = 1, [0x10000] = 1, [0x20000] = 1,
  [0x40000] = 1, [0x80000] = 1, [0x100000] = 1, [0x200000] = 1, [0x400000] =
  1, [0x800000] = 1, [0x1000000] = 1, [0x2000000] = 1, [0x4000000] = 1,
  [0x8000000] = 1, [0x10000000] = 1
}
table.sort(t)
