package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"concord/internal/diag"
	"concord/internal/engine"
)

func explainCommand(stdout, stderr io.Writer) *cobra.Command {
	var flags siteFlags
	var folder, format string
	cmd := &cobra.Command{
		Use:   "explain QUESTION",
		Short: "Tell what is recognised in a place or in words, by which rule, and what lost",
		Long: "Explain answers a question about the names and dates that the record recognises.\n\n" +
			"The question is a place, a document or one of its paragraphs: explain tells what is mentioned\n" +
			"there, why, where the words lead, what else they might have meant, and what to write instead.\n" +
			"Or it is any words: explain tells who has them as a name, what they are taken for in running\n" +
			"text, and where that is mentioned.\n\n" +
			"Errors of the site are printed to standard error, and do not keep it from answering. With them,\n" +
			"or where nothing is found, the exit status is still 0.",
		Example: "  concord explain \"Ministry of Health\"\n  concord explain annexes/a#7.2\n" +
			"  concord explain content/statement.md --site ../treaty\n  concord explain HSA --format json",
		Args:              explainArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(explainFormats(), format) {
				return hint(fmt.Errorf("there is no format %q", format), "the formats are "+strings.Join(explainFormats(), ", "))
			}
			if err := holdsSite(folder, "go to the site's folder, or name it: concord explain --site FOLDER QUESTION"); err != nil {
				return err
			}
			return flags.explain(folder, strings.Join(args, " "), format, stdout, stderr)
		},
	}
	cmd.Flags().StringVar(&folder, "site", ".", "the site's folder")
	cmd.Flags().StringVar(&format, "format", formatText, "how to answer: "+strings.Join(explainFormats(), ", "))
	// They fail only for flags that do not exist.
	_ = cmd.RegisterFlagCompletionFunc("site", completeFolders)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(explainFormats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// explainFormats are what explain answers in.
func explainFormats() []string { return []string{formatText, formatJSON} }

func explainArgs(_ *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, " ")) == "" {
		return hint(errors.New("explain needs a question"), `write concord explain "Ministry of Health", or concord explain annexes/a#7.2`)
	}
	return nil
}

func (f *siteFlags) explain(folder, question, format string, stdout, stderr io.Writer) (err error) {
	e, _, err := f.read(folder, stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	wrong := slices.DeleteFunc(slices.Clone(e.Diags), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	if err := printDiagnostics(stderr, wrong); err != nil {
		return err
	}
	answer, err := e.Explain(question)
	if err != nil {
		return err
	}
	if format == formatJSON {
		enc := json.NewEncoder(stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(answer)
	}
	return writeAnswer(stdout, &answer)
}

// answerWriter writes an answer for people.
type answerWriter struct{ strings.Builder }

func writeAnswer(w io.Writer, x *engine.Explained) error {
	var a answerWriter
	if x.Place != "" {
		a.line("%s, in %s", x.Place, x.File)
	} else {
		a.names(x)
	}
	a.found(x)
	for _, k := range x.Places {
		a.places(k)
	}
	_, err := io.WriteString(w, a.String())
	return err
}

// line writes one line. What comes from the sources must not steer a terminal.
func (a *answerWriter) line(format string, args ...any) {
	a.WriteString(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\uFFFD'
		}
		return r
	}, fmt.Sprintf(format, args...)))
	a.WriteByte('\n')
}

func (a *answerWriter) names(x *engine.Explained) {
	if len(x.Names) > 0 {
		a.line("%q is a name:", x.Question)
	} else {
		a.line("%q is no name that the record knows", x.Question)
	}
	for _, n := range x.Names {
		place := n.File
		if n.Line > 0 {
			place = fmt.Sprintf("%s:%d", n.File, n.Line)
		}
		a.line("  %s: %s, %q, in %s", n.What, n.Rule, n.Name, place)
	}
	if len(x.Near) > 0 {
		a.line("names like it:")
		for _, name := range x.Near {
			a.line("  %s", name)
		}
	}
}

// found writes what was recognised and what was not, in reading order.
func (a *answerWriter) found(x *engine.Explained) {
	words := x.Place == ""
	if words && len(x.Mentions)+len(x.Problems)+len(x.Passed) > 0 {
		a.line("")
		a.line("in running text:")
	}
	if !words && len(x.Mentions)+len(x.Problems) == 0 {
		a.line("nothing is recognised there")
	}
	var list []remark
	for _, m := range x.Mentions {
		list = append(list, remark{m.Paragraph, m.Line, m.Column, func() { a.mention(&m) }})
	}
	for _, p := range x.Problems {
		list = append(list, remark{p.Paragraph, p.Line, p.Column, func() { a.problem(&p) }})
	}
	for _, l := range x.Passed {
		list = append(list, remark{l.Paragraph, l.Line, l.Column, func() { a.line("%q is not %s", l.Words, l.What); a.line("    %s", l.Why) }})
	}
	for _, u := range x.Unrecognised {
		paragraph := strings.TrimPrefix(u.Paragraph, "para-")
		list = append(list, remark{paragraph, u.Line, u.Column, func() { a.unrecognised(&u) }})
	}
	slices.SortStableFunc(list, func(a, b remark) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column)) })
	for _, r := range list {
		if words {
			a.WriteString("  ")
		} else {
			a.WriteString(fmt.Sprintf("%s (%d:%d) ", r.paragraph, r.line, r.column))
		}
		r.write()
	}
}

// remark is something said about a place. What write writes begins in the
// middle of a line.
type remark struct {
	paragraph    string
	line, column int
	write        func()
}

func (a *answerWriter) mention(m *engine.ExplainedMention) {
	a.line("%q is %s", m.Words, m.What)
	rule := m.Rule
	if m.Name != "" && m.Name != m.Words {
		rule += fmt.Sprintf(", %q", m.Name)
	}
	if m.Because != "" {
		rule += "; " + m.Because
	}
	a.line("    rule: %s", rule)
	switch {
	case m.Href != "":
		a.line("    link: %s", m.Href)
	case m.NoLink != "":
		a.line("    no link: %s", m.NoLink)
	}
	a.considered(m.Considered, m.Instead)
}

func (a *answerWriter) problem(p *engine.ExplainedProblem) {
	a.line("%s: %s [%s]", p.Severity, p.Message, p.Code)
	a.considered(p.Considered, p.Instead)
}

func (a *answerWriter) unrecognised(u *engine.Unrecognised) {
	what := "a " + u.Kind
	if u.Agency {
		what = "the name of an agency"
	}
	a.line("%q looks like %s, and is not known", u.Words, what)
}

func (a *answerWriter) considered(list []engine.ExplainedLoss, instead []string) {
	for _, l := range list {
		a.line("    not %q, %s: %s", l.Words, l.What, l.Why)
	}
	for _, s := range instead {
		a.line("    instead: %s", s)
	}
}

func (a *answerWriter) places(k engine.ExplainedKey) {
	a.line("")
	if k.Count == 0 {
		a.line("%s is not mentioned", k.What)
		return
	}
	a.line("%s is mentioned in %s:", k.What, counted(k.Count, "place"))
	for _, p := range k.Places {
		a.line("  %s %q", p.Reference, p.Words)
	}
	if rest := k.Count - len(k.Places); rest > 0 {
		a.line("  and %d more", rest)
	}
}
