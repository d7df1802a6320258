package watch

import (
	"io/fs"
	"os"
)

// place notes which folders the root and the watched ones are.
func (w *loop) place() {
	w.places = w.look()
	root := w.places[0]
	if root == nil {
		return
	}
	if w.rootWas != nil && !os.SameFile(w.rootWas, root) {
		w.ledger.replaceRoot()
	}
	w.rootWas = root
}

// moved says whether the root, or a watched folder, is not the one it was when
// watches were set: one above it may have moved, of which no event tells.
func (w *loop) moved() bool {
	for i, now := range w.look() {
		was := w.places[i]
		if (now == nil) != (was == nil) || now != nil && !os.SameFile(was, now) {
			return true
		}
	}
	return false
}

func (w *loop) look() []fs.FileInfo {
	places := make([]fs.FileInfo, 0, 1+len(w.folders))
	for _, f := range append([]string{"."}, w.folders...) {
		info, err := w.disk.stat(f)
		if err != nil {
			info = nil
		}
		places = append(places, info)
	}
	return places
}
