package main

import used "go.bug.st/serial/enumerator"

func main() { _ = used.GetDetailedPortsList }
