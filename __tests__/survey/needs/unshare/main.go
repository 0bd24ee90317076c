package main

import used "github.com/containers/storage/pkg/unshare"

func main() { _ = used.IsRootless }
