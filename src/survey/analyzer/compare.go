package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Compare says what a package that compiles both ways does without cgo.
func (t *target) compare(on, off *listed) *verdict {
	before := filesOf(t.sources, on, without(append(on.GoFiles, on.CgoFiles...), append(off.GoFiles, off.CgoFiles...)))
	after := filesOf(t.sources, off, without(append(off.GoFiles, off.CgoFiles...), append(on.GoFiles, on.CgoFiles...)))
	c := &comparison{target: t, checked: t.off.check(off.ImportPath), before: functions(before), after: functions(after)}
	c.own = map[token.Pos]types.Object{}
	for _, object := range c.checked.info.Defs {
		if object != nil {
			c.own[object.Pos()] = object
		}
	}
	c.findFailing()
	c.findReached()
	return c.verdict(on, off, before, after)
}

type comparison struct {
	target        *target
	checked       *checked
	before, after map[string]*ast.FuncDecl
	// What only fails, by name.
	failing map[string]*failure
	// The functions of the appearing files that return or do something that can fail.
	telling int
	reached map[types.Object]bool
	// What the package declares, by where.
	own map[token.Pos]types.Object
}

type failure struct {
	function *ast.FuncDecl
	// It says so, by an error or a panic; otherwise it returns a zero value.
	loud bool
	text string
}

func (c *comparison) verdict(on, off *listed, before, after []*ast.File) *verdict {
	var lost []loss
	handled, loud := true, false
	for name, failed := range c.failing {
		if !c.isReached(failed.function) {
			continue
		}
		at := c.target.sources.place(failed.function.Pos())
		lost = append(lost, loss{Name: name, place: at, Text: failed.text})
		handled = handled && c.isHandled(failed)
		loud = loud || failed.loud
	}
	sortLosses(lost)
	switch {
	case len(lost) > 0 && len(c.failing) == c.telling && !handled:
		return &verdict{Kind: "stub", Lost: lost}
	case len(lost) > 0 && (loud || 2*len(lost) >= c.telling):
		return &verdict{Kind: "lost", Handled: handled, Lost: lost}
	}
	if gone := c.vanished(on, off, before, after); len(gone) > 0 {
		return &verdict{Kind: "lost", Lost: gone}
	}
	if len(before) > 0 && len(after) == 0 && isEmpty(before) {
		return &verdict{Kind: "none"}
	}
	return &verdict{Kind: "fallback"}
}

func filesOf(s *sources, l *listed, names []string) []*ast.File { return s.all(l.Dir, names) }

func without(names, others []string) []string {
	known := map[string]bool{}
	for _, name := range others {
		known[name] = true
	}
	var rest []string
	for _, name := range names {
		if !known[name] {
			rest = append(rest, name)
		}
	}
	return rest
}

// Functions are those that the files declare, methods by `Type.Method`.
func functions(files []*ast.File) map[string]*ast.FuncDecl {
	found := map[string]*ast.FuncDecl{}
	for _, file := range files {
		for _, decl := range file.Decls {
			if function, ok := decl.(*ast.FuncDecl); ok {
				found[functionName(function)] = function
			}
		}
	}
	return found
}

func functionName(function *ast.FuncDecl) string {
	if function.Recv == nil || len(function.Recv.List) == 0 {
		return function.Name.Name
	}
	return rootName(function.Recv.List[0].Type) + "." + function.Name.Name
}

// FindFailing finds what only fails among the functions that appear without cgo; one may fail by calling another.
func (c *comparison) findFailing() {
	c.failing = map[string]*failure{}
	for name, function := range c.after {
		if function.Body == nil || function.Name.Name == "init" || !c.tells(function) {
			continue
		}
		if other := c.before[name]; other != nil && isConstant(function) && isConstant(other) {
			// `func HasC() bool` says which form it is, and loses nothing.
			continue
		}
		c.telling++
	}
	for again := true; again; {
		again = false
		for name, function := range c.after {
			if c.failing[name] != nil || function.Body == nil || function.Name.Name == "init" {
				continue
			}
			if other := c.before[name]; other != nil && isConstant(function) && isConstant(other) {
				continue
			}
			if failed := c.classify(function); failed != nil {
				c.failing[name] = failed
				again = true
			}
		}
	}
}

