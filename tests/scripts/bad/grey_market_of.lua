-- The library of the grey market asks for the chip that it copies.
local grey = require "lib.grey_market"
grey.market { name = "H200" }
