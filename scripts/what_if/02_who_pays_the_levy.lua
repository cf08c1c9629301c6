-- Washington takes a quarter of what Nvidia earns on H200 in China. Who pays it?
--
-- 25 percent of 27,000 dollars are 6,750 (C086, C088). Who bears them is decided by nobody: it
-- follows from the market (F91). Where a permit fixes the quantity, the price is already what buyers
-- will bear, and Nvidia pays. Where demand is a straight line, a seller without rivals passes on half
-- of what his costs rise. Where a percent of price always costs the same percent of sales, he wants
-- 27,000 net and asks 27,000 / 0.75. What buyers then do is computed: they may take the Ascend.
--
-- Ask first: to keep 27,000 after a levy of 25 percent, must the price rise by 25 percent?
-- The run shows: by 33, to 36,000. So the buyer pays 0, 12 or 133 percent of the 6,750, and all of a
-- duty, by the form of the market alone. At 36,000 a third party wins: Huawei sells twice as much,
-- and the permit for H200 is no longer used up. Nvidia earns less than without a levy in every form
-- but the duty, and there it earns the same only because the permit still binds.
-- In the last case the levy rises from 0 to 50 percent over 40 months, so the months are a scale of
-- rates. Washington earns most at 38 percent, 336 million a month. Beyond it every rise earns less.
require "lib.sources"

scenario "Who pays the levy?" { from = "2026-01", to = "2029-04",
  question = "A quarter of the H200 revenue goes to Washington: who pays it?",
  headline = "An H200 costs {price}; Nvidia keeps {kept} of it, Washington {taken}" }

local levy = lever "export_levy" { label = "US levy", 0.25, min = 0, max = 0.4,
  source = { "C086", "C088" },
  doc = "Share of the revenue; of a duty: share of the price at the border." }
local climb = lever "levy_climbs" { label = "Rise over 40 months", 0, min = 0, max = 0.5,
  source = "assumed",
  doc = "Adds so much to the levy, a little each month: the months become a scale of rates." }
local form = lever "market_form" { label = "Form of the market", "fixed quantity",
  choices = { "fixed quantity", "straight line", "constant elasticity", "duty" },
  source = { "F91", "F53", "assumed" },
  doc = "fixed quantity: the seller bears it. straight line: of demand. constant elasticity: a "
    .. "percent of price always costs the same percent of sales. duty: added to the price at the "
    .. "border." }
local permit = lever "permit" { label = "H200 permitted a month", 400e3 / 12, min = 10e3, max = 100e3,
  off = true, source = { "C074", "assumed" },
  doc = "400,000 in a year; that every year is like this is assumed." }
local choosy = assume "substitution" { label = "How readily buyers switch", 4, min = 1, max = 8,
  dist = uniform(2, 6), source = "assumed",
  doc = "How strongly the worth of two chips decides which is bought; off would be: always the "
    .. "better one." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 4800, flops = 989.5,
  source = { "C087", "F18", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752,
  source = { "F16", "F08" } }
line "H200" { chip = "H200", inventory = 100e3, capacity = 100e3, build = "to_order",
  source = "assumed", doc = "as many as are asked for: stock is not the question here" }
line "Ascend" { chip = "Ascend 910C", inventory = 100e3, capacity = 100e3, build = "to_order",
  source = "assumed" }
buyer "Three firms" { jurisdiction = "CN", capex = usd(60e9), demand = 60e3, substitution = choosy,
  source = "assumed", doc = "60,000 H100e a month and money enough: only prices and permits decide" }

control "China customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "permits" { by = "CN", chips = { "H200" }, per_month = permit,
  source = { "C074", "assumed" } }

local rate = ramp(levy, levy + climb, "2026-01", 39)
local passed = { ["fixed quantity"] = "capacity", ["straight line"] = "linear",
  ["constant elasticity"] = "isoelastic" }
if form == "duty" then
  tariff "Duty on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = rate,
    pass_through = 1, source = { "F53", "assumed" } }
else
  export_levy "Levy on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" }, rate = rate,
    pass_through = passed[form], source = { "C086", "F91" } }
end

case "no levy" { export_levy = 0, doc = "What there is to be shared.", source = "assumed" }
case "straight line" { market_form = "straight line", doc = "Demand is a straight line.",
  source = "assumed" }
