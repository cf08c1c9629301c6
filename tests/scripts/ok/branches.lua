scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }

-- Branches, loops, tables and texts that hang on levers, each with a case that takes the other way.
local levy = lever "levy" { 0.25, min = 0, max = 0.5 }
local n = lever "n" { 2, min = 1, max = 4, whole = true }
local strict = lever "strict" { false }
local mode = lever "mode" { "low", choices = { "low", "high" } }

if levy > 0.3 then
  export_levy "high" { by = "US", chips = { "H200" }, rate = levy, pass_through = "isoelastic" }
elseif levy ~= 0 then
  export_levy "low" { by = "US", chips = { "H200" }, rate = levy }
end
for i = 1, n do
  line("extra " .. i) { chip = "H200", capacity = 10 * i, doc = string.format("line %d of %g", i, n) }
end
local units = { low = 1e3, high = 1e4 }
if strict then
  control "customs" { by = "CN", chips = { "H200" } }
  approval "some" { by = "CN", chips = { "H200" }, units = units[mode] * ({ 1, 2, 3, 4 })[n] }
end

case "high levy" { levy = 0.4 }
case "no levy" { levy = 0 }
case "more lines" { n = 4 }
case "strict" { strict = true }
case "strict and high" { strict = true, mode = "high", n = 3 }
