package main

import used "github.com/supranational/blst/bindings/go"

func main() { _ = used.SetMaxProcs }
