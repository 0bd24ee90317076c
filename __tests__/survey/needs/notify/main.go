package main

import used "github.com/rjeczalik/notify"

func main() { _ = used.Watch }
