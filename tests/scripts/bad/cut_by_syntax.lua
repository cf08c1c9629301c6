-- A module that cannot be read: what the script declared until then is looked at.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = months(3), throughput = 1 }
require "lib.unread"
