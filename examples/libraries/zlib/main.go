// Command zlib shows that a C library named for pkg-config is found: the distribution's zlib gives a checksum.
package main

// #cgo pkg-config: zlib
// #include <zlib.h>
import "C"

import (
	"fmt"
	"hash/crc32"
	"os"
	"runtime"
	"unsafe"
)

func main() {
	text := []byte("the quick brown fox")
	got := uint32(C.crc32(0, (*C.Bytef)(unsafe.Pointer(&text[0])), C.uInt(len(text))))
	if want := crc32.ChecksumIEEE(text); got != want {
		fmt.Fprintf(os.Stderr, "zlib on %s/%s: CRC %08x, want %08x\n", runtime.GOOS, runtime.GOARCH, got, want)
		os.Exit(1)
	}
	fmt.Printf("zlib %s on %s/%s: CRC %08x\n", C.GoString(C.zlibVersion()), runtime.GOOS, runtime.GOARCH, got)
}
