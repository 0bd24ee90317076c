// Prints what Go's own reader, debug/macho, finds in a universal file: of each slice, its processor, where it is, the
// alignment, and the digest of its bytes.
package main

import (
	"crypto/sha256"
	"debug/macho"
	"fmt"
	"os"
)

func main() {
	fat, err := macho.OpenFat(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	bytes, _ := os.ReadFile(os.Args[1])
	for _, arch := range fat.Arches {
		slice := bytes[arch.Offset : arch.Offset+arch.Size]
		fmt.Printf("%s %d %d %d %x\n", arch.Cpu, arch.SubCpu, arch.Offset%(1<<arch.Align), arch.Align, sha256.Sum256(slice))
	}
}
