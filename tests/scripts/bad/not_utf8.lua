-- Saved in another encoding: the name is GBK.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "»ªÎª" { origin = "CN", seller = "Huawei", price = 27000, throughput = 1 }
