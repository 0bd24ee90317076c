// The oracle: what Go's own readers (debug/elf, debug/pe, debug/macho) say of each file named on the command line, as
// one JSON object a line. An account that shares nothing with the one under test.
package main

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

type account struct {
	Format           string              `json:"format"`
	Machine          string              `json:"machine"`
	Bits             int                 `json:"bits"`
	ByteOrder        string              `json:"byteOrder"`
	Type             string              `json:"type"`
	Interpreter      string              `json:"interpreter,omitempty"`
	Needed           []string            `json:"needed"`
	Soname           string              `json:"soname,omitempty"`
	RequiredVersions map[string][]string `json:"requiredVersions,omitempty"`
}

func main() {
	for _, name := range os.Args[1:] {
		found, err := read(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(1)
		}
		if found.Needed == nil {
			found.Needed = []string{}
		}
		line, _ := json.Marshal(found)
		fmt.Println(string(line))
	}
}

func read(name string) (account, error) {
	if f, err := elf.Open(name); err == nil {
		defer f.Close()
		return readElf(f)
	}
	if f, err := pe.Open(name); err == nil {
		defer f.Close()
		return readPe(f)
	}
	f, err := macho.Open(name)
	if err != nil {
		return account{}, err
	}
	defer f.Close()
	return readMacho(f)
}

func readElf(f *elf.File) (account, error) {
	found := account{Format: "elf", Machine: f.Machine.String(), Bits: 32, Type: f.Type.String()}
	if f.Class == elf.ELFCLASS64 {
		found.Bits = 64
	}
	found.ByteOrder = map[elf.Data]string{elf.ELFDATA2LSB: "little", elf.ELFDATA2MSB: "big"}[f.Data]
	for _, segment := range f.Progs {
		if segment.Type == elf.PT_INTERP {
			text := make([]byte, segment.Filesz)
			if _, err := segment.ReadAt(text, 0); err != nil {
				return found, err
			}
			found.Interpreter = strings.TrimRight(string(text), "\x00")
		}
	}
	if f.Section(".dynamic") == nil {
		return found, nil
	}
	needed, err := f.DynString(elf.DT_NEEDED)
	if err != nil {
		return found, err
	}
	found.Needed = needed
	names, err := f.DynString(elf.DT_SONAME)
	if err == nil && len(names) == 1 {
		found.Soname = names[0]
	}
	libraries, err := f.DynamicVersionNeeds()
	if err != nil {
		return found, nil
	}
	found.RequiredVersions = map[string][]string{}
	for _, library := range libraries {
		for _, need := range library.Needs {
			found.RequiredVersions[library.Name] = append(found.RequiredVersions[library.Name], need.Dep)
		}
	}
	return found, nil
}

func readPe(f *pe.File) (account, error) {
	found := account{Format: "pe", Machine: fmt.Sprintf("0x%x", f.Machine), Bits: 32, ByteOrder: "little"}
	if _, wide := f.OptionalHeader.(*pe.OptionalHeader64); wide {
		found.Bits = 64
	}
	found.Type = "executable"
	if f.Characteristics&pe.IMAGE_FILE_DLL != 0 {
		found.Type = "dll"
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return found, err
	}
	for _, symbol := range symbols {
		library := symbol[strings.LastIndex(symbol, ":")+1:]
		if !slices.Contains(found.Needed, library) {
			found.Needed = append(found.Needed, library)
		}
	}
	return found, nil
}

func readMacho(f *macho.File) (account, error) {
	found := account{Format: "macho", Machine: fmt.Sprintf("0x%x", uint32(f.Cpu)), Bits: 32, Type: f.Type.String()}
	if f.Magic == macho.Magic64 {
		found.Bits = 64
	}
	found.ByteOrder = "little"
	needed, err := f.ImportedLibraries()
	found.Needed = needed
	return found, err
}
