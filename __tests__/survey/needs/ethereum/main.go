package main

import used "github.com/ethereum/go-ethereum/crypto"

func main() { _ = used.GenerateKey }
