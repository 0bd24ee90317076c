package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// A target is one question with both worlds of its packages.
type target struct {
	*targetQuestion
	sources   *sources
	on, off   *world
	importers map[string][]string
}

func judge(s *sources, asked *targetQuestion) []verdict {
	t := &target{asked, s, newWorld(s, asked.On, asked.GOARCH), newWorld(s, asked.Off, asked.GOARCH), map[string][]string{}}
	for _, each := range asked.Off {
		for _, path := range each.Imports {
			t.importers[path] = append(t.importers[path], each.ImportPath)
		}
	}
	onImporters := map[string][]string{}
	for _, each := range asked.On {
		for _, path := range each.Imports {
			onImporters[path] = append(onImporters[path], each.ImportPath)
		}
	}
	verdicts := []verdict{}
	for _, each := range asked.On {
		if found := t.judgePackage(each, onImporters); found != nil {
			verdicts = append(verdicts, *found)
		}
	}
	return verdicts
}

// JudgePackage is the verdict on a package, nil where nothing is to be said of it. What the analyzer itself cannot do, as with
// sources that the parser does not expect, is no reason to say nothing of the other packages.
func (t *target) judgePackage(each *listed, onImporters map[string][]string) (found *verdict) {
	changed := !each.Standard && t.isChanged(each)
	defer func() {
		if failed := recover(); failed != nil && changed {
			found = &verdict{Kind: "lost", Error: fmt.Sprintf("it could not be looked into (%v)", failed), Package: each.ImportPath, Chain: []string{each.ImportPath}}
		} else if failed != nil {
			found = nil
		}
	}()
	if each.Standard || !changed && !(t.Thorough && t.lacksForeignC(each)) {
		return nil
	}
	found = t.verdictOf(each, changed, onImporters[each.ImportPath])
	if found == nil {
		return nil
	}
	found.Package = each.ImportPath
	found.Chain = t.chain(onImporters, each.ImportPath)
	found.Import = t.importPlace(found.Chain)
	return found
}

// Files are all that is compiled or linked of a package.
func files(l *listed) []string {
	var all []string
	for _, each := range [][]string{l.GoFiles, l.CgoFiles, l.CFiles, l.CXXFiles, l.MFiles, l.FFiles, l.SwigFiles, l.SwigCXXFiles} {
		all = append(all, each...)
	}
	sort.Strings(all)
	return all
}

func (t *target) isChanged(on *listed) bool {
	off := t.off.packages[on.ImportPath]
	if off == nil {
		// Its importer is another one without cgo, and the importer's verdict holds.
		return false
	}
	return strings.Join(files(on), "\n") != strings.Join(files(off), "\n")
}

var importsC = regexp.MustCompile(`(?m)^import\s+(\(\s*)?"C"|^\s+"C"\s*$`)

// What no build ever takes: what generates other files, by convention.
var ignored = regexp.MustCompile(`(?m)^//(go:build| \+build) .*\bignore\b`)

// IsCgo tells of a file that is not parsed whether some build takes it as one with C.
func (s *sources) isCgo(file string) bool {
	source := s.source(file)
	source.search.Do(func() {
		text := s.text(file)
		// Most files are spared the slow look.
		source.cgo = bytes.Contains(text, []byte(`"C"`)) && importsC.Match(text) && !ignored.Match(text)
	})
	return source.cgo
}

// LacksForeignC tells whether the package has C for other systems than this one that declares a name which it lacks here:
// nothing else of it can be undefined for that. It spares most packages a look at what they mean.
func (t *target) lacksForeignC(l *listed) bool {
	foreign := map[string]bool{}
	for _, name := range l.IgnoredGoFiles {
		if path := filepath.Join(l.Dir, name); t.sources.isCgo(path) {
			declaredIn(t.sources.file(path), foreign)
		}
	}
	if len(foreign) == 0 {
		return false
	}
	own := map[string]bool{}
	for _, file := range t.sources.all(l.Dir, l.GoFiles, l.CgoFiles) {
		declaredIn(file, own)
	}
	for name := range foreign {
		if !own[name] {
			return true
		}
	}
	return false
}

// DeclaredIn adds what a file declares for its whole package; methods are their types'.
func declaredIn(file *ast.File, names map[string]bool) {
	if file == nil {
		return
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil && !isInit(decl) {
				names[decl.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names[name.Name] = true
					}
				}
			}
		}
	}
	delete(names, "_")
}

var undefinedName = regexp.MustCompile(`undefined: (?:\w+\.)?(\w+)`)

