-- The world of early 2026: sources, money, workloads, chips and buyers, read from assets/data.
--   local world = require "lib.world_2026"
-- gives   world.h200  world.ascend  world.seedchip                      chips, and any other of
--         world.chip "H20", "H100", "B200", "Ascend 910B"               the table when asked for
--         world.bytedance  world.alibaba  world.tencent                the three firms with a permit
--         world.rest_of_china  world.rest_of_world                     everybody else
--         world.training  world.inference  world.rmb                   two kinds of work, one currency
--         world.units.h200_stock, ...   world.order_share["ByteDance"], ...   plain numbers
-- All of these are handles: a script may change a field (`world.h200.price = ...`) until it ends.
-- What a scenario must add: lines that make the chips, what the buyers want, and the policies.
local world = {}

-- A cell such as "C087 F10" names several sources.
local function ids(cell)
  local list, seen = {}, {}
  for id in string.gmatch(cell or "assumed", "%S+") do
    if not seen[id] then list[#list + 1] = id end
    seen[id] = true
  end
  return list
end

-- 1. Every source, so that each number below and in the scenario can be traced.
require "lib.sources"

-- 2. Money. Chinese budgets are in RMB and Nvidia sells in dollars; the rate follows its dates.
local rate = {}
for _, row in ipairs(data "fx.csv") do
  if row.use == "path" then rate[row.date] = row.rmb_per_usd end
end
world.rmb = currency "RMB" { per_usd = path(rate), source = { "C030", "C003" },
  doc = "from 7.28 in January 2025 to 6.96 in December, then to an assumed 7.0" }

-- 3. Two kinds of work. Training is bound by arithmetic. Generating answers is bound by how fast
--    memory can be read. So an H200 is 6.7 times an H20 in the first and 1.2 times in the second.
world.training = workload "training" { intensity = 300, mfu = 0.4, source = "assumed",
  doc = "300 operations for each byte read: arithmetic is the limit of every chip here" }
world.inference = workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" },
  doc = "10 operations for each byte read: memory bandwidth is the limit of every chip here" }

-- 4. Chips. Prices in dollars, TFLOPS of dense FP16, TB/s, GB, mm2.
local row_of = {}
for _, row in ipairs(data "chips.csv") do row_of[row.name] = row end

-- The price and the cost of a chip have sources of their own, in columns of their own.
local function sources_of(row)
  local list = ids(row.source)
  list.price = ids(row.price_source)
  if row.unit_cost then list.unit_cost = ids(row.unit_cost_source) end
  return list
end

function world.chip(name)
  local row = row_of[name]
  return chip(name) { seller = row.seller, origin = row.origin, price = row.price,
    unit_cost = row.unit_cost, flops = row.flops, bandwidth = row.bandwidth, memory = row.memory,
    tpp = row.tpp, die_area = row.die_area, interconnect = row.interconnect, doc = row.note,
    source = sources_of(row) }
end
world.h200 = world.chip "H200"
world.ascend = world.chip "Ascend 910C"
world.seedchip = world.chip "SeedChip"

-- Chinese chips serve mostly for inference (C058), and ByteDance's own is made for it (C096).
world.ascend.workloads = { "inference" }
world.seedchip.workloads = { "inference" }
world.seedchip.captive = "ByteDance"

-- 5. Buyers with the budget of each year in their own currency. The last year given, 2026, holds on.
local money = { RMB = rmb, USD = usd }
local function make_buyer(name)
  local capex, from, jurisdiction = {}, {}, nil
  for _, row in ipairs(data "budgets.csv") do
    if row.buyer == name and row.use == "base" then
      capex[row.year] = money[row.currency](row.amount)
      from, jurisdiction = ids(row.source .. " F62 F73 assumed"), row.jurisdiction
    end
  end
  return buyer(name) { jurisdiction = jurisdiction, capex = capex, source = from,
    deposit = 1, -- H200 orders are paid in full when placed (F62)
    ship = 2,    -- 8 to 12 weeks from order to server (F73)
    deploy = 1 } -- assumed: a month until a server works
end
world.bytedance = make_buyer "ByteDance"
world.alibaba = make_buyer "Alibaba"
world.tencent = make_buyer "Tencent"
world.rest_of_china = make_buyer "Rest of China"
world.rest_of_world = make_buyer "Rest of world"

-- 6. Plain numbers for scenarios: stocks and orders in units, and who ordered which share.
world.units = {}
for _, row in ipairs(data "inventory_orders.csv") do world.units[row.name] = row.amount end
world.order_share = {}
for _, row in ipairs(data "order_shares.csv") do world.order_share[row.buyer] = row.share end

return world
