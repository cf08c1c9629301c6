local parts = {}
for _, row in ipairs(data "prices.csv") do
  parts[row.chip] = chip(row.chip) { origin = row.origin, price = row.price, throughput = row.throughput or 1 }
end
return parts
