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
	sum   uint64        // of the file that has these words
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

// compile compiles the documents that are stale, and returns the files that have
// changed since they were decoded. Those of a first run are filed in the
// concordance at once, while others are still being compiled.
func (e *Evaluation) compile(ctx context.Context, r *revision) (changed []*file, err error) {
	var files []*file
	for _, f := range e.sources.files {
		if f.stale {
			files = append(files, f)
		}
	}
	before := make([]compiled, len(files))
	e.options.Progress.Begin("compile", len(files))
	e.makeCompilers(len(files))
	file := newSequence(len(files), func(i int) {
		if r.first && !files[i].stale && files[i].member == nil {
			e.seat(files[i])
		}
	})
	err = parallel(len(files), func(worker, i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := files[i]
		before[i] = f.compiled
		if err := e.compileFile(e.compilers[worker], f, r.first); err != nil {
			return err
		}
		e.options.Progress.Step()
		file.done(i)
		return nil
	})
	file.finish()
	for i, f := range files {
		if f.stale {
			changed = append(changed, f)
			continue
		}
		e.sources.fresh[f] = true
		e.sources.note(f)
		r.files, r.before = append(r.files, f), append(r.before, before[i])
	}
	return changed, err
}

// makeCompilers makes sure that every worker has a compiler.
func (e *Evaluation) makeCompilers(files int) {
	for len(e.compilers) < min(workers(), files) {
		e.compilers = append(e.compilers, markup.NewCompiler(e.vocabulary.Vocabulary))
	}
}

// compileFile compiles a file, which is no longer stale then, unless it has
// changed since it was decoded.
func (e *Evaluation) compileFile(c *markup.Compiler, f *file, spill bool) (err error) {
	defer failure(f.name, &err)
	text := f.take(e.options.Site, e.sources.seed)
	if text == nil {
		return nil
	}
	result := c.Compile(f.document, text)
	x := compiled{facts: result.Facts, diags: result.Diags}
	if e.followed {
		x.words, x.sum = f.compiled.words, f.sum
		if f.compiled.sum != f.sum {
			x.words = mention.WordsOf(result.Text)
		}
	}
	if spill {
		kept, err := e.texts.put(result.HTML, result.Text)
		if err != nil {
			return fmt.Errorf("keep the text of %s: %w", f.name, err)
		}
		x.body = &kept
	} else {
		x.body = &held{bytes.Clone(result.HTML), bytes.Clone(result.Text)}
	}
	f.compiled, f.stale = x, false
	return nil
}
