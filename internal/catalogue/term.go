package catalogue

import (
	"concord/internal/record"
	"concord/internal/search"
	"concord/internal/site"
)

// terms are the terms that the official texts define. What only they name is
// mentioned wherever they are; a term that names an agency or an instrument
// shares their names, and with them their mentions.
func (c *catalogue) terms() []search.Entry {
	var list []search.Entry
	for i := range c.Terms {
		t := &c.Terms[i]
		path := site.GlossaryPath + "#" + t.Slug
		if t.Key.Kind == record.KeyTerm {
			c.paths[t.Key] = path
		}
		list = append(list, search.Entry{
			Path:  path,
			Names: distinct([]string{t.Long, t.Short}),
			Size:  len(t.Long) + len(t.Short),
			Content: func() (search.Content, error) {
				return search.Content{
					Kind: kindTerm, Title: t.Long, Label: t.Short,
					Description: c.mentionedIn(c.Concordance.Mentions(t.Key)),
					Properties:  append([]string{ofKind + kindTerm}, mentionProperties(t.Key)...),
				}, nil
			},
		})
	}
	return list
}
