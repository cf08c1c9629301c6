-- A second episode for the machinery of scripts/hindcast_h20.lua: another place, weeks instead of
-- months, a flow and a level, months in which nothing was seen. All numbers are made up.
scenario "Made-up hindcast" { from = "2023-01", to = "2023-06", step = "week",
  headline = "{n} bought" }
local ban = lever "ban" { "2023-04-16", min = "2023-01-01", max = "2023-06-01", off = true }
chip "A" { seller = "S", origin = "US", price = 1000, throughput = 1 }
line "A" { chip = "A", capacity = 1000 }
buyer "Gulf firm" { jurisdiction = "AE", capex = usd(1e9), demand = 1000 }
control "ban" { by = "US", buyers = { "AE" }, from = ban }
local seen = data "hindcast.csv"
observe "bought by month" { "bought", buyer = "AE", data = seen, date = "month", median = "n",
  low = "lo", high = "hi" }
observe "in place" { "installed", data = seen, date = "month", median = "stock" }
result "n" { "bought" }
case "no ban" { ban = off }
