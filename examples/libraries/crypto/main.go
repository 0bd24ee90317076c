// Command crypto shows that the distribution's OpenSSL hashes on the machine it runs on.
package main

// #cgo pkg-config: libcrypto
// #include <openssl/crypto.h>
// #include <openssl/evp.h>
import "C"

import (
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"unsafe"
)

func main() {
	text := []byte("the quick brown fox")
	var got [sha256.Size]byte
	size := C.uint(len(got))
	ok := C.EVP_Digest(unsafe.Pointer(&text[0]), C.size_t(len(text)), (*C.uchar)(&got[0]), &size, C.EVP_sha256(), nil)
	if want := sha256.Sum256(text); ok != 1 || got != want {
		fmt.Fprintf(os.Stderr, "crypto on %s/%s: SHA-256 %x, want %x\n", runtime.GOOS, runtime.GOARCH, got, want)
		os.Exit(1)
	}
	version := C.GoString(C.OpenSSL_version(C.OPENSSL_VERSION))
	fmt.Printf("%s on %s/%s: SHA-256 %x…\n", version, runtime.GOOS, runtime.GOARCH, got[:4])
}
