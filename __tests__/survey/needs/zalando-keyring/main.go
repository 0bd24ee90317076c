package main

import used "github.com/zalando/go-keyring"

func main() { _ = used.Set }
