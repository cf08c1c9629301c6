-- What if no Chinese firm may buy more than 75,000 H200?
--
-- Washington considered this in March 2026 (F56). Beijing lets three firms import 400,000 together
-- (C074). Four limits stand in a row, and the tightest one decides: the cap, Beijing's permit,
-- Nvidia's stock, the firm's money.
--
-- Ask first: ByteDance would get 168,000 without the cap. It loses more than half of its H200. Does
-- it lose half of its compute? And who is hurt who may not buy a single H200 in either world?
-- The run shows: ByteDance loses 93,000 H200 but only 16 percent of its compute. Of the 2.5 billion
-- dollars that come free, 1.0 buy Chinese chips, 0.3 pay rent abroad, and 1.2 lie idle. Huawei sells
-- not one chip more, for it is sold out in both worlds. So every Ascend that ByteDance buys in its
-- distress is missing elsewhere: the rest of China gets 56,000 fewer and loses as much compute, 14
-- percent, as Alibaba, whom the cap was meant to hit. Nvidia loses 4.7 billion. A cap of 200,000
-- changes nothing, because the permit is tighter. And if only Nvidia's first lot is for sale, the cap
-- of 75,000 does not matter either: there is nothing to cap.
local world = require "lib.world_2026"

scenario "A cap per buyer" { from = "2026-01", to = "2027-06",
  question = "75,000 H200 per firm: who loses, and where does the money go?",
  headline = "ByteDance gets {own} H200 and runs {ran} H100e" }

local cap = lever "cap_per_buyer" { label = "US cap per buyer", off, min = 25e3, max = 400e3,
  source = "F56",
  doc = "H200 that one firm may buy in all. 75,000 were considered in March 2026, not adopted." }
local approved = lever "approved_units" { label = "Approved by Beijing", world.units.january_approval,
  min = 100e3, max = 2e6, source = { "C074", "F57" }, doc = "H200 for three firms together." }
local closes = lever "leases_close" { label = "Leases abroad close", off, min = "2026-01",
  max = "2027-06", off = true, source = { "C039", "F52", "assumed" },
  doc = "Day from which no firm may sign a lease; off: never." }
local sharing = lever "sharing" { label = "How scarce stock is shared", "proportional",
  choices = { "proportional", "uniform" }, source = "assumed",
  doc = "When stock is short: in proportion to orders, or the same for each until it has enough." }
local stock = assume "h200_stock" { label = "H200 for sale", world.units.h200_stock, min = 40e3,
  max = 840e3, dist = triangular(560e3, 700e3, 840e3), source = { "C078", "C009", "assumed" },
  doc = "Nvidia's stock (C078) or its first lot (C009, 40,000 to 80,000). 20 percent either way is "
    .. "assumed." }
local orders = assume "china_orders" { label = "H200 wanted in China", world.units.china_h200_orders,
  min = 1e6, max = 2.2e6, dist = triangular(1e6, 2e6, 2.2e6), source = { "C077", "C083", "assumed" },
  doc = "In a year: over 2 million (C077), as indications (C083). The range is assumed." }
local rents = assume "capex_may_rent" { label = "Unspent money that may rent", 0.2, min = 0, max = 1,
  dist = uniform(0, 0.4), source = { "C012", "assumed" },
  doc = "Share of the money left over that may pay rent abroad. Leases of billions exist (C012); "
    .. "the share is assumed." }

-- What there is to buy: Nvidia's stock, Huawei's output, servers on rent abroad.
world.h200.rule = sharing
line "H200 stock" { chip = world.h200, inventory = stock, source = "C078" }
line "Huawei" { chip = world.ascend, capacity = world.units.ascend_2026 / 12,
  source = { "F76", "assumed" },
  doc = "600,000 in the year, a weak source; evenly over the months is assumed" }
local firms = { world.bytedance, world.alibaba, world.tencent }
lease "abroad" { rate = usd(2.5) * 730 / month, term = 12, discount = 0.9, workloads = { "training" },
  buyers = firms, to = closes, source = { "F84", "C091", "assumed" },
  doc = "2.5 dollars an hour and 730 hours a month; a year's contract and 10 percent lost are "
    .. "assumed" }

-- Who wants how much: half for training, half for inference (assumed), as in h200_2026.lua.
local function wants(firm, a_month)
  firm.demand = { training = a_month * 0.5, inference = a_month * 0.5 * 4.8 / 3.35 }
  firm.weight = { training = 2, inference = 1 } -- H200 go to training first (C096); 2 is assumed
  firm.unmet_carry = 0.9 -- assumed
  firm.to_leases = rents
end
wants(world.bytedance, orders / 12 * world.order_share["ByteDance"])
wants(world.alibaba, orders / 12 * world.order_share["Alibaba"])
wants(world.tencent, orders / 12 * world.order_share["Tencent"])
wants(world.rest_of_china, orders / 12 * world.order_share["Rest of China"])
world.rest_of_world.demand = { training = 15e3 } -- assumed, as in h200_2026.lua
world.rest_of_world.capex = usd(5e9) -- assumed: enough for that

control "US licence required" { by = "US", chips = { world.h200 }, buyers = { "CN" }, source = "F50" }
approval "US case by case" { by = "US", chips = { world.h200 }, buyers = { "CN" },
  from = "2026-01-15", per_buyer = cap, source = { "F52", "F56" } }
control "China customs" { by = "CN", chips = { world.h200 }, buyers = { "CN" },
  source = { "F33", "F58" } }
approval "January approval" { by = "CN", chips = { world.h200 }, from = "2026-01-28", buyers = firms,
  units = approved, source = { "C074", "F57" } }

case "200k cap" { cap_per_buyer = 200e3, doc = "More than the permit gives anybody.",
  source = "assumed" }
