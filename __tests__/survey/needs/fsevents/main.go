package main

import used "github.com/fsnotify/fsevents"

func main() { _ = used.EventStream{} }
