-- A module beside the script that reads a table beside the script.
local parts = require "lib.parts"
scenario "modules" { from = "2026-01", to = "2026-12" }
line "L" { chip = parts.H200, capacity = 10 }
line "M" { chip = parts.Ascend, capacity = 10 }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 10 }
