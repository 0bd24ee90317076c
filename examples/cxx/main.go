// Command cxx shows that C++ threads, exceptions and strings work in a Go program on the machine it runs on.
package main

// #cgo CXXFLAGS: -std=c++17
// #include <stdlib.h>
// #include "squares.h"
import "C"

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"unsafe"
)

var version = "1.0.0"

const threads = 4

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Printf("cxx example %s, %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
		return
	}

	if err := check(); err != nil {
		fmt.Fprintf(os.Stderr, "cxx on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
}

func check() error {
	total, err := sumOfSquares(1000)
	if err != nil {
		return err
	}
	if total != 333833500 {
		return fmt.Errorf("the squares of 1 to 1000 add up to 333833500, not %d", total)
	}

	_, err = sumOfSquares(1000001)
	if err == nil {
		return errors.New("no exception came for a number that is too large")
	}
	if err.Error() != "C++ exception: 1000001 is more than 1000000" {
		return fmt.Errorf("the wrong exception came: %w", err)
	}
	fmt.Printf("cxx on %s/%s: sum of squares %d from %d C++ threads\n", runtime.GOOS, runtime.GOARCH, total, threads)
	fmt.Printf("caught as expected: %v\n", err)
	return nil
}

func sumOfSquares(limit int) (int64, error) {
	var total C.longlong
	if message := C.sum_of_squares(C.int(limit), threads, &total); message != nil {
		defer C.free(unsafe.Pointer(message))
		return 0, errors.New(C.GoString(message))
	}
	return int64(total), nil
}
