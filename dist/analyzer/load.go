package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sync"
)

// Sources are the files that were read, each once.
type sources struct {
	files *token.FileSet
	mutex sync.Mutex
	known map[string]*source
}

func newSources() *sources {
	return &sources{files: token.NewFileSet(), known: map[string]*source{}}
}

// A source is a file, read and parsed when it is first asked for: by several targets at once, but only one time, so that
// all of them have the same positions in it.
type source struct {
	read, parse, search sync.Once
	text                []byte
	parsed              *ast.File
	// See isCgo.
	cgo bool
}

func (s *sources) source(file string) *source {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found := s.known[file]
	if found == nil {
		found = &source{}
		s.known[file] = found
	}
	return found
}

func (s *sources) text(file string) []byte {
	source := s.source(file)
	// A file that cannot be read fails the build, which says so better.
	source.read.Do(func() { source.text, _ = os.ReadFile(file) })
	return source.text
}

// File parses a file, with its comments; what can be read of one with mistakes is returned.
func (s *sources) file(file string) *ast.File {
	source := s.source(file)
	source.parse.Do(func() {
		if text, err := os.ReadFile(file); err == nil {
			source.parsed, _ = parser.ParseFile(s.files, file, text, parser.SkipObjectResolution|parser.ParseComments)
		}
	})
	return source.parsed
}

func (s *sources) all(dir string, names ...[]string) []*ast.File {
	var paths []string
	for _, each := range names {
		for _, name := range each {
			if !filepath.IsAbs(name) {
				name = filepath.Join(dir, name)
			}
			paths = append(paths, name)
		}
	}
	found := make([]*ast.File, len(paths))
	var wait sync.WaitGroup
	for i, path := range paths {
		wait.Add(1)
		go func(i int, path string) {
			defer wait.Done()
			found[i] = s.file(path)
		}(i, path)
	}
	wait.Wait()
	var files []*ast.File
	for _, file := range found {
		if file != nil {
			files = append(files, file)
		}
	}
	return files
}

func (s *sources) place(pos token.Pos) place {
	at := s.files.Position(pos)
	return place{at.Filename, at.Line}
}

// A world is the program's packages as one of the lists has them, type-checked no further than was needed.
type world struct {
	sources  *sources
	sizes    types.Sizes
	packages map[string]*listed
	declared map[string]*types.Package
	checked  map[string]*checked
	// Which packages are C's in part, or import such a one, at whatever distance.
	withC map[string]bool
}

// Checked is a package with the bodies of its functions type-checked.
type checked struct {
	listed *listed
	files  []*ast.File
	info   *types.Info
	types  *types.Package
	errors []types.Error
	// What it imports and the list does not have.
	missing []string
}

func newWorld(s *sources, packages []*listed, goarch string) *world {
	byPath := make(map[string]*listed, len(packages))
	for _, each := range packages {
		byPath[each.ImportPath] = each
	}
	sizes := types.SizesFor("gc", goarch)
	if sizes == nil {
		sizes = types.SizesFor("gc", "amd64")
	}
	return &world{s, sizes, byPath, map[string]*types.Package{"unsafe": types.Unsafe}, map[string]*checked{}, map[string]bool{}}
}

// UsesC tells whether what a package declares may be of C's types: it has C outside the standard library, or imports such a
// package, at whatever distance.
func (w *world) usesC(path string) bool {
	if known, ok := w.withC[path]; ok {
		return known
	}
	listed := w.packages[path]
	if listed == nil || listed.Standard {
		return false
	}
	// An import cycle is Go's to complain about.
	w.withC[path] = false
	found := len(listed.CgoFiles) > 0 || isSwig(listed)
	for _, imported := range listed.Imports {
		found = found || w.usesC(imported)
	}
	w.withC[path] = found
	return found
}

// Exists tells whether a package has something to compile.
func (w *world) exists(path string) bool {
	listed := w.packages[path]
	return listed != nil && len(listed.GoFiles)+len(listed.CgoFiles) > 0
}

// Declarations type-checks what a package declares, without the bodies of its functions.
func (w *world) declarations(path string) *types.Package {
	if known, ok := w.declared[path]; ok {
		return known
	}
	if !w.exists(path) {
		return nil
	}
	listed := w.packages[path]
	// An import cycle is Go's to complain about.
	w.declared[path] = nil
	var files []*ast.File
	for _, file := range w.sources.all(listed.Dir, listed.GoFiles, listed.CgoFiles) {
		files = append(files, withoutBodyImports(file))
	}
	config := w.config(listed, nil)
	config.IgnoreFuncBodies = true
	config.Error = func(error) {}
	found, _ := config.Check(path, w.sources.files, files, nil)
	w.declared[path] = found
	return found
}

