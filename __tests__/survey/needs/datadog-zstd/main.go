package main

import used "github.com/DataDog/zstd"

func main() { _ = used.Compress }
