-- A case is declared only in a branch.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local levy = lever "levy" { 0.25, max = 0.5 }
if levy > 0.4 then
  case "low" { levy = 0.1 }
end
case "high" { levy = 0.45 }