// Check type-checks a package with all its bodies. Whoever imports it does not see this one but its declarations, whenever
// they are asked for, so that a type is the same for all; an object of one is found in the other by its position.
func (w *world) check(path string) *checked {
	if known, ok := w.checked[path]; ok {
		return known
	}
	listed := w.packages[path]
	result := &checked{listed: listed, info: &types.Info{
		Uses: map[*ast.Ident]types.Object{},
		Defs: map[*ast.Ident]types.Object{},
	}}
	result.files = w.sources.all(listed.Dir, listed.GoFiles, listed.CgoFiles)
	config := w.config(listed, result)
	config.Error = func(err error) {
		if found, ok := err.(types.Error); ok && !found.Soft {
			result.errors = append(result.errors, found)
		}
	}
	result.types, _ = config.Check(path, w.sources.files, result.files, result.info)
	w.checked[path] = result
	return result
}

func (w *world) config(listed *listed, result *checked) *types.Config {
	return &types.Config{FakeImportC: true, Sizes: w.sizes, Importer: importerFunc(func(path string) (*types.Package, error) {
		if mapped, ok := listed.ImportMap[path]; ok {
			path = mapped
		}
		if found := w.declarations(path); found != nil {
			return found, nil
		}
		if result != nil {
			result.missing = append(result.missing, path)
		}
		// Complete, so that nothing more is said of it.
		fake := types.NewPackage(path, filepath.Base(path))
		fake.MarkComplete()
		return fake, nil
	})}
}

type importerFunc func(string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// WithoutBodyImports leaves out the imports that only the bodies of functions use: they are not looked at, and what they
// import need not be read at all.
func withoutBodyImports(file *ast.File) *ast.File {
	used := map[string]bool{}
	decls := make([]ast.Decl, len(file.Decls))
	for i, decl := range file.Decls {
		decl = withoutValues(decl)
		decls[i] = decl
		ast.Inspect(decl, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.BlockStmt:
				return false
			case *ast.SelectorExpr:
				if name, ok := node.X.(*ast.Ident); ok {
					used[name.Name] = true
				}
			}
			return true
		})
	}
	copied := *file
	copied.Imports = nil
	copied.Decls = nil
	for _, decl := range decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.IMPORT {
			copied.Decls = append(copied.Decls, decl)
			continue
		}
		kept := *general
		kept.Specs = nil
		for _, spec := range general.Specs {
			// A package without a name here may have any, so it stays if anything is selected that is not declared by name.
			if imported := spec.(*ast.ImportSpec); mayBeUsed(imported, used) {
				kept.Specs = append(kept.Specs, imported)
				copied.Imports = append(copied.Imports, imported)
			}
		}
		if len(kept.Specs) > 0 {
			copied.Decls = append(copied.Decls, &kept)
		}
	}
	return &copied
}

// WithoutValues leaves out what variables start as, where their types are told without: tables are most of many packages.
func withoutValues(decl ast.Decl) ast.Decl {
	general, ok := decl.(*ast.GenDecl)
	if !ok || general.Tok != token.VAR {
		return decl
	}
	copied := *general
	copied.Specs = make([]ast.Spec, len(general.Specs))
	for i, spec := range general.Specs {
		values := *spec.(*ast.ValueSpec)
		if values.Type != nil {
			values.Values = nil
		}
		for at, value := range values.Values {
			if at == 0 {
				values.Values = append([]ast.Expr(nil), values.Values...)
			}
			values.Values[at] = withoutElements(value)
		}
		copied.Specs[i] = &values
	}
	return &copied
}

func withoutElements(value ast.Expr) ast.Expr {
	switch value := value.(type) {
	case *ast.UnaryExpr:
		if value.Op == token.AND {
			copied := *value
			copied.X = withoutElements(value.X)
			return &copied
		}
	case *ast.CompositeLit:
		if array, ok := value.Type.(*ast.ArrayType); ok && array.Len != nil {
			if _, counted := array.Len.(*ast.Ellipsis); counted {
				return value
			}
		}
		copied := *value
		copied.Elts = nil
		return &copied
	}
	return value
}

func mayBeUsed(spec *ast.ImportSpec, used map[string]bool) bool {
	if spec.Name != nil {
		return spec.Name.Name == "." || used[spec.Name.Name]
	}
	path := spec.Path.Value[1 : len(spec.Path.Value)-1]
	if path == "C" {
		return used["C"]
	}
	for name := range used {
		if isNameIn(path, name) {
			return true
		}
	}
	return false
}

// IsNameIn tells whether a package of this path may have this name: `go-sqlite3` is sqlite3, `yaml.v3` is yaml, and
// `app/v2` is app. Packages with a name that is no part of their path are imported with it, as goimports writes them.
func isNameIn(path, name string) bool {
	return bytes.Contains([]byte(path), []byte(name))
}
