package main

import used "github.com/chai2010/webp"

func main() { _ = used.Decode }
