package render

import (
	"reflect"
	"text/template/parse"
)

// function gives the type of the result of one of the functions of
// text/template, the only ones that templates have.
func (s *scope) function(n *parse.IdentifierNode, nodes []parse.Node, args []reflect.Type) reflect.Type {
	switch n.Ident {
	case "and", "or":
		return common(args)
	case "eq", "ne", "lt", "le", "gt", "ge":
		s.compare(n, args)
		return reflect.TypeFor[bool]()
	case "not":
		return reflect.TypeFor[bool]()
	case "len":
		if len(args) == 1 && !hasLength(args[0]) {
			var at parse.Node = n
			if len(nodes) == 1 {
				at = nodes[0]
			}
			s.reportNode(at, "len needs a list or a text, not "+describe(args[0]), "")
		}
		return reflect.TypeFor[int]()
	case "index":
		return s.index(n, args)
	case "slice":
		if len(args) > 0 {
			return args[0]
		}
		return nil
	case "call":
		return nil
	}
	return reflect.TypeFor[string]() // print, html and the like
}

// compare reports a comparison that could never come out, such as that of a
// number with a text.
func (s *scope) compare(n *parse.IdentifierNode, args []reflect.Type) {
	if len(args) < 2 || args[0] == nil {
		return
	}
	for _, t := range args[1:] {
		if t != nil && kindOf(args[0]) != kindOf(t) {
			s.reportNode(n, n.Ident+" cannot compare "+describe(args[0])+" with "+describe(t), "")
			return
		}
	}
}

func (s *scope) index(n *parse.IdentifierNode, args []reflect.Type) reflect.Type {
	if len(args) == 0 {
		return nil
	}
	t := args[0]
	for range args[1:] {
		t = indirect(t)
		if t == nil || t.Kind() == reflect.Interface {
			return nil
		}
		switch t.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map:
			t = t.Elem()
		case reflect.String:
			t = reflect.TypeFor[byte]()
		default:
			s.reportNode(n, "index needs a list, not "+describe(t), "")
			return nil
		}
	}
	return t
}
