-- A module that it requires stops: what the module and the script declared until then is looked at.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = months(3), throughput = 1 }
require "lib.stops"
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = -5 }
