-- The library of the grey market asks what the chip is called.
local grey = require "lib.grey_market"
local h200 = chip "H200" { origin = "US", price = 27000, throughput = 1 }
grey.market { of = h200 }
