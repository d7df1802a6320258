// Package bundle makes of a theme's TypeScript and style sheets what browsers
// load: few small files, named by what they hold. It is the only importer of
// esbuild, and runs it inside the program: no Node is needed to build a site.
//
// The same files give the same bytes on every machine: nothing is read but the
// fs.FS, and no name of a folder goes into what is made.
package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// File is a file that pages load.
type File struct {
	Name    string // of the source, below ts/ or css/ and without ending: "search"
	Path    string // from the site's root: "assets/search.0f1e2d3c4b5a.js"
	Content []byte
}

// Problem is something wrong with a source file.
type Problem struct {
	File    string // within the fs.FS; "" where none is to blame
	Line    int    // from 1; 0 for the file as a whole
	Column  int    // bytes before it on its line
	Width   int    // bytes
	Text    string // what is wrong
	Warning bool   // the file is usable all the same
}

// Scripts bundles each entry with the modules that it imports into one script
// that runs at once and defines nothing global, in English. Every browser that can
// inflate the search index knows ES2022. There are no files if there is a problem
// that is more than a warning.
func Scripts(files fs.FS, entries []string) ([]File, []Problem) {
	return Translated(files, entries, english{})
}

// Translated bundles entries as Scripts does, with the words of a language. A script
// without words is the same file in every language.
func Translated(files fs.FS, entries []string, words Words) ([]File, []Problem) {
	list, problems := scripts(files, entries, words)
	if len(problems) > 0 {
		_, problems = scripts(files, entries, nil) // they lie elsewhere where words take the place of others
	}
	return list, problems
}

// scripts bundles entries. Without words they stay as they are written.
func scripts(files fs.FS, entries []string, words Words) ([]File, []Problem) {
	if len(entries) == 0 {
		return nil, nil
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Plugins: []api.Plugin{modules(files, words)},
		Bundle: true, Format: api.FormatIIFE, Platform: api.PlatformBrowser, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Charset: api.CharsetASCII, LegalComments: api.LegalCommentsNone, TreeShaking: api.TreeShakingTrue,
		Outdir: "assets", TsconfigRaw: "{}", LogLevel: api.LogLevelSilent,
	})
	problems := problems(result.Errors, result.Warnings)
	if len(result.Errors) > 0 {
		return nil, problems
	}
	var list []File
	for _, out := range result.OutputFiles {
		name := strings.TrimSuffix(path.Base(filepath.ToSlash(out.Path)), ".js")
		list = append(list, file(name, ".js", out.Contents))
	}
	return list, problems
}

// Style makes a style sheet, css/NAME.css, smaller. What it warns of is left
// as it is.
func Style(name string, css []byte) (File, []Problem) {
	result := api.Transform(string(css), api.TransformOptions{
		Loader: api.LoaderCSS, Sourcefile: name, MinifyWhitespace: true, MinifySyntax: true,
		Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
	})
	list := append(problems(result.Errors, result.Warnings), imports(name, css, result.Code)...)
	return file(strings.TrimSuffix(strings.TrimPrefix(name, "css/"), ".css"), ".css", result.Code), list
}

// imports reports an @import: what it names is published under another name, and
// loaded by every page anyway.
func imports(name string, css, made []byte) []Problem {
	const rule = "@import"
	if !bytes.HasPrefix(made, []byte(rule)) { // where all of them stand
		return nil
	}
	at := max(bytes.Index(css, []byte(rule)), 0)
	line := bytes.Count(css[:at], []byte{'\n'}) + 1
	return []Problem{{
		Text: "a style sheet cannot import another: every page loads all that lie in static/css",
		File: name, Line: line, Column: at - bytes.LastIndexByte(css[:at], '\n') - 1, Width: len(rule),
	}}
}

// file names a file by what it holds, so that hosts may let browsers keep it.
func file(name, extension string, content []byte) File {
	sum := sha256.Sum256(content)
	return File{Name: name, Path: "assets/" + name + "." + hex.EncodeToString(sum[:6]) + extension, Content: content}
}
