package engine

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"sync/atomic"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/source"
)

const (
	contentFolder = "content"

	codeNoContent diag.Code = "no-content"
	codeSameID    diag.Code = "same-id"
	codeSamePath  diag.Code = "same-address"
)

// heldText is how many bytes of source text are kept between reading front
// matters and compiling bodies; what goes beyond is read again.
const heldText = 160 << 20

// file is one Markdown file on its way to a member of the concordance.
type file struct {
	name        string // from the site's root
	document    *record.Document
	definitions []mention.Definition
	member      *concord.Member
	text        []byte // held, or nil
}

// take returns the file's text and lets go of it.
func (f *file) take(site fs.FS) ([]byte, []diag.Diagnostic) {
	if text := f.text; text != nil {
		f.text = nil
		return text, nil
	}
	return source.ReadText(site, f.name)
}

// read finds the site's files and decodes the front matters.
func (e *Evaluation) read() error {
	names, diags, err := source.Walk(e.options.Site, contentFolder)
	if err != nil {
		return err
	}
	e.report(diags...)
	e.readConfig()
	var files []*file
	for _, name := range names {
		switch {
		case name == record.ConfigPath:
		case path.Ext(name) == ".md":
			files = append(files, &file{name: name})
		default:
			e.other = append(e.other, strings.TrimPrefix(name, contentFolder+"/"))
		}
	}
	if len(files) == 0 {
		e.report(diag.Diagnostic{
			Severity: diag.Error, Code: codeNoContent, Span: diag.File(contentFolder),
			Message: "the folder holds no Markdown files",
			Hint:    "write " + contentFolder + "/index.md to begin with",
		})
	}
	return e.decode(files)
}

func (e *Evaluation) readConfig() {
	text, diags := source.ReadText(e.options.Site, record.ConfigPath)
	if diags != nil && text == nil {
		if _, err := fs.Stat(e.options.Site, record.ConfigPath); err == nil {
			e.report(diags...)
		}
	}
	config, diags := record.DecodeConfig(text)
	e.report(diags...)
	if e.options.BaseURL != "" {
		config.BaseURL = strings.TrimSuffix(e.options.BaseURL, "/") + "/"
	}
	e.Config = config
}

// decode reads the files and keeps those that have an id of their own, in the
// order of their documents.
func (e *Evaluation) decode(files []*file) error {
	e.options.Progress.Begin("read", len(files))
	diags := make([][]diag.Diagnostic, len(files))
	var held atomic.Int64
	err := parallel(len(files), func(_, i int) error {
		diags[i] = files[i].decode(e.options.Site, &held)
		e.options.Progress.Step()
		return nil
	})
	byID := map[string]*file{}
	for i, f := range files {
		e.report(diags[i]...)
		if f.document == nil {
			continue
		}
		if first := byID[f.document.ID]; first != nil {
			e.report(diag.Diagnostic{
				Severity: diag.Error, Code: codeSameID, Span: diag.File(f.name),
				Message: "the document has the same id as another: " + f.document.ID,
				Notes:   []string{"the other is " + first.name}, Hint: "rename one of the files",
			})
			continue
		}
		byID[f.document.ID] = f
		e.files = append(e.files, f)
	}
	sortFiles(e.files)
	if e.options.OnRead != nil {
		e.options.OnRead(held.Load())
	}
	return err
}

func (f *file) decode(site fs.FS, held *atomic.Int64) []diag.Diagnostic {
	text, diags := source.ReadText(site, f.name)
	if diags != nil {
		return diags
	}
	f.document, diags = record.Decode(strings.TrimPrefix(f.name, contentFolder+"/"), text)
	if f.document.Kind.Official() {
		f.definitions = mention.Definitions(text[f.document.Body:])
	}
	if held.Add(int64(len(text))) <= heldText {
		f.text = text
	}
	return diags
}

// find locates words in a file, or the file as a whole where they do not stand
// there as given.
func find(name string, text []byte, words string) diag.Span {
	if i := bytes.Index(text, []byte(words)); i >= 0 {
		return diag.At(name, text, i, i+len(words))
	}
	return diag.File(name)
}