func (c *comparison) tells(function *ast.FuncDecl) bool {
	return function.Type.Results != nil && len(function.Type.Results.List) > 0 || len(function.Body.List) > 0
}

// IsConstant: nothing but one return of a literal, true or false.
func isConstant(function *ast.FuncDecl) bool {
	if function.Body == nil || len(function.Body.List) != 1 {
		return false
	}
	returned, ok := function.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(returned.Results) != 1 {
		return false
	}
	switch value := returned.Results[0].(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return value.Name == "true" || value.Name == "false"
	}
	return false
}

// Classify tells how a function only fails; nil where it does something.
func (c *comparison) classify(function *ast.FuncDecl) *failure {
	for _, statement := range function.Body.List {
		switch statement := statement.(type) {
		case *ast.ReturnStmt:
			return c.classifyReturn(function, statement)
		case *ast.ExprStmt:
			call, ok := statement.X.(*ast.CallExpr)
			if !ok {
				return nil
			}
			if text, fails := c.endsProgram(call); fails {
				return &failure{function, true, text}
			}
			if !c.isLogging(call) {
				return nil
			}
		case *ast.AssignStmt:
			for i, value := range statement.Rhs {
				// `_ = argument` does nothing either.
				unused := isPlain(value) && i < len(statement.Lhs) && isBlank(statement.Lhs[i])
				if !unused && !c.isZero(value) && !c.isError(value) {
					return nil
				}
			}
		case *ast.DeclStmt, *ast.EmptyStmt:
		default:
			return nil
		}
	}
	return nil
}

func isBlank(value ast.Expr) bool {
	name, ok := value.(*ast.Ident)
	return ok && name.Name == "_"
}

func isPlain(value ast.Expr) bool {
	switch value.(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	}
	return false
}

func (c *comparison) classifyReturn(function *ast.FuncDecl, returned *ast.ReturnStmt) *failure {
	results := function.Type.Results
	if results == nil || len(results.List) == 0 {
		return nil
	}
	if len(returned.Results) == 0 {
		if c.returnsError(function) {
			return nil
		}
		return &failure{function: function}
	}
	last := returned.Results[len(returned.Results)-1]
	others := returned.Results[:len(returned.Results)-1]
	if c.returnsError(function) {
		if len(returned.Results) == 1 {
			if call, ok := last.(*ast.CallExpr); ok {
				if failed := c.failing[c.calledName(call)]; failed != nil {
					return &failure{function, failed.loud, failed.text}
				}
			}
		}
		if isNil(last) {
			// No error, and nothing either: `return nil, nil`.
			if len(others) > 0 && c.allZero(others) {
				return &failure{function: function}
			}
			return nil
		}
		if !c.isError(last) || !c.allZeroOrPlain(others) {
			return nil
		}
		return &failure{function, true, c.textOf(last)}
	}
	if c.allZero(returned.Results) {
		return &failure{function: function}
	}
	return nil
}

func (c *comparison) allZero(values []ast.Expr) bool {
	for _, value := range values {
		if !c.isZero(value) {
			return false
		}
	}
	return true
}

func (c *comparison) allZeroOrPlain(values []ast.Expr) bool {
	for _, value := range values {
		if !c.isZero(value) && !isPlain(value) {
			return false
		}
	}
	return true
}

func (c *comparison) returnsError(function *ast.FuncDecl) bool {
	results := function.Type.Results
	if results == nil || len(results.List) == 0 {
		return false
	}
	name, ok := results.List[len(results.List)-1].Type.(*ast.Ident)
	return ok && name.Name == "error"
}

func isNil(value ast.Expr) bool {
	name, ok := value.(*ast.Ident)
	return ok && name.Name == "nil"
}

