package main

import used "github.com/google/gopacket/pcap"

func main() { _ = used.OpenLive }
