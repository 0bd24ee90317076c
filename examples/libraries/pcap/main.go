// Command pcap shows that the distribution's libpcap reads a capture on the machine it runs on.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcap"
)

// capture is a pcap file with one packet: an ARP request from 192.0.2.1.
var capture = []byte{
	0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 42, 0, 0, 0, 42, 0, 0, 0,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 8, 6,
	0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 192, 0, 2, 2,
}

func main() {
	sender, err := readSender()
	if err != nil {
		fmt.Fprintf(os.Stderr, "pcap on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	fmt.Printf("%s on %s/%s: a packet from %v\n", pcap.Version(), runtime.GOOS, runtime.GOARCH, sender)
}

// readSender writes the capture to a file, opens it and gives the address that its packet came from.
func readSender() ([]byte, error) {
	directory, err := os.MkdirTemp("", "pcap")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(directory)
	file := filepath.Join(directory, "one.pcap")
	if err := os.WriteFile(file, capture, 0o600); err != nil {
		return nil, err
	}
	handle, err := pcap.OpenOffline(file)
	if err != nil {
		return nil, err
	}
	defer handle.Close()
	packet, err := gopacket.NewPacketSource(handle, handle.LinkType()).NextPacket()
	if err != nil {
		return nil, err
	}
	arp, ok := packet.Layer(layers.LayerTypeARP).(*layers.ARP)
	if !ok {
		return nil, fmt.Errorf("no ARP packet: %v", packet)
	}
	return arp.SourceProtAddress, nil
}
