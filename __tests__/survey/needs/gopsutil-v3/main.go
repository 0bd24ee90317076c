package main

import used "github.com/shirou/gopsutil/v3/cpu"

func main() { _ = used.Times }
