require "lib.sources"

scenario "Who pays the levy?" { from = "2026-01", to = "2029-04",
  question = "A quarter of the H200 revenue goes to Washington: who pays it?",
  headline = "An H200 costs {price}; Nvidia keeps {kept} of it, Washington {taken}" }

local levy = lever "export_levy" { label = "US levy", 0.25, min = 0, max = 0.4, source = { "C086", "C088" },
  doc = "Share of the revenue; of a duty: share of the price at the border." }
local climb = lever "levy_climbs" { label = "Rise over 40 months", 0, min = 0, max = 0.5, source = "assumed",
  doc = "Adds so much to the levy, a little each month: the months become a scale of rates." }
local form = lever "market_form" { label = "Form of the market", "fixed quantity",
  choices = { "fixed quantity", "straight line", "constant elasticity", "duty" }, source = { "F91", "F53", "assumed" },
  doc = "fixed quantity: the seller bears it. straight line: of demand. constant elasticity: a percent of price "
     .. "always costs the same percent of sales. duty: added to the price at the border." }
local permit = lever "permit" { label = "H200 permitted a month", 400e3 / 12, min = 10e3, max = 100e3,
  off = true, source = { "C074", "assumed" }, doc = "400,000 in a year; that every year is like this is assumed." }
local choosy = assume "substitution" { label = "How readily buyers switch", 4, min = 1, max = 8,
  dist = uniform(2, 6), source = "assumed",
  doc = "How strongly the worth of two chips decides which is bought; off would be: always the better one." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 4800, flops = 989.5,
  source = { "C087", "F18", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, source = { "F16", "F08" } }
line "H200" { chip = "H200", inventory = 0, capacity = 100e3, build = "to_order", source = "assumed",
  doc = "as many as are asked for: stock is not the question here" }
line "Ascend" { chip = "Ascend 910C", capacity = 100e3, build = "to_order", source = "assumed" }
buyer "Three firms" { jurisdiction = "CN", capex = usd(60e9), demand = 60e3, substitution = choosy,
  source = "assumed", doc = "60,000 H100e a month and money enough: only prices and permits decide" }

control "China customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "permits" { by = "CN", chips = { "H200" }, per_month = permit, source = { "C074", "assumed" } }

local rate = ramp(levy, levy + climb, "2026-01", 39)
local passed = { ["fixed quantity"] = "capacity", ["straight line"] = "linear", ["constant elasticity"] = "isoelastic" }
if form == "duty" then
  tariff "Duty on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = rate, pass_through = 1,
    source = { "F53", "assumed" } }
else
  export_levy "Levy on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = rate,
    pass_through = passed[form], source = { "C086", "F91" } }
end

case "no levy" { export_levy = 0, doc = "What there is to be shared." }
case "straight line" { market_form = "straight line", doc = "Demand is a straight line." }
case "constant elasticity" { market_form = "constant elasticity", doc = "Nvidia raises the price until it nets 27,000." }
case "no permit needed" { market_form = "constant elasticity", permit = off, doc = "Then buyers can answer with quantity." }
case "levy climbs to 50 %" { market_form = "constant elasticity", permit = off, export_levy = 0, levy_climbs = 0.5,
  doc = "One run is a scale of rates, from 0 to 50 percent." }

chart "What an H200 costs" { "price", chip = "H200" }
chart "H200 bought" { "bought", by = "chip" }
chart "Washington's revenue" { "levy", "tariff", by = "series" }
chart "Nvidia's revenue after levies" { "seller_net", by = "seller" }

local units = result "units" { "bought", chip = "H200", at = "2026-01" }
local paid = result "paid" { "capex", chip = "H200", at = "2026-01" }
local net = result "net" { "seller_net", seller = "Nvidia", at = "2026-01" }
local price = result "price" { paid / units }
result "kept" { net / units }
result "taken" { (paid - net) / units }
