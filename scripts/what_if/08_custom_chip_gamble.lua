-- What if ByteDance bets on a chip of its own?
--
-- The design was reported complete in March 2026 (C095). Complete is not made: silicon takes half a
-- year (F72), one spin in five works or fewer (F70), a fault costs masks (F71) and five more months,
-- and a rule may stop the foundry. In exchange there is a chip as good as an H20 that no customs
-- officer sees, meant for inference, so that H200 are free for training (C096).
--
-- Ask first: which is the greater cost of a faulty first silicon, new masks for 50 million dollars
-- or five months? And how many H200 does the chip free for training?
-- The run shows: months, by far. A spin is paid for by 1,700 chips, two days of full volume; its five
-- months cost 146,000 chips and 78,000 H100e. With luck 951,000 chips are there by the end of 2029,
-- with three spins 659,000, with five, the average, 367,000. In 200 draws the median is 291,000, and
-- in one of twenty or more no chip comes at all. A failure loses less than one percent of the money.
-- Not one H200 is freed: training is worth more, so every H200 trained already. What the chip pushes
-- out is Huawei: 148,000 Ascends fewer, at 29,300 dollars for an H100e of answers against 5,000.
require "lib.sources"

scenario "The custom chip gamble" { from = "2026-01", to = "2029-12",
  question = "A chip of one's own: what is risked, and what can be won?",
  headline = "{chips} SeedChips by the end of 2029: ByteDance answers on {answers} H100e" }

-- 1. THE GAMBLE -------------------------------------------------------------------------------------
local taped_out = lever "tapeout" { label = "SeedChip tape-out", "2026-03", min = "2025-09",
  max = "2027-12", off = true,
  source = { "C095", "F63" }, doc = "Reported complete in March 2026; off: no chip of its own." }
local spins = lever "spins" { label = "Spins it takes", 1, min = 1, max = 8, whole = true,
  source = { "F70", "assumed" },
  doc = "In a plain run, as set here: 1 is luck. In an ensemble, each spin works with the chance "
    .. "below." }
local volume = lever "foundry_volume" { label = "Chips a year at full volume", 350e3, min = 0,
  max = 500e3, source = "F63",
  doc = "100,000 are hoped for in 2026, up to 350,000 later; 0: the foundry may not deliver." }
local first = assume "first_silicon" { label = "A spin works", 0.2, min = 0.14, max = 0.30,
  dist = uniform(0.14, 0.30),
  source = "F70", doc = "14 percent of first silicon worked in 2024, about 30 before." }
local respin = assume "respin_months" { label = "Months for another spin", 5, min = 4, max = 6,
  dist = uniform(4, 6), source = "assumed", doc = "Find the fault, mend it, and through the fab "
    .. "again." }
local cost = assume "seedchip_cost" { label = "Cost of a SeedChip", usd(6000), min = usd(4000),
  max = usd(9000), dist = uniform(usd(4000), usd(9000)), source = { "C095", "assumed" },
  doc = "Less than an H20 (C095); half its price is assumed." }
local masks = assume "nre" { label = "Cost of a spin", usd(50e6), min = usd(30e6), max = usd(300e6),
  dist = triangular(usd(30e6), usd(50e6), usd(100e6)), source = { "F71", "assumed" },
  doc = "Over 30 million at 7nm, up to 100 and more at 3nm." }

-- 2. THE CHIPS --------------------------------------------------------------------------------------
workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }
currency "RMB" { per_usd = 6.96, source = "C003" }
buyer "ByteDance" { jurisdiction = "CN", capex = rmb(85e9), ship = 2, life = years(5),
  demand = { training = 10e3, inference = 40e3 }, weight = { training = 2, inference = 1 },
  unmet_carry = 0.9, source = { "C005", "C096", "F73", "assumed" }, doc = "demand is assumed" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, bandwidth = 4.8,
  source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
control "customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "permit" { by = "CN", chips = { "H200" }, per_month = 7e3, source = { "C074", "assumed" },
  doc = "two years for ByteDance's part of the January approval is assumed, and that another follows" }

chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, bandwidth = 3.2,
  workloads = { "inference" }, source = { "F16", "F08", "C058" } }
line "Huawei, ByteDance's part" { chip = "Ascend 910C", capacity = 600e3 * 0.26 / 12,
  source = { "F76", "assumed" } }

chip "SeedChip" { captive = "ByteDance", origin = "CN", price = cost, flops = 148, bandwidth = 4.0,
  workloads = { "inference" }, source = { "C095", "F01", "C096" }, doc = "as capable as an H20" }
