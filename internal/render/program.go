package render

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"text/template/parse"
)

// A program is a template made ready for one type of dot: fields are found
// once and not on every page, and escapers are called without reflection. On a
// page of ours that is twenty times as fast as html/template.
//
// It is made from the tree that html/template has already escaped and only
// carries out what stands there, so the decision how to escape stays where it
// belongs. A construct that is not known here, or any action that does not end
// in a known escaper, makes newProgram fail, and the layout is then executed by
// html/template itself. A test holds the two to the same bytes.
type program struct {
	steps []step
	frame int // variables, "$" being the first
}

// step writes a part of a page.
type step func(m *machine, dot reflect.Value)

// getter finds a value.
type getter func(m *machine, dot reflect.Value) reflect.Value

// machine is the state of one execution.
type machine struct {
	out  *bytes.Buffer
	vars []reflect.Value // of all templates that are being executed
	base int             // where those of the innermost begin
}

// errDirect ends an execution that would fail: html/template then says why.
var errDirect = errors.New("not executed")

// execute runs the program. It reports whether it came to its end.
func (p *program) execute(out *bytes.Buffer, view reflect.Value) (done bool) {
	defer func() {
		if r := recover(); r != nil && r != errDirect {
			panic(r)
		}
	}()
	p.call(&machine{out: out}, view)
	return true
}

func (p *program) call(m *machine, dot reflect.Value) {
	base := m.base
	m.base = len(m.vars)
	m.vars = append(m.vars, dot)
	for range p.frame - 1 {
		m.vars = append(m.vars, reflect.Value{})
	}
	run(m, p.steps, dot)
	m.vars, m.base = m.vars[:m.base], base
}

func run(m *machine, steps []step, dot reflect.Value) {
	for _, s := range steps {
		s(m, dot)
	}
}

// programs makes programs from escaped trees.
type programs struct {
	set  trees
	done map[programKey]*program
}

type programKey struct {
	name string
	dot  reflect.Type
}

// errUnknown is the reason why a template has no program.
type errUnknown struct{ node parse.Node }

func (e errUnknown) Error() string {
	location, text := (*parse.Tree)(nil).ErrorContext(e.node)
	return fmt.Sprintf("%s: %s", location, text)
}

// newProgram makes the program of a layout, or says what stands in its way.
func newProgram(escaped trees, view reflect.Type) (p *program, err error) {
	defer func() {
		if r := recover(); r != nil {
			unknown, ok := r.(errUnknown)
			if !ok {
				panic(r)
			}
			p, err = nil, unknown
		}
	}()
	ps := &programs{set: escaped, done: make(map[programKey]*program)}
	return ps.template(baseFile, view, nil), nil
}

// template gives the program of a template for a type of dot.
func (ps *programs) template(name string, dot reflect.Type, caller parse.Node) *program {
	key := programKey{name, dot}
	if p := ps.done[key]; p != nil {
		return p // perhaps not finished: a template may call itself
	}
	tree := ps.set[name]
	if tree == nil {
		panic(errUnknown{caller})
	}
	p := &program{frame: 1}
	ps.done[key] = p
	m := &maker{programs: ps, program: p, vars: []slot{{"$", 0, dot}}}
	p.steps = m.list(tree.Root, dot)
	return p
}

// maker makes the program of one template.
type maker struct {
	*programs
	program *program
	vars    []slot
}

// slot is a variable and its place in the frame.
type slot struct {
	name  string
	index int
	typ   reflect.Type
}

func (m *maker) declare(name string, t reflect.Type) int {
	index := m.program.frame
	m.program.frame++
	m.vars = append(m.vars, slot{name, index, t})
	return index
}

func (m *maker) list(l *parse.ListNode, dot reflect.Type) []step {
	if l == nil {
		return nil
	}
	mark := len(m.vars)
	defer func() { m.vars = m.vars[:mark] }()
	var steps []step
	for _, n := range l.Nodes {
		if s := m.node(n, dot); s != nil {
			steps = append(steps, s)
		}
	}
	return steps
}

