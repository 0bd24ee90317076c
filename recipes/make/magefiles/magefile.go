package main

import (
	"encoding/json"

	"github.com/magefile/mage/mg"
	"github.com/magefile/mage/sh"
)

const targets = "linux/amd64,linux/arm64,windows/amd64"

// Release builds, verifies and packs all targets.
func Release() error {
	return sh.RunV("npx", "cgo-cross", "--targets", targets)
}

// All builds with commands of your own.
func All() {
	mg.Deps(mg.F(build, "linux", "arm64", "build/app-arm64"), mg.F(build, "windows", "amd64", "build/app.exe"))
}

func build(goos, goarch, file string) error {
	variables, err := compilers()
	if err != nil {
		return err
	}
	variables["GOOS"], variables["GOARCH"] = goos, goarch
	return sh.RunWithV(variables, "go", "build", "-o", file, ".")
}

// compilers fetches them where they are not there yet, and gives the variables by which go finds them.
func compilers() (map[string]string, error) {
	text, err := sh.Output("npx", "cgo-cross", "env", "--targets", targets, "--format", "json")
	if err != nil {
		return nil, err
	}
	var printed struct{ Variables map[string]string }
	return printed.Variables, json.Unmarshal([]byte(text), &printed)
}
