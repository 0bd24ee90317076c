package main

import used "github.com/tinygo-org/cbgo"

func main() { _ = used.NewCentralManager }
