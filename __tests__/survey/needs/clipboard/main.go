package main

import used "golang.design/x/clipboard"

func main() { _ = used.Init }
