package main

import used "github.com/godbus/dbus/v5"

func main() { _ = used.SessionBus }
