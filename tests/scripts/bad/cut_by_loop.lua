-- A loop without end, after a wrong field; without a scenario no date is outside of it.
chip "H200" { origin = "US", seller = "Nvidia", price = -3, throughput = 1 }
control "stop" { by = "US", chips = "H200", from = "2036-05" }
while true do end
