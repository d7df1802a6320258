package upheaval

// kind of change. What it does returns what it was done to, "" for nothing.
type kind struct {
	name   string
	weight int
	do     func(*draft) string
}

// kinds are all changes there are, but for mend and go back.
func kinds() []kind {
	return []kind{
		// bodies
		{"word", 10, (*draft).changeWord},
		{"sentence", 8, (*draft).addSentence},
		{"paragraph", 6, (*draft).addParagraph},
		{"paragraph removed", 4, (*draft).removeParagraph},
		{"paragraphs swapped", 3, (*draft).swapParagraphs},
		{"heading", 3, (*draft).changeHeading},
		{"block", 2, (*draft).addBlock},
		// front matter
		{"title", 4, (*draft).changeTitle},
		{"order", 2, (*draft).changeOrder},
		{"date", 2, (*draft).changeDate},
		{"description", 2, (*draft).changeDescription},
		{"label", 2, (*draft).changeLabel},
		{"kind", 1, (*draft).changeKind},
		{"source", 2, (*draft).changeSource},
		{"acronym", 4, (*draft).changeAcronym},
		{"name", 5, (*draft).addName},
		{"name removed", 3, (*draft).removeName},
		{"name moved", 3, (*draft).moveName},
		{"names swapped", 2, (*draft).swapNames},
		{"office", 2, (*draft).changeOffices},
		{"translation", 2, (*draft).changeTranslation},
		{"country", 2, (*draft).changeCountry},
		{"fact", 3, (*draft).changeFact},
		{"participant", 3, (*draft).changeParticipants},
		{"event", 3, (*draft).changeEvents},
		// documents and files
		{"agency created", 3, (*draft).createAgency},
		{"instrument created", 3, (*draft).createInstrument},
		{"document created", 3, (*draft).createDocument},
		{"document removed", 4, (*draft).removeDocument},
		{"document renamed", 4, (*draft).renameDocument},
		{"document moved", 2, (*draft).moveDocument},
		{"case of a name", 1, (*draft).changeCase},
		{"folder moved", 2, (*draft).moveFolder},
		{"file", 4, (*draft).changeFile},
		{"touch", 2, (*draft).touch},
		{"passing file", 2, (*draft).passingFile},
		// the site
		{"site.yaml", 7, (*draft).changeConfig},
		{"template", 5, (*draft).changeTemplate},
		{"static file", 6, (*draft).changeStatic},
		// mistakes
		{"mistake", 10, (*draft).mistake},
		{"dangling", 2, (*draft).dangle},
	}
}
