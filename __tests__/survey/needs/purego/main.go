package main

import used "github.com/ebitengine/purego"

func main() { _ = used.NewCallback }
