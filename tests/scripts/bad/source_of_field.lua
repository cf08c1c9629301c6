-- Sources of single fields: one that is not given, a number, an id that is not declared.
scenario "test" { from = "2026-01", to = "2026-12" }
source "C087" { title = "A report" }
local levy = lever "levy" { 0, min = 0, max = 0.4, source = { levy = "C087" } }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1,
  source = { "C087", prise = "C087", throughput = 5 } }
line "H200 line" { chip = "H200", capacity = 1000, source = { capacity = { "C086", "assumed" } } }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
case "levy" { levy = 0.25, source = { levi = "C087" } }
case "more" { levy = 0.4, source = "C088" }
case "most" { levy = 0.4, source = 88 }
