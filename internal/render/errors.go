package render

import (
	"bytes"
	"cmp"
	"errors"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"concord/internal/diag"
	"concord/internal/site"
)

var (
	// located is how the template packages begin their errors; the column,
	// counted in bytes from 0, is not always there.
	located = regexp.MustCompile(`^(?:html/)?template: ?(.+?):(\d+)(?::(\d+))?: (?:template: )?`)
	// executing says which node an execution error is about, in a form that
	// repeats the place.
	executing = regexp.MustCompile(`^executing ".*?" at <(.*?)>: `)
	// quoted is a word of the source that a parse error speaks of.
	quoted = regexp.MustCompile(`"((?:[^"\\]|\\.)+)"|<([^>]+)>|'(.)'`)
	// character is the parse error for a character that cannot stand where it does.
	character = regexp.MustCompile(`^bad character U\+[0-9A-F]+ `)
	// undefined is the parse error for a function that does not exist.
	undefined = regexp.MustCompile(`^function "(.*)" not defined$`)
)

// unsafeHTML are the mistakes that html/template describes by its own states.
var unsafeHTML = map[template.ErrorCode]string{
	template.ErrBranchEnd:        "the branches end in different places of the HTML: one of them leaves a tag or a quotation mark open",
	template.ErrRangeLoopReentry: "the body of the range does not end where it began: it leaves a tag or a quotation mark open",
	template.ErrEndContext:       "the template ends inside a tag, an attribute, a comment or a script",
	template.ErrAmbigContext:     "the address has a different meaning in each branch, so it cannot be escaped",
	template.ErrOutputContext:    "it is not clear where in the HTML the called template ends",
}

// builtins are the functions that templates have.
var builtins = []string{
	"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt",
	"ne", "not", "or", "print", "printf", "println", "slice", "urlquery",
}

// diagnose turns an error of the template packages into a diagnostic.
func (s sources) diagnose(err error) diag.Diagnostic {
	d := diag.Diagnostic{Severity: diag.Error, Code: Code, Message: err.Error()}
	m := located.FindStringSubmatchIndex(d.Message)
	if m == nil {
		return d
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return d.Message[m[2*i]:m[2*i+1]]
	}
	file, lineText, columnText := group(1), group(2), group(3)
	line, _ := strconv.Atoi(lineText)
	column, convErr := strconv.Atoi(columnText)
	if convErr != nil {
		column = -1
	}
	message := d.Message[m[1]:]
	word := ""
	if m := executing.FindStringSubmatchIndex(message); m != nil {
		word, message = message[m[2]:m[3]], message[m[1]:]
	} else if m := quoted.FindStringSubmatch(message); m != nil {
		word = m[1] + m[2] + m[3]
	}
	if name := undefined.FindStringSubmatch(message); name != nil {
		message = "there is no function \"" + name[1] + "\""
		d.Hint = diag.DidYouMean(name[1], builtins)
	}
	d.Message = character.ReplaceAllString(message, "unexpected ")
	if unsafe := (*template.Error)(nil); errors.As(err, &unsafe) {
		d.Message = cmp.Or(unsafeHTML[unsafe.ErrorCode], d.Message)
	}
	d.Span = s.locate(file, line, column, word)
	return d
}

// locate finds a place known by line, perhaps by column, and by a word that
// stands there.
func (s sources) locate(file string, line, column int, word string) diag.Span {
	src, ok := s[file]
	if !ok {
		return diag.File(file)
	}
	span := diag.Line(file, src, line, 1, 1)
	if column < 0 {
		if word != "" && strings.Count(span.Text, word) == 1 {
			column = strings.Index(span.Text, word)
		} else {
			column = len(span.Text) - len(strings.TrimLeft(span.Text, " \t"))
			word = span.Text[column:]
		}
	}
	column = min(column, len(span.Text))
	if strings.HasPrefix(span.Text[column:], word) {
		span.Width = max(1, utf8.RuneCountInString(word))
	}
	span.Column = utf8.RuneCountInString(span.Text[:column]) + 1
	return span
}

// at is the place of a node; for text, of the first word of it.
func (s sources) at(n parse.Node) diag.Span {
	location, _ := (*parse.Tree)(nil).ErrorContext(n)
	file, _, _ := strings.Cut(location, ":")
	start := int(n.Position())
	if text, ok := n.(*parse.TextNode); ok {
		start += len(text.Text) - len(bytes.TrimLeft(text.Text, " \t\r\n"))
	}
	return diag.At(file, s[file], start, start+1)
}

func missingLayout(stem string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: Code, Span: diag.File(folderName + stem + ".html"),
		Message: "the theme has no such file",
	}
}

// unusedFile is the warning for a file that overrides nothing.
func unusedFile(file string, layouts []site.Layout) diag.Diagnostic {
	names := []string{baseFile}
	for _, l := range layouts {
		names = append(names, string(l)+".html")
	}
	return diag.Diagnostic{
		Severity: diag.Warning, Code: Code, Span: diag.File(file),
		Message: "no page uses this file: there is no such layout",
		Hint:    diag.DidYouMean(strings.TrimPrefix(file, folderName), names),
	}
}