case "constant elasticity" { market_form = "constant elasticity",
  doc = "Nvidia raises the price until it nets 27,000.", source = "assumed" }
case "duty" { market_form = "duty",
  doc = "The same quarter, but of the price at the border.", source = "assumed" }
case "levy climbs to 50 %" { market_form = "constant elasticity", permit = off, export_levy = 0,
  levy_climbs = 0.5, doc = "One run is a scale of rates, from 0 to 50 percent.", source = "assumed" }

chart "What an H200 costs" { "price", chip = "H200" }
chart "Washington's revenue" { "levy", "tariff", by = "series" }
chart "Sellers' revenue after levies" { "seller_net", by = "seller" }

local units = result "units" { "bought", chip = "H200" }
local paid = result "paid" { "capex", chip = "H200" }
local net = result "net" { "seller_net", seller = "Nvidia" }
local price = result "price" { paid / units }
result "kept" { net / units }
result "taken" { (paid - net) / units }

-- What the text above says, held against every run of this script.
local function costs(case) return result(case .. " paid") { "capex", chip = "H200", case = case }
  / result(case .. " units") { "bought", chip = "H200", case = case } end
local function share(case) return (costs(case) - usd(27000)) / usd(6750) end
expect("where quantity is fixed the buyer pays nothing", share("baseline"), 0, 1e-9, "assumed")
expect("on a straight line 12 percent", share("straight line"), 0.12, 0.005, "assumed")
expect("of a duty all", share("duty"), 1, 1e-9, "assumed")
expect("at constant elasticity 133 percent", share("constant elasticity"), 1.33, 0.005, "assumed")
local function huawei(case) return result(case .. " Huawei") { "seller_net", seller = "Huawei",
  case = case } end
local function nvidia(case) return result(case .. " Nvidia") { "seller_net", seller = "Nvidia",
  case = case } end
expect("Huawei sells twice as much", huawei("constant elasticity") / huawei("baseline"), 2.1, 0.05,
  "assumed")
expect("the permit is not used up",
  result "used" { "bought", chip = "H200", at = "2026-06", case = "constant elasticity" },
  31.4e3, "1%", "assumed")
local untaxed = nvidia("no levy")
expect("Nvidia earns less at constant elasticity",
  nvidia("constant elasticity") / untaxed, 0.94, 0.01, "assumed")
expect("and as much under a duty", nvidia("duty") / untaxed, 1, 1e-6, "assumed")
local climbs = "levy climbs to 50 %"
expect("a levy of 38 percent earns 336 million",
  result "peak" { "levy", at = "2028-07", case = climbs }, 336e6, "1%", "assumed")
expect("less below it", result "before" { "levy", at = "2028-02", case = climbs }, 325e6, "1%",
  "assumed")
expect("and less above it", result "after" { "levy", at = "2029-04", case = climbs }, 289e6, "1%",
  "assumed")

lesson "Who pays?" {
  step { text = "A permit fixes how many H200 come in. The levy takes 6,750 dollars of each.",
    look = "What an H200 costs", question = "Move the levy from 0 to 0.4. What happens to the price?",
    answer = "Nothing: Nvidia's revenue shrinks. The scarce thing is the permit, and its worth is "
      .. "taxed." },
  step { text = "Now every percent of price costs the same percent of sales.",
    set = { market_form = "constant elasticity" }, look = "What an H200 costs",
    question = "Why 36,000 and not 33,750?",
    answer = "The levy is a quarter of the new price, 9,000. What is left is 27,000." },
  step { text = "Look at those who are not taxed.", set = { market_form = "constant elasticity" },
    look = "Sellers' revenue after levies", question = "For whom is the levy a subsidy?",
    answer = "For Huawei: per dollar, its chip is now as good as the H200." },
  step { text = "Let the levy climb to 50 percent, and take the permit away.",
    set = { market_form = "constant elasticity", permit = off, export_levy = 0, levy_climbs = 0.5 },
    look = "Washington's revenue",
    question = "Move `substitution` to 1 and to 8. Where is the top of the curve?",
    answer = "At 8 it is at a levy of 26 percent, at 1 there is none below 50: it depends on the "
      .. "rival chip." },
}
