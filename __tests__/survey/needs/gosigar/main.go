package main

import used "github.com/cloudfoundry/gosigar"

func main() { _ = used.ConcreteSigar{} }
