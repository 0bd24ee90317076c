package main

import used "github.com/NVIDIA/go-nvml/pkg/nvml"

func main() { _ = used.Init }
