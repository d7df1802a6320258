// Package source reads a site's files: which there are, and what they hold.
//
// It is where files turn into text. Everything after it may rely on what it
// checked: names are slash paths inside the site, text is valid UTF-8 without
// NUL, lines end with "\n". What cannot be used is a diagnostic, and the rest
// is read all the same.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"concord/internal/diag"
	"concord/internal/litter"
)

const (
	codeLink     diag.Code = "symlink"
	codeRead     diag.Code = "unreadable"
	codeEncoding diag.Code = "encoding"
)

// Walk returns the names of the regular files below a folder, in the order of
// their names. Files and folders whose names begin with "_" are drafts and parts,
// and with litter are passed over. A symbolic link
// counts as the file it leads to, and is a diagnostic where it leads to a
// folder, to nothing or out of the site.
func Walk(fsys fs.FS, dir string) ([]string, []diag.Diagnostic, error) {
	var names []string
	var diags []diag.Diagnostic
	err := fs.WalkDir(fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == dir:
			return err
		case err != nil:
			diags = append(diags, unreadable(name, err))
			return fs.SkipDir
		case name != dir && hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type()&fs.ModeSymlink != 0:
			if d, ok := follow(fsys, name); !ok {
				diags = append(diags, d)
				return nil
			}
			names = append(names, name)
		case entry.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			err = pathErr.Err
		}
		return nil, nil, fmt.Errorf("read the folder %s: %w", dir, err)
	}
	return names, diags, nil
}

// Listed says whether a file of a name below a folder is one that Walk returns,
// if it is there.
func Listed(name string) bool {
	for element := range strings.SplitSeq(name, "/") {
		if hidden(element) {
			return false
		}
	}
	return true
}

func hidden(base string) bool {
	return strings.HasPrefix(base, "_") || litter.Is(base)
}

// follow says whether a symbolic link leads to a regular file of the site.
func follow(fsys fs.FS, name string) (diag.Diagnostic, bool) {
	info, err := fs.Stat(fsys, name)
	d := diag.Diagnostic{Severity: diag.Error, Code: codeLink, Span: diag.File(name)}
	switch {
	case err != nil:
		d.Message = "the symbolic link leads to nothing, or out of the site"
		d.Hint = "put the file itself here, or a link to a file inside the site's folder"
	case !info.Mode().IsRegular():
		d.Message = "the symbolic link leads to a folder, which is not followed"
		d.Hint = "put the folder itself here"
	default:
		return d, true
	}
	return d, false
}

// Read returns the bytes of a file, as they are. A file that cannot be read is
// a diagnostic.
func Read(fsys fs.FS, name string) ([]byte, []diag.Diagnostic) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, []diag.Diagnostic{unreadable(name, err)}
	}
	return data, nil
}

// ReadText returns the text of a file, with "\n" at the end of its lines.
// Text that is not UTF-8 is a diagnostic at the place of the first mistake.
func ReadText(fsys fs.FS, name string) ([]byte, []diag.Diagnostic) {
	data, diags := Read(fsys, name)
	if diags != nil {
		return nil, diags
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // ends a line in Markdown and in YAML
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return nil, []diag.Diagnostic{encoding(name, data, i, "the text holds a NUL byte")}
	}
	if !utf8.Valid(data) {
		return nil, []diag.Diagnostic{encoding(name, data, firstInvalid(data), "the text is not UTF-8")}
	}
	return data, nil
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

func encoding(name string, data []byte, at int, message string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: codeEncoding, Message: message,
		Span: diag.At(name, data, at, at+1), Hint: "save the file as UTF-8 text",
	}
}

func unreadable(name string, err error) diag.Diagnostic {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return diag.Diagnostic{
		Severity: diag.Error, Code: codeRead, Span: diag.File(name),
		Message: fmt.Sprintf("%s cannot be read: %v", path.Base(name), err),
	}
}
