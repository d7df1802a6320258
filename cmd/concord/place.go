package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"concord/internal/diag"
)

// fromHere is a list with the paths of its files from the current folder: it
// is the repository's where a service reads the report and shows it beside the
// files. A site elsewhere keeps the paths from its own root.
func fromHere(list []diag.Diagnostic, folder string) []diag.Diagnostic {
	if filepath.IsAbs(folder) {
		here, err := os.Getwd()
		if err != nil {
			return list
		}
		if folder, err = filepath.Rel(here, folder); err != nil {
			return list
		}
	}
	if !filepath.IsLocal(folder) {
		return list
	}
	folder = filepath.ToSlash(folder)
	moved := slices.Clone(list)
	for i := range moved {
		d := &moved[i]
		if d.Span.File != "" {
			d.Span.File = path.Join(folder, d.Span.File)
		}
		d.Fixes = slices.Clone(d.Fixes)
		for k := range d.Fixes {
			d.Fixes[k].File = path.Join(folder, d.Fixes[k].File)
		}
	}
	return moved
}

// onDisk is a list whose fixes count the bytes of the files as they lie on the
// disk, where a line may end with two: that is what other programs see. Fixes
// of a file that cannot be read any more are left out.
func onDisk(list []diag.Diagnostic, folder string) []diag.Diagnostic {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return list
	}
	defer root.Close()
	list = slices.Clone(list)
	for i := range list {
		var fixes []diag.Edit
		for _, e := range list[i].Fixes {
			if raw, err := root.ReadFile(filepath.FromSlash(e.File)); err == nil {
				fixes = append(fixes, editOnDisk(e, raw))
			}
		}
		if len(fixes) < len(list[i].Fixes) {
			fixes = nil // they belong together
		}
		list[i].Fixes = fixes
	}
	return list
}

func editOnDisk(e diag.Edit, raw []byte) diag.Edit {
	if !bytes.Contains(raw, []byte("\r\n")) {
		return e
	}
	e.Start, e.End = offsetOnDisk(raw, e.Start), offsetOnDisk(raw, e.End)
	e.Old = string(raw[e.Start:max(e.Start, e.End)])
	e.New = strings.ReplaceAll(e.New, "\n", "\r\n")
	return e
}

// offsetOnDisk is where a byte of a text stands in its file.
func offsetOnDisk(raw []byte, at int) int {
	read := 0
	for i := range raw {
		if read == at {
			return i
		}
		if !bytes.HasPrefix(raw[i:], []byte("\r\n")) {
			read++
		}
	}
	return len(raw)
}
