package main

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"
)

// What a package does when the program starts: its init functions, and the packages that it imports for theirs.

func isInit(decl ast.Decl) bool {
	function, ok := decl.(*ast.FuncDecl)
	return ok && function.Name.Name == "init" && function.Recv == nil && function.Body != nil
}

// BlankImports are those for their effects alone.
func blankImports(file *ast.File) []*ast.ImportSpec {
	var found []*ast.ImportSpec
	for _, spec := range file.Imports {
		if spec.Name != nil && spec.Name.Name == "_" && spec.Path.Value != `"unsafe"` && spec.Path.Value != `"runtime/cgo"` {
			found = append(found, spec)
		}
	}
	return found
}

func runsAtStart(files []*ast.File) bool {
	for _, file := range files {
		if len(blankImports(file)) > 0 {
			return true
		}
		for _, decl := range file.Decls {
			if isInit(decl) {
				return true
			}
		}
	}
	return false
}

// VanishedAtStart is what the files that vanish did for others at the start, as to register a driver.
func (c *comparison) vanishedAtStart(on *listed, before []*ast.File) []loss {
	var gone []loss
	for _, file := range before {
		for _, spec := range blankImports(file) {
			path := importedPath(on, spec)
			if c.target.runsOnlyWithCgo(path, map[string]bool{}) {
				gone = append(gone, loss{Name: "import " + spec.Path.Value, place: c.target.sources.place(spec.Pos())})
			}
		}
		for _, decl := range file.Decls {
			if isInit(decl) && c.isMissed(file, decl.(*ast.FuncDecl)) {
				gone = append(gone, loss{Name: "init", place: c.target.sources.place(decl.Pos())})
			}
		}
	}
	return gone
}

// RunsOnlyWithCgo: a package that is not in the program without cgo does something at its start, or imports one that does.
func (t *target) runsOnlyWithCgo(path string, seen map[string]bool) bool {
	l := t.on.packages[path]
	if l == nil || l.Standard || t.off.exists(path) || seen[path] {
		return false
	}
	seen[path] = true
	files := t.sources.all(l.Dir, l.GoFiles, l.CgoFiles)
	for _, file := range files {
		if constructor.MatchString(preamble(file)) {
			return true
		}
		for _, decl := range file.Decls {
			if isInit(decl) {
				return true
			}
		}
	}
	for _, name := range append(append([]string(nil), l.CFiles...), l.CXXFiles...) {
		if constructor.Match(t.sources.text(filepath.Join(l.Dir, name))) {
			return true
		}
	}
	for _, imported := range l.Imports {
		if t.runsOnlyWithCgo(imported, seen) {
			return true
		}
	}
	return false
}

// IsMissed tells whether an init function did something that others see: it calls what is still there, or sets a variable
// that is still there and has no other value. `Tags = append(Tags, "cgo")` says which form it is, and is not missed.
func (c *comparison) isMissed(file *ast.File, init *ast.FuncDecl) bool {
	if c.checked.types == nil {
		return true
	}
	registers, sets, chosen := false, false, false
	ast.Inspect(init.Body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.AssignStmt:
			for i, left := range node.Lhs {
				right := node.Rhs[0]
				if i < len(node.Rhs) {
					right = node.Rhs[i]
				}
				name, isName := left.(*ast.Ident)
				switch {
				case isName && !c.survives(name.Name):
				case isName && isSaid(right):
					chosen = chosen || c.isTested(name.Name)
				case isName && (c.hasValue(name.Name) || c.isTested(name.Name)):
					chosen = true
				default:
					sets = sets || isName
					registers = registers || !isName && (c.survives(rootName(left)) || c.isOther(file, left))
				}
			}
		case *ast.CallExpr:
			registers = registers || c.isRegistration(file, node)
			if name, ok := node.Fun.(*ast.Ident); ok && name.Name == "append" {
				return false
			}
		}
		return true
	})
	return registers || sets && !chosen
}

