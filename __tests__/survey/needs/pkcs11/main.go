package main

import used "github.com/miekg/pkcs11"

func main() { _ = used.New }
