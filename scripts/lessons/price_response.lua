-- Lesson: when claims exceed supply, the price rises. Does that bring the queue to an end?
-- Ask first: a seller has half of what buyers want. What happens to the price, and to the queue?
require "lib.sources"
scenario "A price that listens" { from = "2026-01", to = "2027-12",
  question = "Does a rising price clear the queue?" }

-- How fast the seller follows claims: at 0.1 a month, claims twice as high as supply raise the
-- price by 7 % a month. At 0 the list price stands, and only the queue tells of the shortage.
local response = lever "price_response" { 0.1, min = 0, max = 0.5, source = "assumed",
  doc = "how fast the price follows claims over supply, per month" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 4800, flops = 989.5,
  price_response = response, price_floor = 20000, price_ceiling = 60000,
  source = { "C087", "C007", "F18", "F02", "assumed" } }
-- Twenty thousand a month, and from 2027 sixty thousand, when the capacity ordered in 2026 is there.
line "H200" { chip = "H200", capacity = steps { ["2026-01"] = 20e3, ["2027-01"] = 60e3 },
  source = { "C085", "assumed" } }
-- Money is enough for 43,000 a month at the list price; demand is 40,000.
buyer "Chinese firms" { jurisdiction = "CN", capex = usd(14e9), demand = 40e3, source = { "C075", "assumed" } }

case "a fixed list price" { price_response = 0, source = "assumed" }
case "a seller in a hurry" { price_response = 0.5, source = "assumed" }
chart "Price of an H200" { "price", chip = "H200", buyer = "Chinese firms" }
chart "Wished and bought" { "wished", "bought", by = "series" }
-- Answer: no. The price climbs to 57,900 in a year, and every month 20,000 chips are missing as they
-- are at a fixed price: a price makes no chip that capacity does not. It costs later, too. When
-- capacity trebles, the price is so high that money runs short, and needs all of 2027 to come down:
-- 658,000 chips in two years, against 720,000 at the list price.
