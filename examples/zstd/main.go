// Command zstd shows that the zstd library, which cgo compiles from C, packs and unpacks on the machine it runs on.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"

	"github.com/DataDog/zstd"
)

var version = "1.0.0"

const originalSize = 1 << 20

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Printf("zstd example %s, %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
		return
	}

	packedSize, err := roundTrip(sampleText(originalSize))
	if err != nil {
		fmt.Fprintf(os.Stderr, "zstd on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	fmt.Printf("zstd on %s/%s: %d bytes packed into %d and back\n", runtime.GOOS, runtime.GOARCH, originalSize, packedSize)
}

// roundTrip packs the data, unpacks it again and compares; it returns the packed size.
func roundTrip(original []byte) (int, error) {
	packed, err := zstd.CompressLevel(nil, original, zstd.DefaultCompression)
	if err != nil {
		return 0, err
	}
	if len(packed) > len(original)/2 {
		return 0, fmt.Errorf("%d bytes only packed into %d", len(original), len(packed))
	}
	unpacked, err := zstd.Decompress(nil, packed)
	if err != nil {
		return 0, err
	}
	if !bytes.Equal(unpacked, original) {
		return 0, errors.New("the unpacked data differ from the original")
	}
	return len(packed), nil
}

// sampleText makes size bytes of words in an order that is the same on every machine.
func sampleText(size int) []byte {
	words := []string{"compiler ", "linker ", "sysroot ", "triple ", "target ", "header ", "symbol ", "float\n"}
	text := make([]byte, 0, size+len(words[0]))
	for state := uint32(1); len(text) < size; {
		// The constants are those of the generator in "Numerical Recipes"; the high bits are the random ones.
		state = state*1664525 + 1013904223
		text = append(text, words[state>>29]...)
	}
	return text[:size]
}
