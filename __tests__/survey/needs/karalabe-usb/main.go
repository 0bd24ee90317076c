package main

import used "github.com/karalabe/usb"

func main() { _ = used.Enumerate }
