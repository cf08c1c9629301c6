-- A table that is no UTF-8 text.
local rows = data "not_utf8.csv"