func (c *comparison) isZero(value ast.Expr) bool {
	switch value := value.(type) {
	case *ast.Ident:
		if value.Name == "nil" || value.Name == "false" {
			return true
		}
		// A variable of the function itself, which nothing was done with.
		object, ok := c.checked.info.Uses[value].(*types.Var)
		return ok && object.Parent() != nil && object.Parent() != object.Pkg().Scope() && !object.IsField() && !isParameter(object, c)
	case *ast.BasicLit:
		text := strings.Trim(value.Value, "`\"")
		number, err := strconv.ParseFloat(text, 64)
		return text == "" || err == nil && (number == 0 || number == -1)
	case *ast.UnaryExpr:
		return value.Op == token.SUB && isPlain(value.X)
	case *ast.CompositeLit:
		return len(value.Elts) == 0
	case *ast.ParenExpr:
		return c.isZero(value.X)
	case *ast.CallExpr:
		// A conversion: `unsafe.Pointer(nil)`, `uintptr(0)`.
		return len(value.Args) == 1 && c.isZero(value.Args[0]) && c.isConversion(value)
	}
	return false
}

// IsParameter: what is handed in and returned is no zero value.
func isParameter(object *types.Var, c *comparison) bool {
	for _, function := range c.after {
		for _, list := range []*ast.FieldList{function.Type.Params, function.Recv} {
			if list != nil && list.Pos() <= object.Pos() && object.Pos() < list.End() {
				return true
			}
		}
	}
	return false
}

func (c *comparison) isConversion(call *ast.CallExpr) bool {
	var name *ast.Ident
	switch called := call.Fun.(type) {
	case *ast.Ident:
		name = called
	case *ast.SelectorExpr:
		name = called.Sel
	default:
		return true
	}
	_, isType := c.checked.info.Uses[name].(*types.TypeName)
	return isType
}

var errorName = regexp.MustCompile(`(?i)err|unsupported|notimpl|notsupp|unavail|nocgo|requires`)

// IsError tells whether an expression is an error that was made on the spot, or one that a package keeps for it.
func (c *comparison) isError(value ast.Expr) bool {
	switch value := value.(type) {
	case *ast.Ident:
		return c.isSentinel(value)
	case *ast.SelectorExpr:
		return c.isSentinel(value.Sel)
	case *ast.CallExpr:
		if c.isConversion(value) && len(value.Args) == 1 {
			return true
		}
		name := c.calledName(value)
		return c.failing[name] != nil || errorName.MatchString(name)
	case *ast.UnaryExpr:
		_, ok := value.X.(*ast.CompositeLit)
		return ok && value.Op == token.AND
	case *ast.CompositeLit:
		return true
	}
	return false
}

func (c *comparison) isSentinel(name *ast.Ident) bool {
	switch object := c.checked.info.Uses[name].(type) {
	case *types.Var:
		if object.Pkg() == nil || object.Parent() != object.Pkg().Scope() {
			// A local one, as of `err := errors.New(…)`.
			return errorName.MatchString(name.Name)
		}
		return true
	case *types.Const:
		return true
	}
	return errorName.MatchString(name.Name)
}

// CalledName is the name as functionName gives it, or `errors.New`.
func (c *comparison) calledName(call *ast.CallExpr) string {
	switch called := call.Fun.(type) {
	case *ast.Ident:
		return called.Name
	case *ast.SelectorExpr:
		if on, ok := called.X.(*ast.Ident); ok {
			if _, isPackage := c.checked.info.Uses[on].(*types.PkgName); isPackage {
				return on.Name + "." + called.Sel.Name
			}
		}
		if object, ok := c.checked.info.Uses[called.Sel].(*types.Func); ok {
			if signature, ok := object.Type().(*types.Signature); ok && signature.Recv() != nil {
				return namedType(signature.Recv().Type()) + "." + object.Name()
			}
		}
		return "." + called.Sel.Name
	}
	return ""
}

func namedType(t types.Type) string {
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Name()
	}
	return "?"
}

func (c *comparison) endsProgram(call *ast.CallExpr) (string, bool) {
	switch name := c.calledName(call); name {
	case "panic", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "log.Panicln", "os.Exit":
		for _, argument := range call.Args {
			if text := c.textOf(argument); text != "" {
				return text, true
			}
		}
		return "", true
	}
	return "", false
}