tapeout "SeedChip" { owner = "ByteDance", chip = "SeedChip", at = taped_out, first_silicon = first,
  spins = spins,
  fab_months = weeks(26), respin_months = respin, qualify = 3, ramp = 5000, volume = volume / 12,
  nre = masks,
  source = { "F72", "F63", "assumed" }, doc = "three months to qualify and 5,000 more each month "
    .. "are assumed" }

-- The foundry is abroad: a rule may stop it in the middle of things, as it stopped others.
shock "foundry blocked" { hazard = 0.01 / month, from = "2026-07", sets = { foundry_volume = 0 },
  source = "assumed", doc = "one chance in nine a year is assumed; a plain run has none" }

case "no chip" { tapeout = off, source = "assumed", doc = "What the gamble is measured against." }
case "three spins" { spins = 3, source = "assumed", doc = "Half of all such chips are there by then." }
case "five spins" { spins = 5, source = "assumed", doc = "The average, when one spin in five works." }
case "foundry blocked" { foundry_volume = 0, source = "assumed",
  doc = "The chip works, and nobody makes it." }

chart "Chips of others and its own" { "compute_owned", "compute_captive", by = "series", kind = "area" }
chart "Training and inference" { "compute", by = "workload", buyer = "ByteDance" }
chart "Chips made by month" { "made", chip = "SeedChip" }
chart "Money spent so far" { "capex", "nre", by = "series", cumulative = true }

result "chips" { "delivered", chip = "SeedChip" }
result "answers" { "compute", workload = "inference" }

-- What the text above says, held against every run of this script.
local function of(series, case, chip, workload)
  return result(table.concat({ series, case, chip or workload or "" }, " ")) { series, case = case,
    chip = chip, workload = workload }
end
local lucky, third = of("delivered", "baseline", "SeedChip"), of("delivered", "three spins", "SeedChip")
local without, with = of("compute", "no chip", nil, "training"),
  of("compute", "baseline", nil, "training")
local cost_of_answers = result "Ascend" { "price", chip = "Ascend 910C",
  case = "baseline" } * (3.35 / 3.2)
local own_answers = result "SeedChip" { "price", chip = "SeedChip", case = "baseline" } * (3.35 / 4.0)
local masks_paid = of("nre", "baseline")
expect("951,000 chips with luck", lucky, 951e3, "1%", "assumed")
expect("659,000 with three spins", third, 659e3, "1%", "assumed")
expect("367,000 with five", of("delivered", "five spins", "SeedChip"), 367e3, "1%", "assumed")
expect("a spin costs 146,000 chips", (lucky - third) / 2, 146e3, "1%", "assumed")
local quick = of("compute", "baseline", nil, "inference")
local slow = of("compute", "three spins", nil, "inference")
expect("and 78,000 H100e", (quick - slow) / 2, 78e3, "1%", "assumed")
expect("no H200 is freed", with - without, 0, 1, "assumed")
expect("an H100e of answers on Ascends", cost_of_answers, usd(29300), "1%", "assumed")
expect("an H100e of answers on SeedChips", own_answers, usd(5000), "1%", "assumed")
expect("1,700 chips pay for a spin", masks_paid / (cost_of_answers - own_answers) * (3.35 / 4.0),
  1700, "3%", "assumed")
local ascends_without = of("delivered", "no chip", "Ascend 910C")
local ascends_with = of("delivered", "baseline", "Ascend 910C")
expect("148,000 Ascends fewer", ascends_without - ascends_with, 148e3, "1%", "assumed")
expect("a failure loses less than a percent", of("nre", "five spins") / of("capex", "five spins"),
  0.009, 0.001, "assumed")

lesson "Tape-out is not volume" {
  step { text = "Tape-out was in March 2026. This is the lucky run: the first silicon works.",
    look = "Chips made by month",
    question = "When is the first chip made, and when is full volume reached?",
    answer = "In November 2026, and in May 2027." },
  step { text = "One spin in five works; five is the average.", set = { spins = 5 },
    look = "Chips made by month",
    question = "When is the first chip made now, and what did ByteDance answer with until then?",
    answer = "In July 2028. With Ascends, all that it could get." },
  step { text = "Look at the money of the same run.", set = { spins = 5 }, look = "Money spent so far",
    question = "Can you see what the masks cost?",
    answer = "Hardly: 250 million of 29 billion. The cost of failure is time." },
  step { text = "Compare with no chip at all.", set = { tapeout = off },
    look = "Training and inference",
    question = "Why does training not change?", answer = "Every H200 trained already. The chip "
      .. "frees Ascends, not H200." },
  step { text = "Now the foundry may not deliver.", set = { foundry_volume = 0 },
    look = "Chips of others and its own",
    question = "Who else would wish to know that the foundry is abroad?",
    answer = "Whoever writes the next export rule." },
}