case "75k cap" { cap_per_buyer = 75e3, doc = "What was considered in March.", source = "F56" }
case "75k cap, no leases" { cap_per_buyer = 75e3, leases_close = "2026-01",
  doc = "And the way abroad is shut.", source = { "F56", "assumed" } }
case "first lot only" { cap_per_buyer = 75e3, h200_stock = 60e3,
  doc = "The cap, but only 60,000 chips to share.", source = { "F56", "C009" } }

chart "H200 bought so far" { "bought", by = "buyer", chip = "H200", cumulative = true }
chart "Where ByteDance's compute comes from" { "compute_owned", "compute_leased", by = "series",
  buyer = "ByteDance" }
chart "ByteDance's money spent so far" { "capex", "opex", by = "series", buyer = "ByteDance",
  cumulative = true }
chart "Ascends bought so far" { "bought", by = "buyer", chip = "Ascend 910C", cumulative = true }

result "own" { "bought", buyer = "ByteDance", chip = "H200" }
result "ran" { "compute", buyer = "ByteDance" }

-- What the text above says, held against every run of this script.
local capped = "75k cap"
local function both(name, query)
  local now, then_ = {}, { case = capped }
  for k, v in pairs(query) do now[k], then_[k] = v, v end
  now.case = "baseline"
  return result(name)(now), result(name .. ", capped")(then_)
end
local h200, h200_capped = both("ByteDance's H200", { "bought", buyer = "ByteDance", chip = "H200" })
local ran, ran_capped = both("ByteDance's compute", { "compute", buyer = "ByteDance" })
local nvidia, nvidia_capped = both("spent on H200", { "capex", buyer = "ByteDance", chip = "H200" })
local huawei, huawei_capped = both("spent on Ascends",
  { "capex", buyer = "ByteDance", chip = "Ascend 910C" })
local rent, rent_capped = both("rent", { "opex", buyer = "ByteDance" })
local idle, idle_capped = both("idle money", { "budget_left", buyer = "ByteDance", currency = "USD" })
local made, made_capped = both("Ascends sold", { "bought", chip = "Ascend 910C" })
local others, others_capped = both("Ascends for the rest of China",
  { "bought", buyer = "Rest of China", chip = "Ascend 910C" })
local outside, outside_capped = both("compute of the rest of China",
  { "compute", buyer = "Rest of China" })
local alibaba, alibaba_capped = both("compute of Alibaba", { "compute", buyer = "Alibaba" })
local net, net_capped = both("Nvidia's revenue", { "seller_net", seller = "Nvidia" })
expect("ByteDance gets 168,000 H200", h200, 168e3, "1%", "assumed")
expect("the cap takes 93,000 of them", h200 - h200_capped, 93e3, "1%", "assumed")
expect("and 16 percent of its compute", 1 - ran_capped / ran, 0.16, 0.01, "assumed")
expect("2.5 billion come free", nvidia - nvidia_capped, 2.5e9, "3%", "assumed")
expect("1.0 billion buy Chinese chips", huawei_capped - huawei, 1.0e9, "5%", "assumed")
expect("0.3 billion pay rent", rent_capped - rent, 0.3e9, "5%", "assumed")
expect("1.2 billion lie idle", idle_capped - idle, 1.2e9, "5%", "assumed")
expect("Huawei sells as many as before", made_capped - made, 0, 1, "assumed")
expect("the rest of China gets 56,000 fewer", others - others_capped, 56e3, "1%", "assumed")
expect("and loses 14 percent of its compute", 1 - outside_capped / outside, 0.14, 0.01, "assumed")
expect("as Alibaba does", 1 - alibaba_capped / alibaba, 0.14, 0.01, "assumed")
expect("Nvidia loses 4.7 billion", net - net_capped, 4.7e9, "2%", "assumed")
expect("a cap of 200,000 changes nothing", result "200k" { "compute", case = "200k cap" }
  - result "no cap" { "compute", case = "baseline" }, 0, 1, "assumed")
expect("with the first lot supply binds",
  result "held" { "binding", buyer = "ByteDance", case = "first lot only" },
  "supply", nil, "assumed")

lesson "Who loses under a cap?" {
    step { text = "Without a cap the permit of 400,000 is shared by three firms. Money binds for "
      .. "three months, then the permit.", look = "H200 bought so far",
    question = "How many of the 400,000 does ByteDance get?",
    answer = "168,000: 42 percent, its share of what the three want." },
  step { text = "Now the cap of 75,000.", set = { cap_per_buyer = 75e3 }, look = "H200 bought so far",
    question = "Three times 75,000 are 225,000. What becomes of the other 175,000 that Beijing "
      .. "permits?",
    answer = "Nobody in China may buy them: both governments must agree, and the tighter limit "
      .. "decides." },
  step { text = "The money that comes free looks for other chips.", look = "Ascends bought so far",
    question = "Huawei is sold out. Who has fewer Ascends now?",
    answer = "The firms without any permit: 56,000 fewer. A cap on three firms hits a fourth." },
  step { text = "Shut the way abroad as well.",
    set = { cap_per_buyer = 75e3, leases_close = "2026-01" },
    look = "Where ByteDance's compute comes from",
    question = "Which hurts ByteDance more, the cap or the closed leases?",
    answer = "They are nearly alike: the cap costs 66,000 H100e, closing leases under it another "
      .. "73,000." },
  step { text = "Last, sell only the first lot of 60,000.",
    set = { cap_per_buyer = 75e3, h200_stock = 60e3 }, look = "H200 bought so far",
    question = "Move the cap. Why does nothing happen?",
    answer = "Stock binds. A policy that does not bind has no effect, whatever its number says." },
}
