-- The smallest useful scenario: one chip, one buyer, one import permit. Run it, then change a number.
scenario "A permit for 100,000 chips" { from = "2026-01", to = "2026-12",
  question = "What holds the buyer back: the permit or the money?" }

-- A policy decision is a lever: somebody could choose another value. It becomes a slider.
local permit = lever "permit" { 100e3, min = 0, max = 400e3, source = "assumed", doc = "units let in" }

-- What is sold: 700,000 chips wait in stock, at 27,000 dollars each.
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = "assumed" }
line "Nvidia's stock" { chip = "H200", inventory = 700e3, source = "assumed" }

-- Who wants it: 20,000 chips' worth of computing every month, with 14 billion dollars a year.
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 20e3, ship = 2,
  source = "assumed" }

-- What stands between them: a ban on imports, and a permit that lifts it for some units.
control "import ban" { by = "CN", chips = { "H200" } }
approval "import permit" { by = "CN", chips = { "H200" }, units = permit }

-- A second world to compare with.
case "twice the permit" { permit = 200e3, source = "assumed" }
