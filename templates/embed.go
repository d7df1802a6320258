// Package templates holds the theme that is built in: base.html, a file for
// each layout, partials/, and in languages/ its words in other languages than
// English. Package render says how templates fit together, package language how
// words are written; the views they show are those of package site.
//
// Three habits keep a hundred thousand pages cheap. Fields of an embedded
// struct are named in full (.Page.Title, .Link.Href), as a promoted field is
// looked up afresh each time. Lists that grow with the record (quotes, places
// of a date) call no template for each entry. Lines begin with {{- where the
// white space would be repeated.
package templates

import "embed"

// FS has base.html at its root.
//
//go:embed *.html partials/*.html languages/*.yaml
var FS embed.FS
