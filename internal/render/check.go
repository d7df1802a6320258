package render

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"concord/internal/diag"
	"concord/internal/site"
)

// checker follows the values of the views through the templates and reports
// whatever cannot be: a field that a value does not have, a range over what is
// no list, a template that is not there. Values that it cannot know the type
// of, such as the result of "call", pass.
type checker struct {
	src    sources
	set    trees
	whole  bool // every template of the set is known
	layout site.Layout
	view   reflect.Type
	seen   map[call]bool
	found  map[place]*finding
}

// call is a template with the type of what it is given.
type call struct {
	tree *parse.Tree
	dot  reflect.Type
}

type place struct {
	tree       *parse.Tree
	start, end int
}

// finding is a mistake and the layouts it shows in: a shared template is
// checked for each.
type finding struct {
	diagnostic diag.Diagnostic
	layouts    []site.Layout
}

// nothing is the type of dot in a template that is given no value.
type nothing struct{}

var nothingType = reflect.TypeFor[nothing]()

func newChecker(src sources) *checker {
	return &checker{src: src, found: make(map[place]*finding)}
}

// checkLayout checks the templates of a layout from base.html on.
func (c *checker) checkLayout(layout site.Layout, set trees, whole bool, view reflect.Type) {
	c.layout, c.set, c.whole, c.view = layout, set, whole, view
	c.seen = make(map[call]bool)
	c.template(set[baseFile], view, "")
}

// diagnostics are the findings, each once.
func (c *checker) diagnostics() []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, f := range c.found {
		d := f.diagnostic
		slices.Sort(f.layouts)
		f.layouts = slices.Compact(f.layouts)
		if note := onPages(f.layouts, d.Span.File); note != "" {
			d.Notes = append(d.Notes, note)
		}
		list = append(list, d)
	}
	return diag.Sort(list)
}

// template checks a template with a type of dot, once. It is told where the
// template is called from.
func (c *checker) template(t *parse.Tree, dot reflect.Type, caller string) {
	if key := (call{t, dot}); !c.seen[key] {
		c.seen[key] = true
		s := &scope{checker: c, tree: t, caller: caller, vars: []variable{{"$", dot}}}
		s.list(t.Root, dot)
	}
}

// report notes a mistake at bytes start to end of a template's file.
func (s *scope) report(start, end int, message, hint string) {
	file := s.tree.ParseName
	at := place{s.tree, start, end}
	f := s.found[at]
	if f == nil {
		f = &finding{diagnostic: diag.Diagnostic{
			Severity: diag.Error, Code: Code, Message: message, Hint: hint,
			Span: diag.At(file, s.src[file], start, end),
		}}
		if s.caller != "" {
			f.diagnostic.Notes = []string{"called from " + s.caller}
		}
		s.found[at] = f
	}
	f.layouts = append(f.layouts, s.layout)
}

// scope is a template that is being checked, with its variables. A nil
// reflect.Type is that of a value the checker knows nothing about.
type scope struct {
	*checker
	tree   *parse.Tree
	caller string
	vars   []variable
}

type variable struct {
	name string
	typ  reflect.Type
}

func (s *scope) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		s.node(n, dot)
	}
}

func (s *scope) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ActionNode:
		value := s.pipe(n.Pipe, dot)
		if len(n.Pipe.Decl) == 0 && !printable(value) {
			s.reportNode(n.Pipe, describe(value)+" cannot be shown as it is", fieldsOf(value))
		}
	case *parse.IfNode:
		s.branch(&n.BranchNode, dot)
	case *parse.WithNode:
		s.branch(&n.BranchNode, dot)
	case *parse.RangeNode:
		s.branch(&n.BranchNode, dot)
	case *parse.TemplateNode:
		s.invoke(n, dot)
	case *parse.ListNode:
		s.list(n, dot)
	}
}

// branch checks if, with and range. Variables end with the branch they are
// declared in.
func (s *scope) branch(n *parse.BranchNode, dot reflect.Type) {
	mark := len(s.vars)
	inside := dot
	switch n.NodeType {
	case parse.NodeRange:
		inside = s.rangeOver(n.Pipe, dot)
	case parse.NodeWith:
		inside = s.pipe(n.Pipe, dot)
	default:
		if value := s.pipe(n.Pipe, dot); value != nil && value.Kind() == reflect.Struct {
			s.reportNode(n.Pipe, describe(value)+" is always there, so this is always true", fieldsOf(value))
		}
	}
	body := len(s.vars)
	s.list(n.List, inside)
	s.vars = s.vars[:body]
	s.list(n.ElseList, dot)
	s.vars = s.vars[:mark]
}

// rangeOver gives the type of an element, also to the variables of a range.
func (s *scope) rangeOver(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	value := s.value(p, dot)
	key, elem, ok := elements(value)
	if !ok {
		s.reportNode(p, "range needs a list, not "+describe(value), "")
	}
	types := []reflect.Type{elem}
	if len(p.Decl) == 2 {
		types = []reflect.Type{key, elem}
	}
	for i, v := range p.Decl {
		s.declare(v.Ident[0], types[i], p.IsAssign)
	}
	return elem
}

// invoke checks {{template "name" value}} and what it calls.
func (s *scope) invoke(n *parse.TemplateNode, dot reflect.Type) {
	given := nothingType
	if n.Pipe != nil {
		given = s.pipe(n.Pipe, dot)
	}
	if called, ok := s.set[n.Name]; ok {
		caller := ""
		if given != s.view { // else it is plain what it is given
			at := s.src.at(n)
			caller = fmt.Sprintf("%s:%d:%d", at.File, at.Line, at.Column)
		}
		s.template(called, given, caller)
		return
	}
	if !s.whole {
		return // it may stand in the file that does not parse
	}
	start := s.find(int(n.Pos), n.Name)
	s.report(start, start+len(n.Name), "there is no template \""+n.Name+"\"",
		diag.DidYouMean(n.Name, slices.Sorted(maps.Keys(s.set))))
}

