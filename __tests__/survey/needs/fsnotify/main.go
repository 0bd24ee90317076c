package main

import used "github.com/fsnotify/fsnotify"

func main() { _ = used.NewWatcher }
