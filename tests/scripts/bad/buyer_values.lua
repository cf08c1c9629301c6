-- Fields of a buyer outside their ranges, one fault each.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", price = 27000, flops = 989.5 }
line "stock" { chip = "H200", inventory = 1000 }
buyer "B" {
  jurisdiction = "CN",
  capex = usd(1e9),
  opex = usd(-1),
  carry = 1.5,
  access_uplift = -2,
  demand = 1000,
  weight = 0,
  deposit = 2,
  inflation = -1,
  priority = -1,
  ship = -1,
  deploy = -1,
  life = 0,
  substitution = -1,
  plan = "all",
}