// pipe gives the type of a pipe's value, and of its variables.
func (s *scope) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil {
		return nothingType
	}
	value := s.value(p, dot)
	for _, v := range p.Decl {
		s.declare(v.Ident[0], value, p.IsAssign)
	}
	return value
}

// value gives the type of a pipe's value.
func (s *scope) value(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var value reflect.Type
	for i, cmd := range p.Cmds {
		value = s.command(cmd, dot, value, i > 0)
	}
	return value
}

// declare declares a variable or assigns to one. A variable that is assigned
// another type may have either from there on.
func (s *scope) declare(name string, t reflect.Type, assign bool) {
	if !assign {
		s.vars = append(s.vars, variable{name, t})
		return
	}
	for i := len(s.vars) - 1; i >= 0; i-- {
		if v := &s.vars[i]; v.name == name {
			if v.typ != t {
				v.typ = nil
			}
			return
		}
	}
}

func (s *scope) variable(name string) reflect.Type {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i].typ
		}
	}
	return nil
}

// command gives the type of one command of a pipe. The value of the command
// before it, where there is one, is its last argument.
func (s *scope) command(cmd *parse.CommandNode, dot, last reflect.Type, piped bool) reflect.Type {
	first, rest := cmd.Args[0], cmd.Args[1:]
	args := make([]reflect.Type, 0, len(rest)+1)
	for _, a := range rest {
		args = append(args, s.operand(a, dot))
	}
	if piped {
		args = append(args, last)
	}
	if ident, ok := first.(*parse.IdentifierNode); ok {
		return s.function(ident, rest, args)
	}
	value, method := s.chain(first, dot)
	if len(args) > 0 && !method {
		s.reportNode(first, first.String()+" is no function: it takes no arguments", "")
	}
	return value
}

func (s *scope) operand(n parse.Node, dot reflect.Type) reflect.Type {
	if ident, ok := n.(*parse.IdentifierNode); ok {
		return s.function(ident, nil, nil)
	}
	value, _ := s.chain(n, dot)
	return value
}

// chain gives the type of anything but a function, and whether a method made it.
func (s *scope) chain(n parse.Node, dot reflect.Type) (reflect.Type, bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot, false
	case *parse.FieldNode:
		start := int(n.Pos)
		if len(n.Ident) > 1 { // the parser gives the place of the second field
			start -= len(n.Ident[0]) + 1
		}
		return s.fields(dot, n.Ident, start)
	case *parse.VariableNode:
		return s.fields(s.variable(n.Ident[0]), n.Ident[1:], int(n.Pos))
	case *parse.ChainNode:
		return s.fields(s.operand(n.Node, dot), n.Field, int(n.Pos))
	case *parse.PipeNode:
		return s.pipe(n, dot), false
	case *parse.StringNode:
		return reflect.TypeFor[string](), false
	case *parse.BoolNode:
		return reflect.TypeFor[bool](), false
	case *parse.NumberNode:
		if n.IsInt {
			return reflect.TypeFor[int](), false
		}
	}
	return nil, false
}

// fields follows .A.B.C, which begins at start, from a type.
func (s *scope) fields(t reflect.Type, names []string, start int) (value reflect.Type, method bool) {
	for _, name := range names {
		if t == nil {
			return nil, true
		}
		var ok bool
		if t, method, ok = field(t, name); !ok {
			s.noField(t, name, start+1)
			return nil, true
		}
		start += len(name) + 1
	}
	return t, method
}

func (s *scope) noField(t reflect.Type, name string, start int) {
	message, hint := describe(t)+" has no field \""+name+"\"", ""
	switch _, elem, ok := elements(t); {
	case t == nothingType:
		message = "this template is called without a value, so there is no \"" + name + "\""
		hint = "give it one: {{template \"name\" .}}"
	case t.Kind() == reflect.Struct:
		hint = diag.DidYouMean(name, fieldNames(t))
	case ok && elem != nil && indirect(elem) != t:
		if _, _, has := field(elem, name); has {
			hint = "each " + strings.TrimPrefix(describe(elem), "a ") + " in it has one: use {{range}}"
		}
	}
	s.report(start, start+len(name), message, hint)
}

// reportNode reports a mistake at a node. The places that the parser gives to
// chains are those of a part, so the node is looked for in the source.
func (s *scope) reportNode(n parse.Node, message, hint string) {
	text := n.String()
	start := int(n.Position())
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) > 1 {
			start -= len(n.Ident[0]) + 1
		}
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			start -= len(n.Ident[0])
		}
	case *parse.PipeNode:
		if len(n.Cmds) > 0 {
			text = n.Cmds[0].String()
		}
		start = s.find(start, text)
	}
	s.report(start, start+len(text), message, hint)
}

// find is where a text stands at or after a place of the template's file.
func (s *scope) find(from int, text string) int {
	src := string(s.src[s.tree.ParseName])
	if i := strings.Index(src[min(from, len(src)):], text); i >= 0 {
		return from + i
	}
	return from
}

// onPages says where a mistake in a file shows.
func onPages(layouts []site.Layout, file string) string {
	words := make([]string, len(layouts))
	for i, l := range layouts {
		words[i] = string(l)
	}
	switch {
	case file == folderName+words[0]+".html":
		return "" // a layout's own file says which layout it is
	case len(words) == len(site.Views()):
		return "on every page"
	}
	return "on " + strings.Join(words, ", ") + " pages"
}
