-- A lever counts a loop, which only a plain number can; a wrong field and an error after it.
scenario "test" { from = "2026-01", to = "2026-12" }
local lines = lever "lines" { 2, min = 1, max = 4 }
for i = 1, lines do line("H200 line " .. i) { chip = "H200", capacity = -1000 } end
chip "H200" { origin = "US", seller = "Nvidia", price = usd(3) * lines, throughput = months(1) }
error("no figures for 2026")