// IsDeclaredInForeignC tells whether the name that an error misses is one that the package's C for other systems declares.
func (t *target) isDeclaredInForeignC(l *listed, message string) bool {
	missing := undefinedName.FindStringSubmatch(message)
	if missing == nil {
		return false
	}
	declared := regexp.MustCompile(`(?m)^\s*(func|type|var|const)?\s*(\([^)]*\)\s*)?` + missing[1] + `\b`)
	for _, name := range l.IgnoredGoFiles {
		if file := filepath.Join(l.Dir, name); t.sources.isCgo(file) && declared.Match(t.sources.text(file)) {
			return true
		}
	}
	return false
}

func (t *target) verdictOf(on *listed, changed bool, onImporters []string) *verdict {
	path := on.ImportPath
	off := t.off.packages[path]
	if off == nil {
		return nil
	}
	if len(off.GoFiles)+len(off.CgoFiles) == 0 {
		return t.orImpossible(on, onImporters, &verdict{Kind: "needed", Error: "all its Go files need cgo"})
	}
	if message := t.firstError(t.off, path, t.importers[path]); message != "" {
		if !changed {
			// What else does not compile is for Go to say.
			if !t.isDeclaredInForeignC(on, message) || t.firstError(t.on, path, onImporters) == "" {
				return nil
			}
			return &verdict{Kind: "impossible", Error: message}
		}
		return t.orImpossible(on, onImporters, &verdict{Kind: "needed", Error: message})
	}
	if !changed {
		return nil
	}
	return t.compare(on, off)
}

// OrImpossible is the verdict, or that the package cannot be compiled with cgo either.
func (t *target) orImpossible(on *listed, onImporters []string, otherwise *verdict) *verdict {
	if reason := t.reasonAgainst(on); reason != "" {
		return &verdict{Kind: "impossible", Error: "it " + reason}
	}
	// What it imports only with cgo is judged with it.
	for _, path := range on.Imports {
		imported := t.on.packages[path]
		if imported == nil || imported.Standard || t.off.packages[path] != nil {
			continue
		}
		if reason := t.reasonAgainst(imported); reason != "" {
			return &verdict{Kind: "impossible", Error: "it imports " + path + ", which " + reason}
		}
	}
	if message := t.firstError(t.on, on.ImportPath, onImporters); message != "" {
		return &verdict{Kind: "impossible", Error: message}
	}
	return otherwise
}

// ReasonAgainst is why a package cannot be compiled for this system with cgo, as far as that can be told without a compiler.
func (t *target) reasonAgainst(on *listed) string {
	if len(on.GoFiles)+len(on.CgoFiles) == 0 {
		return "has no Go file for this system"
	}
	if len(on.MFiles) > 0 && t.GOOS != "darwin" && t.GOOS != "ios" {
		return "has Objective-C in " + on.MFiles[0] + ", which is for Apple's systems"
	}
	if header := t.absentHeader(on); header != "" {
		return "includes <" + header + ">, which " + t.GOOS + " does not have"
	}
	return ""
}

// AbsentHeader is the first header that a preamble includes whatever is defined, and that the system does not have.
func (t *target) absentHeader(on *listed) string {
	for _, file := range t.sources.all(on.Dir, on.CgoFiles) {
		depth := 0
		for _, line := range strings.Split(preamble(file), "\n") {
			words := strings.Fields(strings.Replace(strings.TrimSpace(line), "# ", "#", 1))
			switch {
			case len(words) == 0:
			case strings.HasPrefix(words[0], "#if"):
				depth++
			case words[0] == "#endif":
				depth--
			case depth == 0 && words[0] == "#include" && len(words) > 1:
				for _, header := range t.AbsentHeaders {
					if words[1] == "<"+header+">" {
						return header
					}
				}
			}
		}
	}
	return ""
}

// Preamble is the C text above `import "C"`.
func preamble(file *ast.File) string {
	for _, decl := range file.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			imported, ok := spec.(*ast.ImportSpec)
			if !ok || imported.Path.Value != `"C"` {
				continue
			}
			if imported.Doc != nil {
				return commentText(imported.Doc)
			}
			if general.Doc != nil {
				return commentText(general.Doc)
			}
		}
	}
	return ""
}

func commentText(group *ast.CommentGroup) string {
	var text strings.Builder
	for _, comment := range group.List {
		text.WriteString(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(comment.Text, "//"), "/*"), "*/"))
		text.WriteByte('\n')
	}
	return text.String()
}

