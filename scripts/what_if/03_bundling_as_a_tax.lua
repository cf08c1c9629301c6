-- With every H200 a firm must buy Chinese chips. Is that a tax, and who learns from it?
--
-- The ratio is not known (C084, F61); 30/70, as in an older guideline (C053), is 43 cents for each
-- dollar. If a Chinese chip is worth half of its price to its buyer (assumed), the other half is a
-- tax on foreign compute: 0.43 x 0.5 = 21.5 percent.
--
-- Ask first: if the tax is a fifth, do imports fall by a fifth? Does a ratio of two hurt twice as
-- much as a ratio of one? And what if there are not enough Chinese chips to fulfil it?
-- The run shows: imports fall by 41 percent, because the chips bought by order do work, too: compute
-- falls by only 9. From May to July imports all but stop: a decree takes a day, a wafer half a year.
-- Two to one is as one to one, for beyond 0.73 the Ascend is the better buy anyway. Even where it is
-- worth its price, so that the tax is nothing, imports fall by 53 percent. With a quarter of the
-- wafers the tax is a cap: imports fall by 56 percent and compute by 41. And it is a school: untold,
-- nobody buys an Ascend and it costs 28,000 for ever; bundled it ends at 22,100, and one to one at
-- 19,500. From November 2027 it does as much for its price as an H200 with its bundle: imports end
-- at 40 percent of what they were.
require "lib.sources"

scenario "Bundling as a tax" { from = "2026-01", to = "2028-12",
  question = "A Chinese chip with every H200: what does that cost, and who is helped?",
  headline = "A tax of {tax%} on foreign compute; {imports} H200 and {domestic} Ascends bought" }

local ratio = lever "ratio" { label = "Bundling ratio", 0.43, min = 0, max = 3,
  source = { "C053", "C084", "F61", "assumed" },
  doc = "Dollars of Chinese chips for each dollar of H200. Not known (F61); 0.43 is 30/70, the "
    .. "older guideline (C053)." }
local worth = assume "domestic_value" { label = "Worth of a Chinese chip", 0.5, min = 0.2, max = 1,
  dist = uniform(0.2, 1), source = "assumed",
  doc = "What it is worth to its buyer, as a share of its price. No source." }
local wafers = lever "wafers" { label = "Chinese wafers a month", 2500, min = 500, max = 15e3,
  source = { "F74", "F75", "F76", "assumed" },
  doc = "7nm wafers for this chip; there are 20,000 or 50,000 in all (F74, F75). 2,500 make about "
    .. "the 600,000 Ascends of F76 in a year and a quarter; assumed." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5,
  source = { "C087", "F02" } }
-- Two dies of 666 mm2 make one 910C. Huawei has learnt to get 40 percent of them right (F77).
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, unit_cost = 10000, flops = 752,
  die_area = 1332, progress_ratio = 0.8, experience = 600e3,
  source = { "F16", "F08", "F76", "F93", "assumed" } }
line "H200" { chip = "H200", capacity = 60e3, inventory = 60e3, source = "assumed",
  doc = "never scarce here" }
resource "7nm wafers" { capacity = wafers, source = { "F74", "F76", "assumed" } }
line "SMIC" { chip = "Ascend 910C", build = "to_order", lead = weeks(26), inventory = 60e3,
  node = "7nm wafers", dies_per_unit = 2, defect_density = 0.16, defect_floor = 0.08,
  defect_learning = 100e3, yield_model = "negative_binomial",
  source = { "F72", "F77", "F90", "assumed" },
  doc = "40 percent of the dies are good; 60 are the aim, at half the defects; how fast is assumed" }
-- Money for all the H200 they want: what binds is the bundle alone.
buyer "Three firms" { jurisdiction = "CN", capex = usd(20e9), demand = 50e3, unmet_carry = 0,
  source = "assumed",
  doc = "50,000 H100e a month, 600,000 a year; 20 billion are more than that costs" }

control "China customs" { by = "CN", chips = { "H200" }, source = { "F33", "F58" } }
approval "permits" { by = "CN", chips = { "H200" }, source = { "C074", "assumed" },
  doc = "as many as the bundle allows" }
bundling "Chinese chips with every import" { by = "CN", ratio = ratio, basis = "spend", value = worth,
  source = "C084" }

case "no bundling" { ratio = 0, doc = "What is taxed.", source = "assumed" }
case "one to one" { ratio = 1, doc = "A dollar at home for each abroad.", source = "assumed" }
case "two to one" { ratio = 2, doc = "Two dollars at home for each abroad.", source = "assumed" }
case "few wafers" { wafers = 600,
  doc = "The older guideline, but few chips to fulfil it with.", source = "assumed" }
