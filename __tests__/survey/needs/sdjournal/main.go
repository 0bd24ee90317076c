package main

import used "github.com/coreos/go-systemd/v22/sdjournal"

func main() { _ = used.NewJournal }
