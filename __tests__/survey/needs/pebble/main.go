package main

import used "github.com/cockroachdb/pebble"

func main() { _ = used.Open }
