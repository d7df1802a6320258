package engine

import (
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/search"
)

const codeSamePath diag.Code = "same-address"

// claims are the paths at which things are published, with what each is made
// from.
type claims struct {
	owners map[string]string
	diags  []diag.Diagnostic
}

// claimPaths reports paths that more than one thing would be published at.
func (e *Evaluation) claimPaths() []diag.Diagnostic {
	const generated = "the site's own indexes"
	c := claims{owners: map[string]string{}}
	pages := e.Site.Pages()
	for _, f := range exports(e.Config, e.Site) {
		c.claim(f.Path, generated)
	}
	for i := range pages {
		if pages[i].Source == "" {
			c.claim(pages[i].Path, generated)
		}
	}
	for i := range pages {
		if pages[i].Source != "" {
			c.claim(pages[i].Path, pages[i].Source)
		}
	}
	for _, name := range e.other {
		c.claim(name, contentFolder+"/"+name)
	}
	for _, a := range e.Assets {
		if a.Source != "" {
			c.claim(a.Path, a.Source)
		}
	}
	return c.diags
}

// copies are the paths of what is published as it is.
func (e *Evaluation) copies() []string {
	list := slices.Clone(e.other)
	for _, a := range e.Assets {
		if a.Source != "" {
			list = append(list, a.Path)
		}
	}
	return list
}

func (c *claims) claim(path, owner string) {
	if strings.HasPrefix(path+"/", search.Folder) { // whose files' names come from what they hold
		c.diags = append(c.diags, diag.Diagnostic{
			Severity: diag.Error, Code: codeSamePath, Span: diag.File(owner),
			Message: "the file would be published among those of the search index: " + path,
			Hint:    "move it out of " + strings.TrimSuffix(search.Folder, "/"),
		})
		return
	}
	if first, taken := c.owners[path]; taken {
		c.diags = append(c.diags, diag.Diagnostic{
			Severity: diag.Error, Code: codeSamePath, Span: diag.File(owner),
			Message: "the page would have the same address as another: " + path,
			Notes:   []string{"the other is made from " + first},
			Hint:    "rename one of the files",
		})
		return
	}
	c.owners[path] = owner
}
