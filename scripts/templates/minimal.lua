-- The least that makes a scenario: one chip, one buyer, and one border between them.
-- Numbers say where they come from: the id of a source below, or "assumed".
scenario "One chip, one buyer" { from = "2026-01", to = "2026-12",
  question = "What holds the buyer back: the border, the stock or the money?" }

source "C087" { title = "H200 price 27000 dollars", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C078" { title = "Nvidia holds about 700000 H200", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "F02" { title = "H200 specification", publisher = "Nvidia data sheet",
  date = "2024-12", reliability = "high" }

-- A lever is what somebody decides: it becomes a slider, and `--set let_in=0.5` moves it.
local let_in = lever "let_in" { 100e3, min = 0, max = 400e3, off = true, source = "assumed",
  doc = "H200 that may cross the border in the year; off: as many as are wanted" }

-- What is sold: its price in USD, its speed in TFLOPS, and how many lie in stock.
chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
line "stock" { chip = "H200", inventory = 700e3, source = "C078" }

-- Who wants it: computing power worth 20,000 H100 each month, and money for a calendar year.
buyer "ByteDance" { jurisdiction = "CN", capex = usd(10e9), demand = 20e3, ship = 2,
  source = "assumed", doc = "ship: months from order to delivery" }

-- What stands between them: a control forbids, an approval of the same authority lets some in.
control "import ban" { by = "CN", chips = { "H200" } }
approval "import permit" { by = "CN", chips = { "H200" }, units = let_in, source = "assumed" }

-- Other worlds to compare with this one.
case "border open" { let_in = off, doc = "no limit on imports" }
case "border shut" { let_in = 0, source = "assumed", doc = "no imports at all" }