func (c *comparison) isLogging(call *ast.CallExpr) bool {
	name := c.calledName(call)
	return strings.HasPrefix(name, "log.") || strings.HasPrefix(name, "fmt.Print") || strings.HasPrefix(name, "fmt.Fprint")
}

// TextOf is the first text in an expression, or in what a variable of the package starts as.
func (c *comparison) textOf(value ast.Expr) string {
	text := ""
	ast.Inspect(value, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BasicLit:
			if text == "" && node.Kind == token.STRING {
				text, _ = strconv.Unquote(node.Value)
			}
		case *ast.Ident:
			if text == "" {
				text = c.initialText(c.checked.info.Uses[node])
			}
		}
		return text == ""
	})
	return text
}

func (c *comparison) initialText(object types.Object) string {
	switch object := object.(type) {
	case *types.Const:
		if strings.HasPrefix(object.Val().ExactString(), `"`) {
			text, _ := strconv.Unquote(object.Val().ExactString())
			return text
		}
	case *types.Var:
		if object.Pkg() == nil {
			return ""
		}
		return c.target.variableText(object)
	}
	return ""
}

// VariableText is the first text in what a package's variable starts as.
func (t *target) variableText(object *types.Var) string {
	file := t.sources.file(t.sources.files.Position(object.Pos()).Filename)
	if file == nil {
		return ""
	}
	text := ""
	for _, decl := range file.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.VAR {
			continue
		}
		for _, spec := range general.Specs {
			values := spec.(*ast.ValueSpec)
			for i, name := range values.Names {
				if name.Pos() != object.Pos() || i >= len(values.Values) {
					continue
				}
				ast.Inspect(values.Values[i], func(node ast.Node) bool {
					if literal, ok := node.(*ast.BasicLit); ok && text == "" && literal.Kind == token.STRING {
						text, _ = strconv.Unquote(literal.Value)
					}
					return text == ""
				})
			}
		}
	}
	return text
}

// FindReached finds what of the package the program can come to: from its init functions and variables, and from whatever
// other packages use of it. With a type all its methods are reached.
func (c *comparison) findReached() {
	c.reached = map[types.Object]bool{}
	uses := map[types.Object][]types.Object{}
	var queue []types.Object
	reach := func(object types.Object) {
		if object != nil && !c.reached[object] {
			c.reached[object] = true
			queue = append(queue, object)
		}
	}
	isMain := c.checked.listed.Name == "main"
	for _, file := range c.checked.files {
		for _, decl := range file.Decls {
			owner := types.Object(nil)
			function, isFunction := decl.(*ast.FuncDecl)
			if isFunction && function.Name.Name != "init" && !(isMain && function.Name.Name == "main" && function.Recv == nil) {
				owner = c.checked.info.Defs[function.Name]
			}
			general, _ := decl.(*ast.GenDecl)
			if general != nil && general.Tok != token.VAR {
				c.connectTypes(general, uses)
				continue
			}
			ast.Inspect(decl, func(node ast.Node) bool {
				if name, ok := node.(*ast.Ident); ok {
					if used := c.ownObject(c.checked.info.Uses[name]); used != nil {
						if owner == nil {
							reach(used)
						} else {
							uses[owner] = append(uses[owner], used)
						}
					}
				}
				return true
			})
		}
	}
	for _, importer := range c.target.importers[c.checked.listed.ImportPath] {
		if c.target.off.exists(importer) {
			for _, used := range c.target.off.check(importer).info.Uses {
				reach(c.ownObject(used))
			}
		}
	}
	if c.checked.types != nil && c.target.isImportedBlank(c.checked.listed) {
		// Nobody says what is used, so everything is.
		scope := c.checked.types.Scope()
		for _, name := range scope.Names() {
			if token.IsExported(name) {
				reach(scope.Lookup(name))
			}
		}
	}
	for len(queue) > 0 {
		object := queue[0]
		queue = queue[1:]
		for _, used := range uses[object] {
			reach(used)
		}
		if name, ok := object.(*types.TypeName); ok {
			if named, ok := name.Type().(*types.Named); ok {
				for i := 0; i < named.NumMethods(); i++ {
					reach(named.Method(i))
				}
			}
		}
	}
}

