-- A comma is missing.
chip "A" { origin = "US" price = 5 }
