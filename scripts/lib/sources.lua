-- Declares every source of assets/data/sources.csv, so that a script can name them by their ids.
sources "sources.csv"