func (m *maker) node(n parse.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(m *machine, _ reflect.Value) { m.out.Write(text) }
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return m.action(n, dot)
	case *parse.IfNode:
		if len(n.Pipe.Decl) == 0 {
			return m.ifElse(n, dot)
		}
	case *parse.WithNode:
		return m.with(n, dot)
	case *parse.RangeNode:
		return m.rangeOver(n, dot)
	case *parse.TemplateNode:
		return m.invoke(n, dot)
	}
	panic(errUnknown{n})
}

// invoke calls a template, which may have no value to show.
func (m *maker) invoke(n *parse.TemplateNode, dot reflect.Type) step {
	if n.Pipe == nil {
		called := m.template(n.Name, nothingType, n)
		return func(m *machine, _ reflect.Value) { called.call(m, reflect.ValueOf(nothing{})) }
	}
	get, t := m.pipe(n.Pipe, dot)
	called := m.template(n.Name, t, n)
	return func(m *machine, dot reflect.Value) { called.call(m, get(m, dot)) }
}

// action shows a value or declares a variable.
func (m *maker) action(n *parse.ActionNode, dot reflect.Type) step {
	if len(n.Pipe.Decl) == 1 && !n.Pipe.IsAssign {
		get, t := m.pipe(n.Pipe, dot)
		i := m.declare(n.Pipe.Decl[0].Ident[0], t)
		return func(m *machine, dot reflect.Value) { m.vars[m.base+i] = get(m, dot) }
	}
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) < 2 {
		panic(errUnknown{n}) // nothing is shown that does not go through an escaper
	}
	get, t := m.command(n.Pipe.Cmds[0], dot)
	names := ""
	for _, cmd := range n.Pipe.Cmds[1:] {
		ident, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			panic(errUnknown{n})
		}
		names += ident.Ident + " "
	}
	escape, ok := escapers[names]
	words, constant := n.Pipe.Cmds[0].Args[0].(*parse.StringNode)
	switch {
	case !ok:
	case constant && len(n.Pipe.Cmds[0].Args) == 1:
		var text bytes.Buffer
		escape(&text, words.Text)
		return func(m *machine, _ reflect.Value) { m.out.Write(text.Bytes()) }
	case t == htmlType && names == "_html_template_htmlescaper ":
		return func(m *machine, dot reflect.Value) { m.out.WriteString(get(m, dot).String()) }
	case t == urlType && names == wholeAddress:
		return func(m *machine, dot reflect.Value) { escapeTrusted(m.out, get(m, dot).String()) }
	case isPlainText(t):
		return func(m *machine, dot reflect.Value) { escape(m.out, get(m, dot).String()) }
	case t.Kind() == reflect.Int && t.PkgPath() == "":
		return func(m *machine, dot reflect.Value) {
			m.out.Write(strconv.AppendInt(m.out.AvailableBuffer(), get(m, dot).Int(), 10))
		}
	}
	panic(errUnknown{n})
}

func (m *maker) ifElse(n *parse.IfNode, dot reflect.Type) step {
	is := m.condition(n.Pipe, dot)
	then, otherwise := m.list(n.List, dot), m.list(n.ElseList, dot)
	return func(m *machine, dot reflect.Value) {
		if is(m, dot) {
			run(m, then, dot)
		} else {
			run(m, otherwise, dot)
		}
	}
}

func (m *maker) with(n *parse.WithNode, dot reflect.Type) step {
	mark := len(m.vars)
	defer func() { m.vars = m.vars[:mark] }()
	get, t := m.pipe(n.Pipe, dot)
	is, i := truth(n, t), -1
	if len(n.Pipe.Decl) > 0 {
		i = m.declare(n.Pipe.Decl[0].Ident[0], t)
	}
	then, otherwise := m.list(n.List, t), m.list(n.ElseList, dot)
	return func(m *machine, dot reflect.Value) {
		value := get(m, dot)
		if i >= 0 {
			m.vars[m.base+i] = value
		}
		if is(value) {
			run(m, then, value)
		} else {
			run(m, otherwise, dot)
		}
	}
}

