local rows = data "not_utf8.csv"
