package output

import (
	"fmt"
	"slices"
)

// publish carries out a plan. Before each step the manifest says what the step is about to make stray,
// so that a run after a kill finds the folder in one of a few known conditions.
func (w *Writer) publish(p *plan) error {
	before := w.recorded.Files
	union := slices.Concat(p.files, p.gone)
	slices.Sort(union)
	for _, step := range []func() error{
		func() error { return w.record(manifest{Files: before, Stray: p.added}) },
		func() error { return w.moveAll(p.add) },
		func() error { return w.record(manifest{Files: union}) },
		func() error { return w.moveAll(p.swap) },
		func() error { return w.moveAll(p.replace) },
		func() error { return w.moveAll(p.home) },
		func() error { return w.record(manifest{Files: p.files, Stray: p.gone}) },
		func() error { return w.removeAll(p) },
		func() error { return w.record(manifest{Files: p.files}) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) moveAll(moves []move) error {
	for _, m := range moves {
		if m.aside {
			if err := w.disk.rename(w.site.at(m.to), w.stage.free()); err != nil {
				return fmt.Errorf("make way for %s: %w", m.to, err)
			}
		}
		if err := w.disk.rename(m.from, w.site.at(m.to)); err != nil {
			return fmt.Errorf("publish %s: %w", m.to, err)
		}
	}
	return nil
}

func (w *Writer) removeAll(p *plan) error {
	n, err := w.prune(p.gone)
	w.stats.Removed = p.displaced + n
	return err
}
