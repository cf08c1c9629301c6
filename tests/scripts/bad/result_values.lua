-- What can be wrong with what is shown of a run, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 1000 }
buyer "C" { jurisdiction = 7, capex = usd(1e9), demand = 1000 }
chip "H200" { origin = "US", price = 27000, flops = 989.5 }
line "stock" { chip = "H200", inventory = 1000 }
result "a" { "unmet", workload = { "trainig" } }
result "b" { "seller_net", seller = 7 }
result "c" { "approved", approval = 7 }
result "d" { "bought", cumulative = "yes" }
local rows = { { date = "2026-Q1", median = 5, low = 4, high = 6 } }
observe "a" { "delivered", data = rows, date = 1 }
observe "b" { "delivered", data = rows, median = 1 }
observe "c" { "delivered", data = rows, low = 1 }
observe "d" { "delivered", data = rows, high = 1 }
observe "e" { "delivered", data = rows, per = "week" }