case "worth its price" { ratio = 1, domestic_value = 1,
  doc = "One to one, and the Chinese chip is worth its price.", source = "assumed" }

chart "What an H200 costs in effect" { "price", "effective_price", by = "series", chip = "H200" }
chart "Price of an Ascend" { "price", chip = "Ascend 910C" }
chart "Chinese share of the money" { "domestic_share" }

local n = result "imports" { "bought", chip = "H200" }
result "domestic" { "bought", chip = "Ascend 910C" }
result "tax" { "bundle_tax", chip = "H200", buyer = "Three firms", at = "2026-01" }

-- What the text above says, held against every run of this script.
local function total(series, chip_name, case)
  return result(case .. ": " .. series .. " " .. (chip_name or "")) { series, chip = chip_name,
    case = case }
end
local free, bundled = total("bought", "H200", "no bundling"), total("bought", "H200", "baseline")
local even, double = total("bought", "H200", "one to one"), total("bought", "H200", "two to one")
local few, fair = total("bought", "H200", "few wafers"), total("bought", "H200", "worth its price")
local compute, all = total("compute", nil, "baseline"), total("compute", nil, "no bundling")
local short = total("compute", nil, "few wafers")
local function price(case) return result("Ascend at last, " .. case) { "price", chip = "Ascend 910C",
  buyer = "Three firms", at = "2028-12", case = case } end
expect("the tax is 21.5 percent",
  result "rate" { "bundle_tax", chip = "H200", buyer = "Three firms", at = "2026-01",
  case = "baseline" }, 0.215, 1e-6, "assumed")
expect("imports fall by 41 percent", 1 - bundled / free, 0.41, 0.01, "assumed")
expect("compute falls by 9 percent", 1 - compute / all, 0.09, 0.01, "assumed")
expect("imports stop in May",
  result "May" { "bought", chip = "H200", at = "2026-05", case = "baseline" }, 0, 100, "assumed")
expect("bundling holds them for six months",
  result "held" { "binding", bound_by = "bundling", buyer = "Three firms",
  case = "baseline" }, 6, 0, "assumed")
expect("two to one is as one to one", double / even, 1, 0.02, "assumed")
expect("without a tax imports still fall by 53 percent", 1 - fair / free, 0.53, 0.01, "assumed")
expect("with few wafers imports fall by 56 percent", 1 - few / free, 0.56, 0.01, "assumed")
expect("and compute by 41 percent", 1 - short / all, 0.41, 0.01, "assumed")
expect("nobody learns without bundling", price("no bundling"), usd(28000), 1, "assumed")
expect("an Ascend ends at 22,100", price("baseline"), usd(22100), "1%", "assumed")
local november = result "Ascend in November 2027" { "price", chip = "Ascend 910C",
  buyer = "Three firms", at = "2027-11", case = "baseline" }
local in_effect = result "H200 in November 2027" { "effective_price", chip = "H200",
  buyer = "Three firms", at = "2027-11", case = "baseline" }
expect("from November 2027 the Ascend is the better buy", november / 752 * 989.5 / in_effect, 1,
  0.005, "assumed")
local late = result "H200 in December 2028" { "bought", chip = "H200", at = "2028-12",
  case = "baseline" }
local early = result "H200 in January 2026" { "bought", chip = "H200", at = "2026-01",
  case = "baseline" }
expect("at the end imports are 40 percent of the first month's", late / early, 0.40, 0.005, "assumed")
expect("one to one ends at 19,500", price("one to one"), usd(19500), "1%", "assumed")

lesson "A quota that is a tax, a cap and a school" {
    step { text = "With every H200 a firm must buy Chinese chips for 43 cents on the dollar. They "
      .. "are worth half of it.", look = "What an H200 costs in effect",
    question = "How high is the tax?",
    answer = "0.43 times a half: 21.5 percent, 5,800 dollars for each H200. Nobody collects it." },
  step { text = "Look at the summer of 2026.", look = "Supply",
    question = "Why do imports all but stop?",
    answer = "Huawei's stock is gone and new chips need half a year. No Ascend, no H200." },
  step { text = "Now let there be few wafers.", set = { wafers = 600 }, look = "What binds",
    question = "What has the tax become?",
    answer = "A cap: imports are what Huawei makes, divided by the ratio." },
  step { text = "A dollar for a dollar.", set = { ratio = 1 }, look = "Price of an Ascend",
    question = "At which price would firms buy the Ascend without being told to?",
    answer = "It does 76 percent of an H200's work: at 76 percent of 27,000, 20,500. It ends at "
      .. "19,500." },
}
