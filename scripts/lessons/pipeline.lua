-- Lesson: half a year in the pipeline. When does a factory notice that it should have started?
-- Ask first: orders double in a month. When do twice as many chips arrive, and what happens before?
require "lib.sources"
scenario "The pipeline" { from = "2026-01", to = "2028-06",
  question = "How long do customers wait after demand has doubled?" }

-- From start to finished 24 to 28 weeks (F72). A process with fewer stages is a choice.
local lead = lever "lead" { 6, min = 1, max = 9, source = { "F72", "assumed" },
  doc = "months from start to finished" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
-- To order: each month starts what was asked, and what closes the gap of stock and work in process.
line "H200" { chip = "H200", inventory = 80e3, capacity = 60e3, build = "to_order", lead = lead,
  cover = 1, smoothing = 2, source = { "F72", "assumed" } }
buyer "everybody" { jurisdiction = "US", capex = usd(8e9), unmet_carry = 1, source = "assumed",
  demand = steps { ["2026-01"] = 10e3, ["2027-01"] = 20e3 } }

case "two months" { lead = 2, source = "assumed" }
case "nine months" { lead = 9, source = "assumed" }
chart "From start to customer" { "wip", "inventory", by = "series" }
chart "Made and bought" { "made", "bought", by = "series" }
-- Answer: demand doubles in January 2027; the queue grows to 60,000 by July, is gone in October, and
-- by then so much is on its way that 235,000 lie in stock in March 2028, twelve months of the old
-- demand. With two months in the pipeline the queue ends at 20,000 and the stock at 67,000. With nine,
-- the line runs dry even before demand doubles.
