package main

import used "github.com/99designs/keyring"

func main() { _ = used.Open }
