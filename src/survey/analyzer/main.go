// Command analyzer says what a Go program loses on a platform when it is built without cgo. It is compiled and run by the
// user's own Go, which knows the language the program is written in.
//
// It reads a question on standard input, two lists of packages as `go list -e -deps -json` prints them for each target, one
// with cgo on and one with cgo off, and prints a verdict for each package that differs. It reads the sources that the lists
// name and nothing else, and starts nothing.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

// A question holds everything that is asked at once, so that files are parsed once for all targets.
type question struct {
	Targets []targetQuestion
}

type targetQuestion struct {
	Name   string
	GOOS   string
	GOARCH string
	// The packages, each after what it imports.
	On, Off []*listed
	// Headers that no compiler for this system has.
	AbsentHeaders []string
	// Also look at packages whose files are the same with cgo on and off, but which have C for other systems.
	Thorough bool
}

// A listed package, reduced to what is looked at. Source: `go help list`.
type listed struct {
	ImportPath, Name, Dir string
	Standard, DepOnly     bool
	GoFiles, CgoFiles     []string
	IgnoredGoFiles        []string
	CFiles, CXXFiles      []string
	MFiles, FFiles        []string
	SFiles, SysoFiles     []string
	SwigFiles             []string
	SwigCXXFiles          []string
	Imports               []string
	ImportMap             map[string]string
	Module                *struct{ Main bool }
	Error                 *struct{ Err string }
}

// A verdict says what becomes of one package without cgo.
type verdict struct {
	Package string `json:"package"`
	// needed, stub, lost, fallback, none or impossible.
	Kind string `json:"kind"`
	// Of lost: whoever calls it handles the failure.
	Handled bool `json:"handled"`
	// What Go says, where it does not compile.
	Error string `json:"error,omitempty"`
	// What only fails, or is gone.
	Lost []loss `json:"lost,omitempty"`
	// From the program to the package, both included.
	Chain []string `json:"chain"`
	// Where the last package of the main module in the chain imports the next one.
	Import *place `json:"import,omitempty"`
}

type loss struct {
	Name string `json:"name"`
	place
	// The text of the error or panic; empty where there is none.
	Text string `json:"text,omitempty"`
}

type place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

type targetAnswer struct {
	Name     string    `json:"name"`
	Verdicts []verdict `json:"verdicts"`
}

func main() {
	// It is over in seconds, so that memory is cheaper than looking for some to free.
	debug.SetGCPercent(400)
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "analyzer:", err)
		os.Exit(1)
	}
	sources := newSources()
	answers := make([]targetAnswer, len(asked.Targets))
	// Each has types of its own, so that as many are kept at a time as can be worked on.
	free := make(chan struct{}, runtime.NumCPU())
	var wait sync.WaitGroup
	for i := range asked.Targets {
		wait.Add(1)
		go func(i int) {
			defer wait.Done()
			free <- struct{}{}
			defer func() { <-free }()
			answers[i] = targetAnswer{asked.Targets[i].Name, judge(sources, &asked.Targets[i])}
		}(i)
	}
	wait.Wait()
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, "analyzer:", err)
		os.Exit(1)
	}
}
