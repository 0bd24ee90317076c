// Package main is a library for C programs: built with -buildmode=c-shared or c-archive, it gives a library and its
// header. caller/main.c is a C program that links it.
package main

// #include <stdlib.h>
import "C"

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"unsafe"
)

var version = "1.0.0"

// CountWords counts the words of a text, each line in a goroutine of its own.
//
//export CountWords
func CountWords(text *C.char) C.int {
	return C.int(countWords(C.GoString(text)))
}

// Describe returns a line with the library's version and platform, to be freed with FreeText.
//
//export Describe
func Describe() *C.char {
	return C.CString(describe())
}

// FreeText frees what Describe returned.
//
//export FreeText
func FreeText(text *C.char) {
	C.free(unsafe.Pointer(text))
}

func countWords(text string) int {
	counts := make(chan int)
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		go func() { counts <- len(strings.Fields(line)) }()
	}
	total := 0
	for range lines {
		total += <-counts
	}
	return total
}

func describe() string {
	return fmt.Sprintf("shared example %s, %s/%s", version, runtime.GOOS, runtime.GOARCH)
}

// main never runs in a library. It makes a plain build of this package check itself like the other examples.
func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Println(describe())
		return
	}
	if words := countWords("one two\nthree"); words != 3 {
		fmt.Fprintf(os.Stderr, "%s: counted %d words, want 3\n", describe(), words)
		os.Exit(1)
	}
	fmt.Println(describe() + ": 3 words (built as a program, not as a library)")
}
