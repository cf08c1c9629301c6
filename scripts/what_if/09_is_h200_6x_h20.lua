-- Is an H200 really six H20, as the newsletter says (C090)?
--
-- A chip can be short of arithmetic or of memory bandwidth. Training is short of arithmetic, and
-- there an H200 is 6.7 H20. Writing an answer word by word is short of bandwidth: 4.8 TB/s against
-- 4.0, 1.2 times. Here four purses do the same work, whose share of training grows from 0 to 1.
--
-- Ask first: a firm's work is half training, half answering. It may have either chip. Which one?
-- The run shows: both. Over all shares the work costs 5.5 billion dollars on H200, 10.8 on H20 and
-- 4.45 on the mix: H200 for training, H20 for answers. If it must be one chip, the H20 is cheaper
-- only as long as less than a seventh of the work is training: of answers it costs half as much, of
-- training three times. Six it is in one case: answering with 185 operations for a byte, reading
-- long questions. For answers the H20 stays the cheaper chip up to 69 operations, or 51 if an H200
-- costs 20,000 (C007). So whoever forbade the H20 and let in the H200 forbade the cheaper chip for
-- half of the work. The Ascend at its price is never the cheapest; a chip of one's own saves another
-- 0.6 billion. Left out: racks, power and networks, which speak for fewer and larger chips.
require "lib.sources"

scenario "One H200 for six H20" { from = "2026-01", to = "2027-12",
  question = "One H200 does the work of how many H20, and which is cheaper?",
  headline = "The work costs {on H200} on H200, {on H20} on H20 and {on the mix} on the best mix" }

-- The work of each month is the same for all, but its kind shifts: from answering to training.
local first = lever "training_at_first" { label = "Training share at first", 0, min = 0, max = 1,
  source = "assumed",
  doc = "Share of the work that is training, at the start. From 0 to 1 shows all shares in one run." }
local last = lever "training_in_the_end" { label = "Training share in the end", 1, min = 0,
  max = 1, source = "assumed", doc = "The same at the end; straight between." }
local own_chip = lever "own_chip" { label = "SeedChip in the mix", false, source = "C095",
  doc = "The best mix may use a chip of one's own, as capable as an H20 and cheaper." }
local ops = assume "intensity" { label = "Operations for a byte", 10, min = 2, max = 250,
  dist = uniform(5, 60),
  source = { "F94", "assumed" }, doc = "Of answering. Word by word it is 5 to 60; reading a long "
    .. "question 200 and more." }
local h200_price = assume "h200_price" { label = "H200 price", usd(27000), min = usd(20000),
  max = usd(27000), dist = uniform(usd(20000), usd(27000)), source = { "C087", "C007" },
  doc = "27,000 (C087) or about 20,000 (C007)." }
local h20_price = assume "h20_price" { label = "H20 price", usd(12000), min = usd(9000),
  max = usd(15000), dist = uniform(usd(9000), usd(15000)), source = "F17",
  doc = "9,000 to 12,000 in 2025, up to 15,000 before." }

workload "training" { intensity = 300, source = "assumed",
  doc = "more operations for a byte than any chip here needs" }
workload "answering" { intensity = ops, source = { "F94", "assumed" } }

-- Nothing is scarce and nothing forbidden here: only work and prices count.
local function sells(name, fields)
  chip(name)(fields)
  line(name) { chip = name, build = "to_order", inventory = 1e6, capacity = off,
    source = "assumed", doc = "never scarce" }
end
sells("H200", { seller = "Nvidia", origin = "US", price = h200_price, flops = 989.5,
  bandwidth = 4.8, source = { "C087", "F02" } })
sells("H20", { seller = "Nvidia", origin = "US", price = h20_price, flops = 148, bandwidth = 4.0,
  source = { "F17", "F01" } })
sells("Ascend 910C", { seller = "Huawei", origin = "CN", price = 28000, flops = 752,
  bandwidth = 3.2, source = { "F16", "F08" } })
sells("SeedChip", { seller = "ByteDance", origin = "CN", price = 6000, flops = 148, bandwidth = 4.0,
  source = { "C095", "F01", "assumed" }, doc = "half the price of an H20 is assumed" })