func (m *maker) rangeOver(n *parse.RangeNode, dot reflect.Type) step {
	mark := len(m.vars)
	defer func() { m.vars = m.vars[:mark] }()
	get, t := m.pipe(n.Pipe, dot)
	if t.Kind() != reflect.Slice || n.Pipe.IsAssign {
		panic(errUnknown{n})
	}
	key, elem := -1, -1
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		elem = m.declare(decl[0].Ident[0], t.Elem())
	case 2:
		key = m.declare(decl[0].Ident[0], reflect.TypeFor[int]())
		elem = m.declare(decl[1].Ident[0], t.Elem())
	}
	body, otherwise := m.list(n.List, t.Elem()), m.list(n.ElseList, dot)
	return func(m *machine, dot reflect.Value) {
		list := get(m, dot)
		size := list.Len()
		for i := range size {
			value := list.Index(i)
			if key >= 0 {
				m.vars[m.base+key] = reflect.ValueOf(i)
			}
			if elem >= 0 {
				m.vars[m.base+elem] = value
			}
			run(m, body, value)
		}
		if size == 0 {
			run(m, otherwise, dot)
		}
	}
}

// pipe gives the value of a pipe of one command.
func (m *maker) pipe(p *parse.PipeNode, dot reflect.Type) (getter, reflect.Type) {
	if len(p.Cmds) != 1 {
		panic(errUnknown{p})
	}
	return m.command(p.Cmds[0], dot)
}

func (m *maker) command(cmd *parse.CommandNode, dot reflect.Type) (getter, reflect.Type) {
	ident, ok := cmd.Args[0].(*parse.IdentifierNode)
	switch {
	case !ok && len(cmd.Args) == 1:
		return m.operand(cmd.Args[0], dot)
	case ok && ident.Ident == "len" && len(cmd.Args) == 2:
		get, t := m.operand(cmd.Args[1], dot)
		if t.Kind() == reflect.Slice || t.Kind() == reflect.String {
			return func(m *machine, dot reflect.Value) reflect.Value {
				return reflect.ValueOf(get(m, dot).Len())
			}, reflect.TypeFor[int]()
		}
	}
	panic(errUnknown{cmd})
}

func (m *maker) operand(n parse.Node, dot reflect.Type) (getter, reflect.Type) {
	here := func(_ *machine, dot reflect.Value) reflect.Value { return dot }
	switch n := n.(type) {
	case *parse.DotNode:
		return here, dot
	case *parse.FieldNode:
		return fieldGetter(n, here, dot, n.Ident)
	case *parse.VariableNode:
		for i := len(m.vars) - 1; i >= 0; i-- {
			if v := m.vars[i]; v.name == n.Ident[0] {
				get := func(m *machine, _ reflect.Value) reflect.Value { return m.vars[m.base+v.index] }
				return fieldGetter(n, get, v.typ, n.Ident[1:])
			}
		}
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return m.pipe(n, dot)
		}
	case *parse.StringNode:
		value := reflect.ValueOf(n.Text)
		return func(*machine, reflect.Value) reflect.Value { return value }, value.Type()
	case *parse.NumberNode:
		if n.IsInt {
			value := reflect.ValueOf(int(n.Int64))
			return func(*machine, reflect.Value) reflect.Value { return value }, value.Type()
		}
	}
	panic(errUnknown{n})
}

// fieldGetter follows names from a value. A nil pointer on the way ends the
// execution.
func fieldGetter(n parse.Node, from getter, t reflect.Type, names []string) (getter, reflect.Type) {
	for _, name := range names {
		for _, receiver := range []reflect.Type{t, reflect.PointerTo(t)} {
			if _, isMethod := receiver.MethodByName(name); isMethod {
				panic(errUnknown{n})
			}
		}
		outer := from
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
			from = func(m *machine, dot reflect.Value) reflect.Value {
				v := outer(m, dot)
				if v.IsNil() {
					panic(errDirect)
				}
				return v.Elem()
			}
		}
		if t.Kind() != reflect.Struct {
			panic(errUnknown{n})
		}
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			panic(errUnknown{n})
		}
		for _, i := range f.Index {
			if t.Kind() != reflect.Struct { // promoted through a pointer
				panic(errUnknown{n})
			}
			inner := from
			from = func(m *machine, dot reflect.Value) reflect.Value { return inner(m, dot).Field(i) }
			t = t.Field(i).Type
		}
	}
	return from, t
}
