-- What does a control still do where resellers get past it?
--
-- No source document describes smuggling, so every number of it here is assumed, and the baseline has
-- none. A grey chip is one that no instrument reaches: no permit counts it, no levy taxes it, and what
-- the buyer has paid for may be seized on the way. Here permits let 3,000 H200 a month in, of the
-- 10,000 that are wanted, and the seller gives a quarter of its revenue to the US.
--
-- Ask first: resellers bring 2,000 a month at 1.5 times the price, and one in ten is seized. What does
-- that do to the buyer's chips, to his money, and to the levy?
-- The run shows: in two years 72,000 chips come by permit, with or without the leak. The leak brings
-- 43,200 more, and 4,800 are seized. The buyer spends 3.89 billion dollars instead of 1.94: as much on
-- the 48,000 grey chips as on the 72,000 legal ones, because 1.5 times 48,000 is 72,000. The levy stays
-- at 486 million, and Nvidia's net revenue at 1.46 billion: the premium is the reseller's.
-- Where half are seized 24,000 arrive, and the buyer pays 81,000 dollars for each of them, three times
-- the list price. Would he still buy? Here he does: the market does not make him afraid.
-- And where customs find a larger share the more comes, half of what is left at 2,000 a month, 21,600
-- arrive. Send three times as many, and 32,400 do, at 180,000 dollars each: a route that is watched
-- brings less and less with each chip more, and here never 1,800 a month.
require "lib.sources"
local grey = require "lib.grey_market"

scenario "Lesson: a grey market" { from = "2026-01", to = "2027-12",
  question = "What does a control still do where resellers get past it?" }

local smuggled = lever "smuggled" { 0, min = 0, max = 10e3, source = "assumed",
  doc = "H200 a month that resellers bring past the control; 0: there is no grey market." }
local seized = lever "seized" { 0.1, min = 0, max = 1, source = "assumed",
  doc = "Share of them that customs take on the way." }
local detection = lever "detection" { off, min = 500, max = 20e3, off = true, source = "assumed",
  doc = "Smuggled a month at which customs find half of what is left as well; off: they find no more "
    .. "where more comes." }
local premium = assume "premium" { 0.5, min = 0, max = 1, source = "assumed",
  doc = "What resellers ask above the list price." }

local h200 = chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
grey.market { of = h200, name = "H200", per_month = smuggled, premium = premium, seized = seized,
  detection = detection }
buyer "China" { jurisdiction = "CN", capex = usd(5e9), demand = 10e3, source = "assumed" }
control "licence" { by = "US", source = "F50" }
approval "case by case" { by = "US", per_month = 3e3, source = "assumed" }
export_levy "share of revenue" { by = "US", rate = 0.25, pass_through = "seller", source = "F53" }

case "leaks" { smuggled = 2000, doc = "Resellers bring 2,000 a month.", source = "assumed" }
case "leaks, half seized" { smuggled = 2000, seized = 0.5, doc = "Customs take every second one.",
  source = "assumed" }
case "leaks, watched" { smuggled = 2000, detection = 2000, doc = "The more comes, the more is found.",
  source = "assumed" }
case "three times, watched" { smuggled = 6000, detection = 2000, doc = "More of it on the same route.",
  source = "assumed" }
chart "Delivered" { "delivered", by = "chip" }
chart "Seized" { "seized", by = "chip" }
chart "Spend" { "spend", by = "chip" }
