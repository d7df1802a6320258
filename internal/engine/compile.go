package engine

import (
	"bytes"
	"context"
	"fmt"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
)

// compiled is what a document's body came to with a vocabulary.
type compiled struct {
	facts *record.Facts
	body  concord.Body
	diags []diag.Diagnostic
	words mention.Words // of its text; only where the site is followed
}

func (c *compiled) mayHold(names []string) bool {
	for _, name := range names {
		if c.words.MayHold(name) {
			return true
		}
	}
	return false
}

func (c *compiled) mentions(keys map[record.Key]bool) bool {
	if len(keys) == 0 || c.facts == nil {
		return false
	}
	for i := range c.facts.Mentions {
		if keys[c.facts.Mentions[i].Key] {
			return true
		}
	}
	return false
}

// compile compiles the documents that are stale. Those of a first run are filed
// in the concordance at once, while others are still being compiled.
func (e *Evaluation) compile(ctx context.Context, r *revision) error {
	for _, f := range e.sources.files {
		if f.stale {
			r.files = append(r.files, f)
		}
	}
	r.before = make([]compiled, len(r.files))
	e.options.Progress.Begin("compile", len(r.files))
	e.makeCompilers(len(r.files))
	file := newSequence(len(r.files), func(i int) {
		if r.first {
			e.seat(r.files[i])
		}
	})
	err := parallel(len(r.files), func(worker, i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := r.files[i]
		c, err := e.compileFile(e.compilers[worker], f, r.first)
		if err != nil {
			return err
		}
		r.before[i], f.compiled, f.stale = f.compiled, c, false
		e.options.Progress.Step()
		file.done(i)
		return nil
	})
	file.finish()
	return err
}

// makeCompilers makes sure that every worker has a compiler.
func (e *Evaluation) makeCompilers(files int) {
	for len(e.compilers) < min(workers(), files) {
		e.compilers = append(e.compilers, markup.NewCompiler(e.vocabulary.Vocabulary))
	}
}

func (e *Evaluation) compileFile(c *markup.Compiler, f *file, spill bool) (_ compiled, err error) {
	defer failure(f.name, &err)
	text, diags := f.take(e.options.Site)
	if diags != nil {
		return compiled{facts: &record.Facts{}, body: &body{texts: e.texts}, diags: diags}, nil
	}
	if f.document.Body > len(text) {
		return compiled{}, fmt.Errorf("%s changed while it was read", f.name)
	}
	result := c.Compile(f.document, text)
	x := compiled{facts: result.Facts, diags: result.Diags}
	if e.followed {
		x.words = mention.WordsOf(result.Text)
	}
	if !spill {
		x.body = &held{bytes.Clone(result.HTML), bytes.Clone(result.Text)}
		return x, nil
	}
	kept, err := e.texts.put(result.HTML, result.Text)
	if err != nil {
		return compiled{}, fmt.Errorf("keep the text of %s: %w", f.name, err)
	}
	x.body = &kept
	return x, nil
}
