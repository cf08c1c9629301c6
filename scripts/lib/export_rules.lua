-- The US rules on AI chips as dated controls, read from assets/data/thresholds.csv.
--   local rules = require "lib.export_rules"
--   rules.us { from = "2025-01", to = "2027-12" }        -- the dates of your scenario
-- declares, with their first and last days, every rule that is in force in that span:
--   October 2022     tpp and interconnect together (F54)
--   October 2023 a   tpp, or tpp and density (F50): a licence, which China does not get
--   October 2023 b   a lower tier (F51): sales after notice; counted as shut unless notified = true
--   January 2026     a window below two limits (F52): licences case by case, an approval here
-- and returns them by name. `check` and `explain` show which chips each rule catches and why.
-- Options: buyers (default { "CN" }), chips, notified = true, case_by_case = false or a table with
-- fields of the approval ({ per_buyer = 75e3, conversion = ... }), duty = true for the 25 percent
-- of January 2026 (F53), memory = { "HBM3E" }: chips of the script that are memory sold alone (F55).
--   rules.below(4800)          tpp and flops of a chip designed to .99 of a limit
local rules = {}

-- Does a rule in force from `row.from` to `row["until"]` touch the months from .. to?
local function in_span(row, from, to)
  local begins = string.sub(row.from, 1, 7) <= string.sub(to, 1, 7)
  return begins and (not row["until"] or row["until"] > from)
end

local LIMITS = { "tpp_from", "tpp_below", "density_from", "density_below", "bandwidth_from",
  "bandwidth_below", "interconnect_from" }

local function fields_of(row, options)
  local f = { by = "US", buyers = options.buyers or { "CN" }, chips = options.chips, source = row.source,
    doc = row.note }
  for _, name in ipairs(LIMITS) do f[name] = row[name] end
  if row.from > options.from then f.from = row.from end
  if row["until"] and string.sub(row["until"], 1, 7) <= string.sub(options.to, 1, 7) then
    f.to = row["until"]
  end
  return f
end

local declare = {}

function declare.licence(row, options) return control(row.rule)(fields_of(row, options)) end

function declare.notification(row, options)
  if not options.notified then return control(row.rule)(fields_of(row, options)) end
end

declare["case by case"] = function(row, options)
  if options.case_by_case == false then return nil end
  local f = fields_of(row, options)
  if type(options.case_by_case) == "table" then
    for name, value in pairs(options.case_by_case) do f[name] = value end
  end
  return approval(row.rule)(f)
end

function declare.duty(row, options)
  if not options.duty then return nil end
  local f = fields_of(row, options)
  f.rate, f.pass_through = row.rate, "seller"
  return export_levy(row.rule)(f)
end

function declare.memory(row, options)
  if not options.memory then return nil end
  local f = fields_of(row, options)
  f.chips = options.memory
  return control(row.rule)(f)
end

function rules.us(options)
  local made = {}
  for _, row in ipairs(data "thresholds.csv") do
    if in_span(row, options.from, options.to) then
      made[row.rule] = declare[row.effect](row, options)
    end
  end
  return made
end

function rules.below(limit, factor)
  local tpp = (factor or 0.99) * limit -- design to the threshold: .99 is assumed
  return { tpp = tpp, flops = tpp / 16 } -- 16 bits
end

return rules
