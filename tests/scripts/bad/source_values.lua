-- Fields of a source that are no texts, and a chart of no kind, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 1000 }
chip "H200" { origin = "US", price = 27000, flops = 989.5 }
source "a" { title = true }
source "b" { publisher = true }
source "c" { date = true }
source "d" { reliability = true }
source "e" { claim = true }
chart "Bought" { "bought", kind = "pie" }