func (c *comparison) connectTypes(general *ast.GenDecl, uses map[types.Object][]types.Object) {
	for _, spec := range general.Specs {
		declared, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		owner := c.checked.info.Defs[declared.Name]
		ast.Inspect(declared.Type, func(node ast.Node) bool {
			if name, ok := node.(*ast.Ident); ok && owner != nil {
				if used := c.ownObject(c.checked.info.Uses[name]); used != nil {
					uses[owner] = append(uses[owner], used)
				}
			}
			return true
		})
	}
}

// OwnObject is what the package declares of that which it or another one uses; nil for what others declare.
func (c *comparison) ownObject(object types.Object) types.Object {
	if object == nil || object.Pkg() == nil || object.Pkg().Path() != c.checked.listed.ImportPath {
		return nil
	}
	return c.own[object.Pos()]
}

func (c *comparison) isReached(function *ast.FuncDecl) bool {
	object := c.checked.info.Defs[function.Name]
	return object != nil && c.reached[object]
}

// IsHandled tells whether everybody who calls a failing function goes on: it is the package's own, and no caller hands its
// error on or ends the program.
func (c *comparison) isHandled(failed *failure) bool {
	if failed.function.Recv != nil || failed.function.Name.IsExported() {
		return false
	}
	object := c.checked.info.Defs[failed.function.Name]
	callers := 0
	for _, file := range c.checked.files {
		for _, decl := range file.Decls {
			caller, ok := decl.(*ast.FuncDecl)
			if !ok || caller.Body == nil || caller == failed.function || !c.usesObject(caller.Body, object) {
				continue
			}
			if other := c.failing[functionName(caller)]; other != nil && other.function == caller {
				return false
			}
			callers++
			if c.returnsError(caller) || c.returnsUse(caller.Body, object) || c.hasEnd(caller.Body) {
				return false
			}
		}
	}
	return callers > 0
}

func (c *comparison) usesObject(node ast.Node, object types.Object) bool {
	found := false
	ast.Inspect(node, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && c.checked.info.Uses[name] == object {
			found = true
		}
		return !found
	})
	return found
}

func (c *comparison) returnsUse(body ast.Node, object types.Object) bool {
	found := false
	ast.Inspect(body, func(node ast.Node) bool {
		if returned, ok := node.(*ast.ReturnStmt); ok && c.usesObject(returned, object) {
			found = true
		}
		return !found
	})
	return found
}

func (c *comparison) hasEnd(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			if _, ends := c.endsProgram(call); ends {
				found = true
			}
		}
		return !found
	})
	return found
}

var constructor = regexp.MustCompile(`__attribute__\s*\(\(\s*(__)?constructor`)

// Vanished is what is gone although everything compiles: what was done before main, and nobody does now.
func (c *comparison) vanished(on, off *listed, before, after []*ast.File) []loss {
	var gone []loss
	for _, name := range without(append(on.CFiles, on.CXXFiles...), append(off.CFiles, off.CXXFiles...)) {
		file := filepath.Join(on.Dir, name)
		if constructor.Match(c.target.sources.text(file)) {
			gone = append(gone, loss{Name: name, place: place{file, 1}})
		}
	}
	for _, file := range before {
		if constructor.MatchString(preamble(file)) {
			gone = append(gone, loss{Name: "C constructor", place: c.target.sources.place(file.Pos())})
		}
	}
	if runsAtStart(after) {
		// What takes their place is not looked into.
		return gone
	}
	return append(gone, c.vanishedAtStart(on, before)...)
}

// IsEmpty: the files declare nothing, as one that holds `import "C"` alone.
func isEmpty(files []*ast.File) bool {
	for _, file := range files {
		for _, decl := range file.Decls {
			if general, ok := decl.(*ast.GenDecl); !ok || general.Tok != token.IMPORT {
				return false
			}
		}
	}
	return true
}
