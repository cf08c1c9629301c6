-- A chip of one's own: taped out today, in volume much later, and behind no border.
scenario "A chip of one's own" { from = "2026-01", to = "2028-12",
  question = "When does its own chip make the buyer independent of imports?" }

source "C087" { title = "H200 price 27000 dollars", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C095" { title = "ByteDance completed the tape-out of a processor like the H20",
  publisher = "Data-science newsletter", date = "2026-03-13", reliability = "low" }
source "F02" { title = "H200 specification", publisher = "Nvidia data sheet",
  date = "2024-12", reliability = "high" }
source "F70" { title = "First silicon works in 14 to 30 percent of projects",
  publisher = "Siemens Verification Horizons", date = "2024-12", reliability = "high" }
source "F71" { title = "Cost of a tape-out", publisher = "Silicon Analysts; Semiconductor Engineering",
  date = "2025-12", reliability = "medium" }
source "F72" { title = "Cycle time 24 to 28 weeks", publisher = "Renesas", date = "2023-12",
  reliability = "medium" }

-- What others decide: how many foreign chips come in. What the owner decides: how far it ramps up.
local imports = lever "imports_per_month" { 10e3, min = 0, max = 60e3, source = "assumed",
  doc = "H200 a month that the border lets in" }
local ramp = lever "ramp" { 3e3, min = 500, max = 10e3, source = "assumed",
  doc = "by how many chips a month output grows, each month" }

-- What nobody decides: how long the factory takes, and whether the first silicon works.
local day = assume "tapeout_date" { "2026-03", min = "2026-01", max = "2026-12", source = "C095",
  doc = "when the design goes to the factory" }
local cycle = assume "cycle_weeks" { 26, min = 24, max = 28, dist = uniform(24, 28), source = "F72",
  doc = "from tape-out to samples" }
local works = assume "first_silicon" { 0.2, min = 0.14, max = 0.3, dist = uniform(0.14, 0.3),
  source = "F70", doc = "chance that a spin works; a plain run takes `spins`, draws throw dice" }

-- Nobody else can buy a captive chip, and its owner pays what it costs to make.
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
chip "Own chip" { origin = "CN", price = 6000, flops = 148, captive = "ByteDance",
  source = { "C095", "assumed" }, doc = "as fast as an H20; its cost is assumed" }
line "imports" { chip = "H200", inventory = 700e3, source = "assumed" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(8e9), demand = 30e3, unmet_carry = 0.5,
  ship = 2, source = "assumed" }

tapeout "Own chip" { owner = "ByteDance", chip = "Own chip", at = day, fab_months = weeks(cycle),
  first_silicon = works, spins = 1, respin_months = 5, qualify = 3, ramp = ramp, volume = 60e3,
  nre = 50e6, source = { "C095", "F70", "F71", "F72", "assumed" } }
control "customs" { by = "CN", chips = { "H200" } }
approval "monthly quota" { by = "CN", chips = { "H200" }, per_month = imports, source = "assumed" }

case "border shut" { imports_per_month = 0, source = "assumed" }
case "a slow ramp" { ramp = 1e3, source = "assumed" }
case "nine months late" { tapeout_date = "2026-12", source = "assumed" }
