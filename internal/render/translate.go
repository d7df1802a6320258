package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"concord/internal/diag"
	"concord/internal/language"
)

// Words are the words of a page's language. Their keys are the English words,
// which stand in the templates.
type Words interface {
	// Text is a text in the language; "{}" in it stands for a value.
	Text(english string) string
	// Forms are a text for one thing and for another number of them.
	Forms(one, other string) (string, string)
}

// translateName is the function that templates call for words: {{tr "Search"}},
// {{tr "In {}" .Label}}, {{tr "{} page" "{} pages" .Pages}}.
//
// Calls are replaced by the words when the theme is loaded, so a page costs the
// same in every language, and what is wrong with one is said then.
const translateName = "tr"

const placeholder = "{}"

// translateFuncs let templates parse; the calls are gone before any is executed.
var translateFuncs = texttemplate.FuncMap{translateName: func(...any) string { return "" }}

// translator replaces the calls in the trees of one file.
type translator struct {
	words   Words
	src     sources
	strings []string // every key
	list    []diag.Diagnostic
}

// nodes replaces the calls in a list and in the lists below it.
func (t *translator) nodes(list *parse.ListNode) {
	if list == nil {
		return
	}
	var out []parse.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if args := translation(n.Pipe); args != nil {
				out = append(out, t.expand(n, args)...)
				continue
			}
			t.stray(n, n.Pipe)
		case *parse.IfNode:
			t.branch(&n.BranchNode)
		case *parse.WithNode:
			t.branch(&n.BranchNode)
		case *parse.RangeNode:
			t.branch(&n.BranchNode)
		case *parse.TemplateNode:
			t.stray(n, n.Pipe)
		}
		out = append(out, n)
	}
	list.Nodes = out
}

func (t *translator) branch(n *parse.BranchNode) {
	t.stray(n, n.Pipe)
	t.nodes(n.List)
	t.nodes(n.ElseList)
}

// translation returns what a call of tr is given, nil where a pipe is none.
func translation(p *parse.PipeNode) []parse.Node {
	if p == nil || len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil
	}
	ident, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || ident.Ident != translateName {
		return nil
	}
	return p.Cmds[0].Args[1:]
}

// stray reports a call that is not an action of its own.
func (t *translator) stray(at parse.Node, p *parse.PipeNode) {
	if p != nil && slices.ContainsFunc(strings.FieldsFunc(p.String(), func(r rune) bool { return r == ' ' || r == '(' }), func(s string) bool {
		return s == translateName
	}) {
		t.mistake(at, "tr stands in a larger expression", "write {{tr \"…\"}} where the words are to be shown")
	}
}

func (t *translator) mistake(at parse.Node, message, hint string) {
	t.list = append(t.list, diag.Diagnostic{Severity: diag.Error, Code: Code, Span: t.src.at(at), Message: message, Hint: hint})
}

// expand is the words of a call, with its values in their places.
func (t *translator) expand(n *parse.ActionNode, args []parse.Node) []parse.Node {
	texts, values := arguments(args)
	var made []parse.Node
	switch {
	case len(texts) == 1:
		t.strings = append(t.strings, texts[0])
		if strings.Count(texts[0], placeholder) != len(values) {
			t.mistake(n, fmt.Sprintf("%q has %d places for values, and is given %d", texts[0], strings.Count(texts[0], placeholder), len(values)),
				"write {} for each value")
			return nil
		}
		made = fill(n, t.words.Text(texts[0]), values)
	case len(texts) == 2 && len(values) == 1:
		t.strings = append(t.strings, texts[1])
		one, other := t.words.Forms(texts[0], texts[1])
		if one == other {
			return fill(n, other, values)
		}
		made = []parse.Node{&parse.IfNode{BranchNode: parse.BranchNode{
			NodeType: parse.NodeIf, Pos: n.Pos, Line: n.Line, Pipe: isOne(n, values[0]),
			List:     &parse.ListNode{NodeType: parse.NodeList, Pos: n.Pos, Nodes: fill(n, one, values)},
			ElseList: &parse.ListNode{NodeType: parse.NodeList, Pos: n.Pos, Nodes: fill(n, other, values)},
		}}}
	default:
		t.mistake(n, "tr does not know what to say", `write {{tr "words"}}, {{tr "words with {}" .Value}} or {{tr "{} page" "{} pages" .Number}}`)
	}
	return made
}

// arguments splits the arguments of a call into texts and values.
func arguments(args []parse.Node) (texts []string, values []parse.Node) {
	for _, a := range args {
		if s, ok := a.(*parse.StringNode); ok && len(values) == 0 {
			texts = append(texts, s.Text)
		} else {
			values = append(values, a)
		}
	}
	return texts, values
}

// fill is a text with values in its places: in their order, or where it numbers
// them ({2}), in its own. Words are shown as values are, so that html/template
// decides how to escape them where they stand.
func fill(n *parse.ActionNode, text string, values []parse.Node) []parse.Node {
	var made []parse.Node
	for next := 0; text != ""; next++ {
		before, number, after, found := language.CutPlace(text)
		if before != "" {
			made = append(made, show(n, &parse.StringNode{NodeType: parse.NodeString, Pos: n.Pos, Quoted: strconv.Quote(before), Text: before}))
		}
		if !found {
			break
		}
		if text = after; number == 0 {
			number = next + 1
		}
		if number <= len(values) {
			made = append(made, show(n, values[number-1].Copy()))
		}
	}
	return made
}

// show is an action in the place of another that shows a value.
func show(n *parse.ActionNode, value parse.Node) parse.Node {
	action := n.Copy().(*parse.ActionNode)
	action.Pipe.Cmds[0].Args = []parse.Node{value}
	return action
}

func pipe(pos parse.Pos, args ...parse.Node) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{
		{NodeType: parse.NodeCommand, Pos: pos, Args: args},
	}}
}

// isOne is the condition that a value is 1.
func isOne(n *parse.ActionNode, value parse.Node) *parse.PipeNode {
	eq := parse.NewIdentifier("eq").SetPos(n.Pos)
	one := &parse.NumberNode{NodeType: parse.NodeNumber, Pos: n.Pos, IsInt: true, Int64: 1, IsUint: true, Uint64: 1, IsFloat: true, Float64: 1, Text: "1"}
	return pipe(n.Pos, eq, value.Copy(), one)
}
