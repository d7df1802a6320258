package main

// A side is one of the two countries of the record.
type side struct {
	code string // from the part of ISO 3166-1 that is left to users, so that it can never become a real country's
	name string
	word string // how running text names it
}

// The sides are imaginary: what a made-up record says must not look like what a real state has signed.
var sides = [2]side{
	{code: "XA", name: "Republic of Avaria", word: "Avaria"},
	{code: "XB", name: "Kingdom of Belmora", word: "Belmora"},
}

// pillars of the partnership; pillar n is set out in paragraph pillarParagraph(n) of Annex A.
var pillars = [5]struct{ roman, name string }{
	{"I", "Political, Security, and Public Sector Cooperation"},
	{"II", "Trade and Economic Cooperation"},
	{"III", "Sustainability and the Energy Transition"},
	{"IV", "Science, Technology, and Research"},
	{"V", "Exchange between Peoples"},
}

// Annex A opens with paragraphs that belong to no pillar, as the real one does.
const (
	annexOpening     = 4
	annexSubsections = 4 // 5.1 to 5.4 and so on
)

func pillarParagraph(pillar int) int { return annexOpening + pillar }
