-- What a firm spends besides processors: buildings, power, servers, networks.
--   local sites = require "lib.sites"
--   sites "ByteDance sites" { jurisdiction = "CN", capex = rmb(75e9), source = "C002" }
-- A buyer has one purse, so a plan with two heads is two buyers. This one buys sites by the million
-- dollars, as many as its purse pays for; they compute next to nothing and are never scarce.
-- Chips of the script must say which `workloads` they serve, or they would serve this one too.
local work = workload "room for chips" { source = "assumed", doc = "only sites serve it" }

-- A purchase at home passes no control, so a site is made where it is bought.
local function site(jurisdiction)
  local name = "Sites in " .. jurisdiction
  local one = chip(name) { seller = "Builders", origin = jurisdiction, price = usd(1e6),
    throughput = 1e-6, workloads = { work }, source = "assumed",
    doc = "a million dollars of whatever is no processor; the price only sets the unit" }
  line(name) { chip = one, build = "to_order", inventory = 20e3, capacity = off, source = "assumed",
    doc = "enough for the first month, then as many as are asked for" }
  return one
end

local built = {}
return function(name)
  return function(fields)
    built[fields.jurisdiction] = built[fields.jurisdiction] or site(fields.jurisdiction)
    fields.demand = fields.demand or {}
    fields.demand["room for chips"] = 1 -- a million sites a month: more than any purse pays for
    return buyer(name)(fields)
  end
end
