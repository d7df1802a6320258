package export

import (
	"io"

	"concord/internal/cite"
	"concord/internal/site"
)

// writeBibTeX writes every document of the record as a reference, and so do writeRIS
// and writeCSL, in the forms that reference managers read.
func writeBibTeX(s *site.Site, w io.Writer) error {
	_, err := io.WriteString(w, cite.BibTeX(works(s)...))
	return err
}

func writeRIS(s *site.Site, w io.Writer) error {
	_, err := io.WriteString(w, cite.RIS(works(s)...))
	return err
}

func writeCSL(s *site.Site, w io.Writer) error {
	text, err := cite.CSLJSON(works(s)...)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// works are the documents of the record; the guide and the home page speak about
// it.
func works(s *site.Site) []*cite.Work {
	var list []*cite.Work
	for _, m := range s.Members {
		if m.Document.Kind.Indexed() {
			list = append(list, s.Work(m.Document))
		}
	}
	return list
}
