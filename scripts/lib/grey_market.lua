-- A grey market: chips that resellers get past the controls. Not in the source documents, so all of
-- it is assumed, and nothing of it is there unless `per_month` says so.
--   local grey = require "lib.grey_market"
--   grey.market { of = h200, name = "H200", per_month = 2000 }
-- declares the chip "H200, grey", which no instrument acts on, and the line that brings it. Fields:
--   of         the chip (what `chip "H200" { ... }` gave); its origin and figures are copied
--   name       what the chip is called
--   per_month  units that resellers get hold of (0: none; a lever may move it)
--   premium    share above the list price of the chip (0.5)
--   seized     share of what is bought that never arrives (0)
--   detection  units a month at which half of the rest is seized too (off: the share stays)
--   source     "assumed" where nothing else is said
local grey = {}

local COPIED = { "origin", "flops", "bandwidth", "memory", "tpp", "die_area", "interconnect",
  "throughput", "workloads" }

local PREMIUM = 0.5 -- assumed

local function demand(condition, message)
  if not condition then error("grey.market: " .. message, 3) end
end

function grey.market(options)
  local of, name = options.of, options.name
  demand(type(of) == "table" and of.price, "of is missing, expected a chip with a price such as of = h200")
  demand(type(name) == "string", "name is missing, expected what the chip is called such as name = \"H200\"")
  local source = options.source or "assumed"
  local fields = { grey = true, price = of.price * (1 + (options.premium or PREMIUM)),
    seized = options.seized or 0, detection = options.detection or off, source = source, doc = "outside the source documents" }
  for _, field in ipairs(COPIED) do fields[field] = of[field] end
  local full = name .. ", grey"
  local made = chip(full)(fields)
  local brought = line(full) { chip = full, capacity = options.per_month or 0, source = source,
    doc = "outside the source documents" }
  return made, brought
end

return grey
