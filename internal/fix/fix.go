// Package fix applies the edits that diagnostics carry to the files of a site.
//
// The contract:
//   - The edits of one diagnostic are applied together or not at all, and an edit
//     only where its old words still stand in their place. Of two that overlap
//     the first wins.
//   - Every other byte of a file stays as it is: line ends, a byte order mark, a
//     missing end of the last line. Edits count bytes as the rest of the program
//     reads them, with "\n" at the end of lines, whatever ends them in the file.
//   - A file is replaced as a whole, with its permissions, or not at all. A file
//     that changes meanwhile is left alone. Nothing outside the site's folder is
//     read or written, whatever links lead there.
package fix

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"concord/internal/diag"
)

// Report is what was done.
type Report struct {
	Applied []diag.Edit // in the order of the diagnostics
	Skipped []diag.Edit // that no longer fit, or overlap others
	Files   []string    // that were changed, sorted
}

// Apply applies the edits of diagnostics to the files under root. An error is a
// failure of the machine's; the report says what was done until then.
func Apply(root *os.Root, list []diag.Diagnostic) (Report, error) {
	p := plan{root: root, files: map[string]*file{}}
	var wanted [][]diag.Edit
	for _, d := range list {
		fits, err := p.fit(d.Fixes)
		if err != nil {
			return Report{}, err
		}
		if fits {
			wanted = append(wanted, d.Fixes)
		} else {
			p.report.Skipped = append(p.report.Skipped, d.Fixes...)
		}
	}
	return p.write(wanted)
}

// plan is which edits go into which file.
type plan struct {
	root   *os.Root
	files  map[string]*file // by the path in edits; nil for one that cannot be edited
	report Report
}

// fit plans the edits of one diagnostic, if all of them fit.
func (p *plan) fit(edits []diag.Edit) (bool, error) {
	for i, e := range edits {
		f, err := p.file(e.File)
		if err != nil {
			return false, err
		}
		if f == nil || !f.fits(e) || slices.ContainsFunc(edits[:i], func(o diag.Edit) bool { return o.File == e.File && overlap(o, e) }) {
			return false, nil
		}
	}
	for _, e := range edits {
		f := p.files[e.File]
		if !slices.Contains(f.edits, e) { // the same mistake may have been found twice
			f.edits = append(f.edits, e)
		}
	}
	return true, nil
}

// file reads a file when it is first edited.
func (p *plan) file(name string) (*file, error) {
	if f, known := p.files[name]; known {
		return f, nil
	}
	f, err := open(p.root, name)
	if err != nil && !errors.Is(err, errNotEditable) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	p.files[name] = f
	return f, nil
}

// write writes the files and says what was done.
func (p *plan) write(wanted [][]diag.Edit) (Report, error) {
	var failed []error
	written := map[string]bool{}
	for name, f := range p.files {
		if f == nil || len(f.edits) == 0 {
			continue
		}
		switch err := f.replace(p.root); {
		case err == nil:
			written[name] = true
			p.report.Files = append(p.report.Files, name)
		case !errors.Is(err, errChanged):
			failed = append(failed, fmt.Errorf("write %s: %w", name, err))
		}
	}
	slices.Sort(p.report.Files)
	for _, e := range slices.Concat(wanted...) {
		switch {
		case !written[e.File]:
			p.report.Skipped = append(p.report.Skipped, e)
		case !slices.Contains(p.report.Applied, e):
			p.report.Applied = append(p.report.Applied, e)
		}
	}
	return p.report, errors.Join(failed...)
}
