package main

import used "github.com/google/gousb"

func main() { _ = used.NewContext }
