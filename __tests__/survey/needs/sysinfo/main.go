package main

import used "github.com/elastic/go-sysinfo"

func main() { _ = used.Host }
