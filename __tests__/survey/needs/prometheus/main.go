package main

import used "github.com/prometheus/client_golang/prometheus"

func main() { _ = used.NewRegistry }