// IsRegistration: a call of a function that is there without cgo too, and not of the standard library unless it registers.
func (c *comparison) isRegistration(file *ast.File, call *ast.CallExpr) bool {
	switch called := call.Fun.(type) {
	case *ast.Ident:
		return c.survives(called.Name)
	case *ast.SelectorExpr:
		if c.isOther(file, called) {
			return true
		}
		return strings.HasPrefix(called.Sel.Name, "Register") || strings.HasPrefix(called.Sel.Name, "Handle") || c.survives(rootName(called))
	}
	return false
}

func (c *comparison) survives(name string) bool {
	return name != "" && c.checked.types.Scope().Lookup(name) != nil
}

// IsOther: of another package outside the standard library.
func (c *comparison) isOther(file *ast.File, value ast.Expr) bool {
	name := rootName(value)
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, "`\"")
		listed := c.target.on.packages[path]
		if listed == nil || listed.Standard {
			continue
		}
		if spec.Name != nil && spec.Name.Name == name || spec.Name == nil && listed.Name == name {
			return true
		}
	}
	return false
}

// RootName is `a` of `a.b[c]`, and the type of a receiver `*a[T]`.
func rootName(value ast.Expr) string {
	switch value := value.(type) {
	case *ast.Ident:
		return value.Name
	case *ast.SelectorExpr:
		return rootName(value.X)
	case *ast.IndexExpr:
		return rootName(value.X)
	case *ast.IndexListExpr:
		return rootName(value.X)
	case *ast.StarExpr:
		return rootName(value.X)
	case *ast.ParenExpr:
		return rootName(value.X)
	}
	return ""
}

// IsSaid: a literal, or a list with literals added.
func isSaid(value ast.Expr) bool {
	switch value := value.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return value.Name == "true" || value.Name == "false"
	case *ast.CallExpr:
		if name, ok := value.Fun.(*ast.Ident); !ok || name.Name != "append" || len(value.Args) < 2 {
			return false
		}
		for _, argument := range value.Args[1:] {
			if !isSaid(argument) {
				return false
			}
		}
		return true
	}
	return false
}

// HasValue: the variable of the package starts as something.
func (c *comparison) hasValue(name string) bool {
	for _, file := range c.checked.files {
		for _, decl := range file.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok || general.Tok != token.VAR {
				continue
			}
			for _, spec := range general.Specs {
				values := spec.(*ast.ValueSpec)
				for _, declared := range values.Names {
					if declared.Name == name && len(values.Values) > 0 {
						// A map or list that is filled has not this value instead.
						_, isEmpty := values.Values[0].(*ast.CompositeLit)
						return !isEmpty && !isNil(values.Values[0])
					}
				}
			}
		}
	}
	return false
}

// IsTested: the package asks whether the variable is set, and where it is not goes another way than to fail.
func (c *comparison) isTested(name string) bool {
	tested, fails := false, false
	for _, file := range c.checked.files {
		ast.Inspect(file, func(node ast.Node) bool {
			branch, ok := node.(*ast.IfStmt)
			if !ok || !mentions(branch.Cond, name) {
				return true
			}
			tested = true
			fails = fails || c.failsIn(branch.Body) || branch.Else != nil && c.failsIn(branch.Else)
			return true
		})
	}
	return tested && !fails
}

func mentions(value ast.Expr, name string) bool {
	found := false
	ast.Inspect(value, func(node ast.Node) bool {
		if used, ok := node.(*ast.Ident); ok && used.Name == name {
			found = true
		}
		return !found
	})
	return found
}

func (c *comparison) failsIn(body ast.Node) bool {
	if c.hasEnd(body) {
		return true
	}
	found := false
	ast.Inspect(body, func(node ast.Node) bool {
		if returned, ok := node.(*ast.ReturnStmt); ok && len(returned.Results) > 0 {
			last := returned.Results[len(returned.Results)-1]
			found = found || !isNil(last) && c.isError(last)
		}
		return !found
	})
	return found
}