// FirstError is what is wrong with a package, or with those that import it because of it; empty where nothing is.
func (t *target) firstError(w *world, path string, importers []string) string {
	if !w.exists(path) {
		return ""
	}
	own := w.check(path)
	for _, missing := range own.missing {
		if listed := w.packages[missing]; listed != nil && listed.Error != nil {
			return fmt.Sprintf("it imports %s: %s", missing, listed.Error.Err)
		}
	}
	if message := t.describe(own, w, ""); message != "" {
		return message
	}
	for _, importer := range importers {
		if w.exists(importer) && !w.packages[importer].Standard {
			if message := t.describe(w.check(importer), w, path); message != "" {
				return message
			}
		}
	}
	return ""
}

// Describe tells the first error of a package; with `about`, the first that speaks of that package's names.
func (t *target) describe(c *checked, w *world, about string) string {
	if isSwig(c.listed) || about != "" && isSwig(w.packages[about]) {
		// What SWIG will declare is in none of the files.
		return ""
	}
	hasC := w.usesC(c.listed.ImportPath)
	for _, err := range c.errors {
		if about != "" && !t.isAbout(c, err, w.packages[about]) {
			continue
		}
		if hasC && !isCertain(err) {
			continue
		}
		at := t.sources.files.Position(err.Pos)
		return fmt.Sprintf("%s:%d: %s", shortFile(c.listed, at.Filename), at.Line, err.Msg)
	}
	return ""
}

// Nothing is known of the types and constants that C declares, wherever they are handed on to, so that where they may be only
// a name of Go that nobody declares is certain.
var certain = regexp.MustCompile(`^undefined: [^_]`)

func isCertain(err types.Error) bool {
	return certain.MatchString(err.Msg) && !strings.HasPrefix(err.Msg, "undefined: C.")
}

func isSwig(l *listed) bool { return len(l.SwigFiles)+len(l.SwigCXXFiles) > 0 }

func shortFile(l *listed, file string) string {
	return l.ImportPath + "/" + filepath.Base(file)
}

func (t *target) isAbout(c *checked, err types.Error, about *listed) bool {
	if about == nil {
		return false
	}
	found := false
	for _, file := range c.files {
		if file.FileStart > err.Pos || err.Pos > file.FileEnd {
			continue
		}
		for _, spec := range file.Imports {
			if spec.Path.Value != `"`+about.ImportPath+`"` {
				continue
			}
			name := about.Name
			if spec.Name != nil {
				name = spec.Name.Name
			}
			// "undefined: pkg.Name", and what else names one of its types.
			found = found || name == "." || strings.Contains(err.Msg, name+".") || strings.Contains(err.Msg, about.ImportPath)
		}
	}
	return found
}

// ImportedPath is the import path of what a package's file imports: a vendored one has another than the source says.
func importedPath(l *listed, spec *ast.ImportSpec) string {
	path := strings.Trim(spec.Path.Value, "`\"")
	if mapped, ok := l.ImportMap[path]; ok {
		return mapped
	}
	return path
}

// IsImportedBlank tells whether nobody imports the package by a name.
func (t *target) isImportedBlank(l *listed) bool {
	for _, importer := range t.importers[l.ImportPath] {
		from := t.off.packages[importer]
		for _, file := range t.sources.all(from.Dir, from.GoFiles, from.CgoFiles) {
			for _, spec := range file.Imports {
				path := importedPath(from, spec)
				if path == l.ImportPath && (spec.Name == nil || spec.Name.Name != "_") {
					return false
				}
			}
		}
	}
	return l.Name != "main"
}

// Chain is the shortest way from a program to a package; from a package that was asked for, where no program has it.
func (t *target) chain(importers map[string][]string, path string) []string {
	next := map[string]string{path: ""}
	queue := []string{path}
	asked := ""
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if listed := t.on.packages[at]; listed != nil && !listed.DepOnly {
			if listed.Name == "main" {
				return chainFrom(next, at)
			}
			if asked == "" {
				asked = at
			}
		}
		for _, importer := range importers[at] {
			if _, seen := next[importer]; !seen {
				next[importer] = at
				queue = append(queue, importer)
			}
		}
	}
	if asked == "" {
		asked = path
	}
	return chainFrom(next, asked)
}

func chainFrom(next map[string]string, at string) []string {
	var chain []string
	for ; at != ""; at = next[at] {
		chain = append(chain, at)
	}
	return chain
}

func (t *target) importPlace(chain []string) *place {
	for i := len(chain) - 2; i >= 0; i-- {
		listed := t.on.packages[chain[i]]
		if listed == nil || listed.Module == nil || !listed.Module.Main {
			continue
		}
		for _, file := range t.sources.all(listed.Dir, listed.GoFiles, listed.CgoFiles) {
			for _, spec := range file.Imports {
				path := importedPath(listed, spec)
				if path == chain[i+1] {
					at := t.sources.place(spec.Pos())
					return &at
				}
			}
		}
	}
	return nil
}
