package main

import used "github.com/shirou/gopsutil/v4/cpu"

func main() { _ = used.Times }
