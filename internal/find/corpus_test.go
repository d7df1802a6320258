package find_test

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"concord/internal/find"
	"concord/internal/search"
)

// files are those of an index, by their names without ".js".
type files map[string][]byte

func (f files) read(name string) ([]byte, error) {
	content, ok := f[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return content, nil
}

// build makes the index of some entries.
func build(t testing.TB, entries []search.Entry) files {
	t.Helper()
	var guard sync.Mutex
	made := files{}
	write := func(name string, content []byte) error {
		guard.Lock()
		defer guard.Unlock()
		name, ok := strings.CutSuffix(path.Base(name), ".js")
		if !ok {
			return errors.New("not a script: " + name)
		}
		made[name] = slices.Clone(content)
		return nil
	}
	_, err := search.Build(search.Input{Entries: entries}, write, inTurn)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func inTurn(n int, do func(worker, i int) error) error {
	for i := range n {
		if err := do(0, i); err != nil {
			return err
		}
	}
	return nil
}

func open(t testing.TB, made files) *find.Index {
	t.Helper()
	ix, err := find.Open(made.read)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// entry makes an entry; its names are the title, the label and others.
func entry(path string, c search.Content, names ...string) search.Entry {
	all := append([]string{c.Title}, names...)
	if c.Label != "" {
		all = append(all, c.Label)
	}
	size := len(c.Description)
	for _, p := range c.Paragraphs {
		size += len(p.Text)
	}
	return search.Entry{
		Path: path, Names: all, Official: c.Kind == "statement" || c.Kind == "annex", Size: size,
		Content: func() (search.Content, error) { return c, nil },
	}
}

// numbered makes a paragraph; its properties and mentions are words such as
// "pillar:2" and "agencies/harbour".
func numbered(number string, heading int, text string, marks ...string) search.Paragraph {
	p := search.Paragraph{Heading: heading, Text: text}
	if number != "" {
		p.Number, p.Printed = number, !strings.HasPrefix(number, "u")
	}
	for _, m := range marks {
		if strings.Contains(m, ":") {
			p.Properties = append(p.Properties, m)
		} else {
			p.Mentions = append(p.Mentions, m)
		}
	}
	return p
}

// corpus is the record of an imaginary partnership between Avaria and Belmora.
func corpus() []search.Entry {
	return slices.Concat(officialTexts(), instruments(), agencies(), datesAndTerms(), foreign())
}

func officialTexts() []search.Entry {
	return []search.Entry{
		entry("statement", search.Content{
			Kind: "statement", Order: 1, Title: "Press Statement on the Visit to Belmora", Label: "Press Statement",
			Description: "The press statement of 3 October 2024.", Properties: []string{"kind:statement", "year:2024"},
			Paragraphs: []search.Paragraph{
				numbered("1", -1, "The First Speaker of Avaria visited Belmora in October 2024 and met the Chancellor.", "dates/2024-10", "year:2024"),
				numbered("2", -1, "Both sides issued a Joint Statement, which is Annex A, and a list of instruments, which is Annex B.", "annexes/a", "annexes/b"),
				numbered("7.4", -1, "The speakers thanked the harbour pilots for their patience."),
			},
		}),
		entry("annexes/a", search.Content{
			Kind: "annex", Order: 2, Title: "Joint Statement on a Tidal Partnership between Avaria and Belmora", Label: "Annex A",
			Description: "The joint statement, in numbered paragraphs.", Properties: []string{"kind:annex", "year:2024"},
			Headings: []string{"I. Sea and Trade", "II. Health and Science"},
			Paragraphs: []search.Paragraph{
				numbered("5", 0, "Both sides agreed to strengthen the rules-based order of the seas. To this end, we will:", "pillar:1"),
				numbered("5.1", 0, "Promote e-commerce and free trade under the Tidal Transit Treaty, and lower every tax on pearls.", "pillar:1", "instruments/ttt"),
				numbered("5.2", 0, "Cooperate on hydrogen safety, with the Harbour Authority in the lead; co-operation begins in 2026.", "pillar:1", "agencies/harbour", "agency:harbour", "year:2026"),
				numbered("7", 1, "Both sides will deepen cooperation in health, and we will:", "pillar:2"),
				numbered("7.3", 1, "Exchange nurses and resumés of nurses between the Ministry of Health of Avaria and the Kelp Institute.", "pillar:2", "agencies/moh", "agencies/kelp", "agency:moh", "agency:kelp"),
				numbered("7.4", 1, "Establish a laboratory for kelp medicine with the Kelp Institute’s researchers, who have applied for it since 2020.", "pillar:2", "agencies/kelp", "agency:kelp", "year:2020"),
				numbered("u1", 1, "Done in two originals."),
			},
		}, "Joint Statement"),
		entry("annexes/b", search.Content{
			Kind: "annex", Order: 3, Title: "List of Instruments", Label: "Annex B", Properties: []string{"kind:annex", "year:2024"},
			Paragraphs: []search.Paragraph{
				numbered("1", -1, "Tidal Transit Treaty.", "instruments/ttt"),
				numbered("2", -1, "MOU on Kelp Medicine between the Ministry of Health and the Kelp Institute.", "instruments/kelp", "agencies/moh", "agencies/kelp", "agency:moh", "agency:kelp"),
			},
		}),
	}
}

func instruments() []search.Entry {
	return []search.Entry{
		entry("instruments/ttt", search.Content{
			Kind: "instrument", Order: 1, Title: "Tidal Transit Treaty", Label: "TTT", Properties: []string{"kind:treaty", "pillar:1", "year:2018"},
			Description: "Treaty on the passage of ships with the tide.",
			Paragraphs: []search.Paragraph{
				numbered("", -1, "The treaty lets ships pass with the tide. It was signed in 2018 by the Harbour Authority.", "agencies/harbour", "agency:harbour", "year:2018"),
				numbered("", -1, "Ships pay a tax on pearls, but no hydrogen ships do."),
				numbered("", -1, "Ships carry hydrogen."),
			},
		}),
		entry("instruments/kelp", search.Content{
			Kind: "instrument", Order: 2, Title: "MOU on Kelp Medicine", Properties: []string{"kind:mou", "pillar:2", "agency:moh", "agency:kelp", "year:2024"},
			Description: "MOU between the Ministry of Health and the Kelp Institute.",
			Paragraphs: []search.Paragraph{
				numbered("7.4", -1, "Each participant bears its own costs, about 3.5 million pearls.", "year:2024"),
				numbered("8", -1, "The medicine is made from kelp. The health of divers comes first, and the safety of nurses."),
			},
		}),
		entry("instruments/hydrogen", search.Content{
			Kind: "instrument", Order: 3, Title: "Arrangement on Hydrogen Ships", Properties: []string{"kind:arrangement", "pillar:1", "year:2026"},
			Paragraphs: []search.Paragraph{
				numbered("", -1, strings.Repeat("The ships sail far out to the open sea and come back again with the morning tide. ", 8)+
					"A hydrogen engine needs a safety valve, and the safety valve needs an inspector. "+
					strings.Repeat("The ships sail far out to the open sea and come back again with the morning tide. ", 8)),
			},
		}),
	}
}

func agencies() []search.Entry {
	return []search.Entry{
		entry("agencies/harbour", search.Content{
			Kind: "agency", Title: "Harbour Authority", Label: "HA", Properties: []string{"kind:agency"}, Description: "Authority of Avaria for its harbours.",
		}),
		entry("agencies/moh", search.Content{
			Kind: "agency", Title: "Ministry of Health", Label: "MOH", Properties: []string{"kind:agency"}, Description: "Ministry of Avaria.",
		}),
		entry("agencies/mohs", search.Content{
			Kind: "agency", Title: "Ministry of Health and Seafaring", Properties: []string{"kind:agency"}, Description: "Ministry of Belmora.",
		}, "보건해양부"),
		entry("agencies/kelp", search.Content{
			Kind: "agency", Title: "Kelp Institute", Label: "KI", Properties: []string{"kind:agency"}, Description: "Research institute of Belmora.",
		}),
	}
}

func datesAndTerms() []search.Entry {
	return []search.Entry{
		entry("dates/2024", search.Content{Kind: "date", Title: "2024", Properties: []string{"kind:date", "year:2024"}}),
		entry("dates/2024-10", search.Content{
			Kind: "date", Title: "October 2024", Properties: []string{"kind:date", "year:2024"},
			Paragraphs: []search.Paragraph{numbered("", -1, "The First Speaker of Avaria visited Belmora in October 2024.")},
		}, "2024-10"),
		entry("glossary#order", search.Content{
			Kind: "term", Title: "rules-based order", Properties: []string{"kind:term"}, Description: "An order in which rules count more than ships.",
		}),
		entry("guide/searching", search.Content{
			Kind: "guide", Title: "Searching", Properties: []string{"kind:guide"},
			Paragraphs: []search.Paragraph{
				numbered("", -1, "Words may stand in any order. “Curly quotes” and straight ones are the same, and so are the café and the cafe."),
				numbered("", -1, "To be, or not to be: that is the question."),
			},
		}),
	}
}

// foreign has texts in Korean, Japanese and Chinese.
func foreign() []search.Entry {
	return []search.Entry{
		entry("ko/statement", search.Content{
			Kind: "guide", Order: 10, Title: "공동 성명", Properties: []string{"kind:guide"},
			Paragraphs: []search.Paragraph{
				numbered("", -1, "보건해양부는 해조류의약품안전법을 소개하였다.", "agencies/mohs", "agency:mohs"),
				numbered("", -1, "양측은 인공지능 분야에서 협력하기로 하였다. 정부의 노력을 평가하였다."),
			},
		}),
		entry("ja/statement", search.Content{
			Kind: "guide", Order: 11, Title: "共同声明", Properties: []string{"kind:guide"},
			Paragraphs: []search.Paragraph{numbered("", -1, "両国は人工知能の安全に関する覚書に署名した。東京タワーを訪れた。")},
		}),
	}
}
