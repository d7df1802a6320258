package output

import (
	"fmt"
	"maps"
	"path"
	"slices"
)

// prune removes files of ours and the folders that this leaves empty, and says how many files it
// removed. The home page goes first, so that nothing leads to what goes after it. A path where no file
// stands is passed over.
func (w *Writer) prune(paths []string) (int, error) {
	site := newPublished(w.dir)
	if slices.Contains(paths, home) {
		paths = append([]string{home}, paths...)
	}
	n := 0
	emptied := map[string]struct{}{}
	for _, p := range paths {
		removed, err := w.removeFile(site, p)
		if err != nil {
			return n, fmt.Errorf("remove %s, which is no longer part of the site: %w", p, err)
		}
		if removed {
			n++
		}
		// Even where no file stood: a killed run may have removed it and not its folder.
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			emptied[dir] = struct{}{}
		}
	}
	return n, w.removeEmpty(site, emptied)
}

func (w *Writer) removeFile(site *published, p string) (bool, error) {
	info, err := site.file(p)
	if info == nil || err != nil {
		return false, err
	}
	return true, w.disk.remove(site.at(p))
}

// removeEmpty visits folders before their parents.
func (w *Writer) removeEmpty(site *published, folders map[string]struct{}) error {
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		is, err := site.folder(dir)
		if err == nil && is && isEmpty(site.at(dir)) {
			err = w.disk.remove(site.at(dir))
		}
		if err != nil {
			return fmt.Errorf("remove the empty folder %s: %w", dir, err)
		}
	}
	return nil
}
