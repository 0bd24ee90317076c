package main

import used "github.com/keybase/go-keychain"

func main() { _ = used.AddItem }
