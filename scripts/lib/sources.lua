-- Declares every source of assets/data/sources.csv, so that a script can name them by their ids.
for _, row in ipairs(data "sources.csv") do
  source(row.id) { title = row.title, publisher = row.publisher, date = row.date,
    reliability = row.reliability, claim = row.claim }
end
