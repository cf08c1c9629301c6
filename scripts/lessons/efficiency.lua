-- Lesson: cleverness instead of chips. Does a ban slow a firm down, or does it make it think?
-- Ask first: a firm that gets no more chips finds better algorithms the faster, the less it has. Can
-- it do as much as one that may buy?
require "lib.sources"
scenario "Thinking instead of buying" { from = "2026-01", to = "2028-12",
  question = "How much of a ban can better algorithms make good?" }

-- How fast algorithms improve is a fact about the world. The sources give only what single methods
-- saved: memory by a third to three quarters (C102, C103), time by half (C104). No source says how
-- much of it comes a year.
local growth = assume "growth" { 0.4 / year, min = 0 / year, max = 1.1 / year, source = { "C104", "assumed" },
  doc = "for everybody; 0.7 a year would be twice as much each year" }
-- That bans lead to models which need less compute is said (C023); how strongly is not.
local pressure = assume "pressure" { 0.3 / year, min = 0 / year, max = 0.5 / year, source = { "C023", "assumed" },
  doc = "added to it where no demand is met at all" }
local ban = lever "ban_from" { "2027-01-01", min = "2026-07-01", max = "2028-07-01", off = true, source = "assumed",
  doc = "day from which no H200 goes to China; off: never" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
line "H200" { chip = "H200", capacity = 40e3, source = "assumed" }
control "ban" { by = "US", chips = { "H200" }, buyers = { "CN" }, from = ban, source = "assumed" }
buyer "shut out" { jurisdiction = "CN", capex = usd(9e9), demand = 20e3, source = "assumed" }
buyer "free" { jurisdiction = "ROW", capex = usd(9e9), demand = 20e3, source = "assumed" }
efficiency "algorithms" { growth = growth, scarcity = pressure, source = { "C023", "assumed" } }

case "no pressure" { pressure = 0 / year, source = "assumed", doc = "Scarcity teaches nobody anything." }
case "no ban" { ban_from = off }
chart "Chips in service" { "compute", by = "buyer" }
chart "What they do" { "effective_compute", by = "buyer" }
-- Answer: not here. Two years after the ban the firm has a third of the chips of the other, 240,000
-- against 720,000, and does 61 % of its work with them: pressure almost doubles what each chip does.
-- Without pressure it would be a third. What no run can tell is how strong the pressure really is,
-- and whether what one firm finds stays its own.
