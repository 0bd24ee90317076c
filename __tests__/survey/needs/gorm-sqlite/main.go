package main

import used "gorm.io/driver/sqlite"

func main() { _ = used.Open }
