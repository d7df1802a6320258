package scaffold

import "testing"

func TestSlug(t *testing.T) {
	for _, c := range []struct{ kind, title, want string }{
		// Words in small letters, with hyphens between them.
		{"agency", "Ministry of Foreign Affairs", "ministry-of-foreign-affairs"},
		{"guide", "How to cite", "how-to-cite"},
		{"guide", "  Q&A:\t“Ports”, 2nd part ", "q-a-ports-2nd-part"},
		{"guide", "The Pilots' guide and the Masters’ guide", "the-pilots-guide-and-the-masters-guide"},
		{"guide", "A---B__C..D", "a-b-c-d"},

		// Accents are left out; letters that are none are spelled out.
		{"agency", "Autorité des Pêches", "autorite-des-peches"},
		{"agency", "Großwerft Øst Łódź", "grosswerft-ost-lodz"},
		{"agency", "ＦＵＬＬ width", "full-width"},
		{"agency", "İstanbul", "istanbul"},

		// The words before the subject of an instrument do not count.
		{"mou", "MOU on AI Safety", "ai-safety"},
		{"mou", "MOU on Cooperation in AI Safety", "ai-safety"},
		{"mou", "MOU on Cooperation in the Field of Tides", "tides"},
		{"mou", "Memorandum of Understanding on the Exchange of Notices", "exchange-of-notices"},
		{"mou", "The Letter of Intent on Cooperation on Pilots", "pilots"},
		{"mou", "Agreement concerning Fisheries", "fisheries"},
		{"mou", "Treaty for Free Passage", "free-passage"},
		{"mou", "mou on small letters", "small-letters"},

		// They do where nothing, or no subject, follows them.
		{"mou", "MOU", "mou"},
		{"mou", "MOU on", "mou-on"},
		{"mou", "MOU on Cooperation", "cooperation"},
		{"mou", "Joint Statement", "joint-statement"},
		{"mou", "Agreement between Avaria and Belmora on Tides", "agreement-between-avaria-and-belmora-on-tides"},
		{"mou", "Agreements on Tides", "agreements-on-tides"},
		{"agency", "Agreement on Tides", "agreement-on-tides"},

		// It is cut between words, or within one that is too long.
		{"guide", "one two three four five six seven eight nine ten eleven twelve 13", "one-two-three-four-five-six-seven-eight-nine-ten-eleven"},
		{"guide", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh"},
		{"guide", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh"},

		// Other scripts leave nothing, or what is Latin.
		{"agency", "외교부", ""},
		{"mou", "MOU on 김치 2031", "2031"},
		{"guide", "!?", ""},
	} {
		k, err := FindKind(c.kind)
		if err != nil {
			t.Fatal(err)
		}
		if got := k.Slug(c.title); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.title, got, c.want)
		}
	}
}
