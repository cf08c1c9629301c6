-- A chip that is not declared, in a branch of one case.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local levy = lever "levy" { 0.25, min = 0, max = 0.5 }
if levy == 0 then
  control "c" { by = "CN", chips = { "nothing" } }
end
case "none" { levy = 0 }
