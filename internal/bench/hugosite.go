package main

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
)

// hugoSite keeps the corpus as Hugo reads it, so that the comparison is of like with like as far as that goes.
//
// What Hugo does here: a page per document with its table of contents, its date and links to its
// participants; the list of every section; a page per agency (a term of the taxonomy "agencies") that lists
// its instruments; and, as Hugo does unless told otherwise, an RSS feed of every list and a sitemap; see contenders for the feeds.
//
// What Hugo does not do here, and concord does: find and link mentions of agencies, instruments, dates and
// terms; list on each page the paragraphs that mention it; the indexes of dates, pillars and terms; anchors
// for numbered paragraphs; check facts and citations; write the concordance as data. So its figures flatter
// Hugo.
//
// The theme is small, and nothing in it goes through all pages for each page, which is what makes a Hugo
// site slow. The typographer and the finding of bare links are off, as they are in concord and in the floor.
type hugoSite struct{}

func (hugoSite) scaffold() map[string]string {
	files := map[string]string{"hugo.yaml": hugoConfig, "static/site.css": hugoStyle}
	maps.Copy(files, hugoTheme)
	for section, title := range map[string]string{"mous": "Instruments", "annexes": "Annexes", "agencies": "Agencies"} {
		files["content/"+section+"/_index.md"] = fmt.Sprintf("---\ntitle: %s\n---\n", title)
	}
	return files
}

func (hugoSite) page(d document) (path, text string) {
	text = frontMatter(d)
	if len(d.members) > 0 {
		text += "agencies: [" + strings.Join(d.members, ", ") + "]\n"
	}
	text += "---\n\n" + plainNumbers(d.body)
	switch {
	case d.id == "index":
		return "content/_index.md", text
	case strings.HasPrefix(d.id, "agencies/"):
		return "content/" + d.id + "/_index.md", text // the page of a term
	}
	return "content/" + d.id + ".md", text
}

var listMarker = regexp.MustCompile(`(?m)^(\d+)\. `)

// plainNumbers keeps a numbered paragraph a paragraph: plain Markdown would make "5. " a list of one item.
// "5.1. " is no list anyway.
func plainNumbers(body string) string {
	return listMarker.ReplaceAllString(body, `$1\. `)
}

// buildFuture is needed because the corpus reaches to 2030, and Hugo leaves out what is dated after today.
const hugoConfig = `baseURL: https://record.example/
title: The Record of a Partnership
defaultContentLanguage: en
buildFuture: true
taxonomies: {agency: agencies}
markup:
  goldmark:
    extensions:
      linkify: false
      typographer: {disable: true}
`

const hugoStyle = `body { max-width: 45rem; margin: auto; font: 1rem/1.5 serif; }
nav li { display: inline; margin-right: 1em; }
`

var hugoTheme = map[string]string{
	"layouts/baseof.html": `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} | {{ site.Title }}</title>
<link rel="stylesheet" href="{{ "site.css" | relURL }}">
</head>
<body>
<header>
<nav aria-label="Site">
<ul>
<li><a href="{{ "/" | relURL }}">Home</a></li>
<li><a href="{{ "statement/" | relURL }}">Statement</a></li>
<li><a href="{{ "annexes/a/" | relURL }}">Annex A</a></li>
<li><a href="{{ "agencies/" | relURL }}">Agencies</a></li>
<li><a href="{{ "mous/" | relURL }}">Instruments</a></li>
</ul>
</nav>
</header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer><p>{{ site.Title }}</p></footer>
</body>
</html>
`,
	"layouts/home.html": `{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>
{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
{{ end }}
`,
	"layouts/single.html": `{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
{{ if not .Date.IsZero }}<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time></p>{{ end }}
{{ with .GetTerms "agencies" }}<ul>
{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
<aside aria-label="Contents">{{ .TableOfContents }}</aside>
{{ .Content }}
</article>
{{ end }}
`,
	"layouts/list.html": `{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ if not .Date.IsZero }} <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006" }}</time>{{ end }}</li>
{{ end }}</ul>
{{ end }}
`,
}
