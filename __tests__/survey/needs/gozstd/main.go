package main

import used "github.com/valyala/gozstd"

func main() { _ = used.Compress }
