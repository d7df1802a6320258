package markup

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"concord/internal/diag"
)

const codeLanguage diag.Code = "unknown-language"

// code writes a code block, highlighted by classes where its language is
// known.
func (r nodeRenderer) code(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.FencedCodeBlock)
	var text bytes.Buffer
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		text.Write(at.Value(source))
	}
	lexer := r.c.lexer(n, source)
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text.String())
	if err == nil {
		err = html.New(html.WithClasses(true)).Format(w, styles.Fallback, tokens)
	}
	_ = w.WriteByte('\n')
	return ast.WalkSkipChildren, err
}

// lexer finds the lexer of a block's language. One that is not known is a
// warning, and the block is shown plain.
func (c *Compiler) lexer(n *ast.FencedCodeBlock, source []byte) chroma.Lexer {
	language := string(n.Language(source))
	if language == "" || language == "text" {
		return lexers.Fallback
	}
	if lexer := lexers.Get(language); lexer != nil {
		return lexer
	}
	at := n.Info.Segment
	c.report(diag.Warning, codeLanguage, at.Start, at.Stop,
		fmt.Sprintf("the language %q of the code is not known; it is shown plain", language),
		diag.DidYouMean(language, lexers.Names(true)))
	return lexers.Fallback
}

// HighlightCSS returns the style sheet for highlighted code, light and dark by
// the reader's preference. Styles that do not exist are named in unknown.
func HighlightCSS(light, dark string) (css []byte, unknown []string) {
	var b bytes.Buffer
	for _, name := range []string{light, dark} {
		if !slices.Contains(styles.Names(), name) {
			unknown = append(unknown, name)
		}
	}
	if unknown != nil {
		return nil, unknown
	}
	writeStyle(&b, light)
	b.WriteString("@media screen and (prefers-color-scheme: dark) {\n")
	writeStyle(&b, dark)
	b.WriteString("}\n")
	return b.Bytes(), nil
}

// StyleHint is what to write instead of an unknown style's name.
func StyleHint(name string) string {
	return hintOr(diag.DidYouMean(name, styles.Names()), "the styles are "+strings.Join(styles.Names(), ", "))
}

func writeStyle(w io.Writer, name string) {
	if err := html.New(html.WithClasses(true)).WriteCSS(w, styles.Get(name)); err != nil {
		panic(fmt.Errorf("chroma failed to write to memory: %w", err)) // a buffer never fails
	}
}
