-- What can be wrong with a line and a tape-out, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "B" { jurisdiction = "CN", capex = usd(1e9), demand = 1000 }
chip "H200" { origin = "US", price = 27000, flops = 989.5 }
chip "Own" { origin = "CN", price = 6000, flops = 148, captive = "B" }
line "a" { chip = "H200", inventory = -1 }
line "b" { chip = "H200", capacity = -1 }
line "c" { chip = "H200", build = "to order" }
line "d" { chip = "H200", build = "to_order", lead = -6 }
line "e" { chip = "H200", build = "to_order", cover = -1 }
line "f" { chip = "H200", build = "to_order", smoothing = 0 }
line "g" { chip = "H200", foundry = 7 }
tapeout "a" { owner = "B", chip = "Own", at = 2026, fab_months = 4, ramp = 1 }
tapeout "b" { owner = "B", chip = "Own", at = "2026-03", fab_months = -4, ramp = 1 }
tapeout "c" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = -1 }
tapeout "d" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, first_silicon = 0 }
tapeout "e" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, spins = 0 }
tapeout "f" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, respin_months = -1 }
tapeout "g" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, qualify = -1 }
tapeout "h" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, volume = -1 }
tapeout "i" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, nre = -1 }
tapeout "j" { owner = "B", chip = "Own", at = "2026-03", fab_months = 4, ramp = 1, foundry = true }
tapeout "k" { owner = "B", chip = "Owm", at = "2026-03", fab_months = 4, ramp = 1 }