-- Four purses without a bottom do the same work, each with the chips that it may use.
local work = 10e3 -- H100e a month (assumed): it cancels out of every ratio
local function does_it_with(name, others)
  buyer(name) { jurisdiction = "laboratory", capex = off, source = "assumed",
    demand = { training = ramp(work * first, work * last, "2026-01", 23),
               answering = ramp(work * (1 - first), work * (1 - last), "2026-01", 23) } }
  if others then
    control("rules of " .. name) { by = "laboratory", buyers = { name }, chips = others,
      source = "assumed" }
  end
end
does_it_with("All on H200", { "H20", "Ascend 910C", "SeedChip" })
does_it_with("All on H20", { "H200", "Ascend 910C", "SeedChip" })
does_it_with("All on Ascends", { "H200", "H20", "SeedChip" })
does_it_with("Best mix", not own_chip and { "SeedChip" })

case "training only" { training_at_first = 1, source = "assumed", doc = "Where the six comes from." }
case "answering only" { training_in_the_end = 0, source = "assumed", doc = "Word by word." }
case "long questions" { training_in_the_end = 0, intensity = 185, source = "assumed",
  doc = "Here an H200 is six H20." }
case "H200 for 20,000" { h200_price = usd(20000), source = "C007",
  doc = "The other price in the sources." }
case "own chip" { own_chip = true, doc = "The mix may use the SeedChip." }

chart "Chips for a month of work" { "bought", by = "buyer" }
chart "The best mix" { "bought", by = "chip", buyer = "Best mix" }

result "on H200" { "capex", buyer = "All on H200" }
result "on H20" { "capex", buyer = "All on H20" }
result "on the mix" { "capex", buyer = "Best mix" }

-- What the text above says, held against every run of this script.
local function of(series, buyer, case)
  return result(series .. " of " .. buyer .. ", " .. case) { series, buyer = buyer, case = case }
end
local function ratio(series, case)
  return of(series, "All on H20", case) / of(series, "All on H200", case)
end
expect("in training one H200 is 6.7 H20", ratio("bought", "training only"), 6.69, 0.01, "assumed")
expect("in answering it is 1.2", ratio("bought", "answering only"), 1.2, 0.01, "assumed")
expect("with long questions six", ratio("bought", "long questions"), 6, 0.01, "C090")
expect("over all shares 4.4", ratio("bought", "baseline"), 4.43, 0.01, "assumed")
expect("answers on H20 cost half", ratio("capex", "answering only"), 0.53, 0.01, "assumed")
expect("training on H20 costs three times as much", ratio("capex", "training only"), 2.97, 0.01,
  "assumed")
expect("5.5 billion on H200", result "H200 alone" { "capex", buyer = "All on H200" },
  usd(5.5e9), "1%", "assumed")
expect("10.8 billion on H20", result "H20 alone" { "capex", buyer = "All on H20" },
  usd(10.8e9), "1%", "assumed")
local mix = of("capex", "Best mix", "baseline")
expect("4.45 billion on the mix", mix, usd(4.45e9), "1%", "assumed")
expect("0.6 billion saved by a chip of one's own", mix - of("capex", "Best mix", "own chip"),
  usd(0.6e9), "2%", "assumed")
local function month(buyer, at) return result(buyer .. " in " .. at) { "capex", buyer = buyer,
  at = at } end
expect("level at a seventh", month("All on H20", "2026-04") / month("All on H200", "2026-04"),
  0.965, 0.01, "assumed")

lesson "Six of what?" {
  step { text = "From left to right the work shifts from answering to training.",
    look = "Chips for a month of work",
    question = "How many H20 replace one H200 at the left, and how many at the right?",
    answer = "1.2 and 6.7." },
  step { text = "Now in dollars.", look = "Spend",
    question = "Where do the lines of H20 and H200 cross?",
    answer = "In April 2026, where a seventh of the work is training." },
  step { text = "The best mix uses both.", look = "The best mix",
    question = "Why is it never an Ascend?",
    answer = "At 28,000 dollars it costs more than an H200 for each operation and for each byte." },
  step { text = "Only answers, but long questions to read.",
    set = { training_in_the_end = 0, intensity = 185 },
    look = "Spend", question = "Which chip is cheaper now?",
    answer = "The H200, by far. Word by word (10 operations) it is the H20." },
  step { text = "Give the mix a chip of its own.", set = { own_chip = true }, look = "The best mix",
    question = "Which chip has disappeared?", answer = "The H20: the SeedChip does the same for "
      .. "half the price." },
}
