package render

import (
	"cmp"
	"reflect"
	"text/template/parse"
)

// condition gives the truth of a pipe of one command.
func (m *maker) condition(p *parse.PipeNode, dot reflect.Type) func(*machine, reflect.Value) bool {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		panic(errUnknown{p})
	}
	args := p.Cmds[0].Args
	ident, ok := args[0].(*parse.IdentifierNode)
	if !ok && len(args) > 1 {
		panic(errUnknown{p})
	}
	if !ok {
		return m.operandTruth(args[0], dot)
	}
	switch args = args[1:]; ident.Ident {
	case "not":
		if len(args) == 1 {
			is := m.operandTruth(args[0], dot)
			return func(m *machine, dot reflect.Value) bool { return !is(m, dot) }
		}
	case "and", "or":
		return m.andOr(ident.Ident == "or", args, dot)
	case "eq", "ne", "lt", "le", "gt", "ge":
		if len(args) == 2 {
			return m.compare(ident, args, dot)
		}
	}
	panic(errUnknown{p})
}

// operandTruth gives the truth of an operand, which may be a condition in
// brackets.
func (m *maker) operandTruth(n parse.Node, dot reflect.Type) func(*machine, reflect.Value) bool {
	if pipe, ok := n.(*parse.PipeNode); ok {
		return m.condition(pipe, dot)
	}
	get, t := m.operand(n, dot)
	is := truth(n, t)
	return func(m *machine, dot reflect.Value) bool { return is(get(m, dot)) }
}

// andOr is the "and" or "or" of conditions: any is what decides at once.
func (m *maker) andOr(decides bool, args []parse.Node, dot reflect.Type) func(*machine, reflect.Value) bool {
	var all []func(*machine, reflect.Value) bool
	for _, a := range args {
		all = append(all, m.operandTruth(a, dot))
	}
	return func(m *machine, dot reflect.Value) bool {
		for _, is := range all {
			if is(m, dot) == decides {
				return decides
			}
		}
		return !decides
	}
}

func (m *maker) compare(n *parse.IdentifierNode, args []parse.Node, dot reflect.Type) func(*machine, reflect.Value) bool {
	a, ta := m.operand(args[0], dot)
	b, tb := m.operand(args[1], dot)
	var order func(m *machine, dot reflect.Value) int
	switch {
	case ta.Kind() == reflect.String && tb.Kind() == reflect.String:
		order = func(m *machine, dot reflect.Value) int { return cmp.Compare(a(m, dot).String(), b(m, dot).String()) }
	case ta.Kind() == reflect.Int && tb.Kind() == reflect.Int:
		order = func(m *machine, dot reflect.Value) int { return cmp.Compare(a(m, dot).Int(), b(m, dot).Int()) }
	default:
		panic(errUnknown{n})
	}
	is := map[string]func(int) bool{
		"eq": func(c int) bool { return c == 0 }, "ne": func(c int) bool { return c != 0 },
		"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
		"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
	}[n.Ident]
	return func(m *machine, dot reflect.Value) bool { return is(order(m, dot)) }
}

// truth is what an if makes of a value.
func truth(n parse.Node, t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	panic(errUnknown{n})
}
