package main

import used "github.com/ebitengine/oto/v3"

func main() { _ = used.NewContext }
