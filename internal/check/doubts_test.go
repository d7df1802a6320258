package check

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
)

// everything is what all checks find in the site that some files make, sorted.
func everything(t *testing.T, files map[string]string) []diag.Diagnostic {
	t.Helper()
	s, text := siteOf(t, files), textOfFiles(t, files)
	return diag.Sort(slices.Concat(Run(s, text), Whole(s, text), Texts(s, text)))
}

// with is a clean site with further files, or others in place of its own.
func with(files map[string]string) map[string]string {
	all := maps.Clone(clean)
	maps.Copy(all, files)
	return all
}

func TestCleanSiteHasNoDoubts(t *testing.T) {
	if diags := everything(t, clean); len(diags) > 0 {
		t.Errorf("got\n%s", written(diags))
	}
}

// The record that is published has none of the doubts.
func TestRealRecordHasNoDoubts(t *testing.T) {
	files := map[string]string{}
	err := filepath.WalkDir("../../content", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name := filepath.ToSlash(strings.TrimPrefix(path, filepath.FromSlash("../../")))
		files[name] = strings.ReplaceAll(string(text), "\r\n", "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range everything(t, files) {
		if d.Severity == diag.Warning {
			t.Errorf("%s", written([]diag.Diagnostic{d}))
		}
	}
}

// annexOf is a clean site whose annex has other paragraphs, of which the first
// mentions everything.
func annexOf(paragraphs string) map[string]string {
	return with(map[string]string{
		"content/annexes/a.md": strings.Replace(clean["content/annexes/a.md"], "2. Second, see", paragraphs+"2. Second, see", 1),
	})
}

// event is a clean site whose instrument has another event, on what paragraph 1.1
// says.
func event(date, says string) map[string]string {
	files := annexOf("1.1. " + says + "\n\n")
	files["content/mous/tides.md"] = strings.Replace(clean["content/mous/tides.md"],
		"{date: 2025, event: signed, cite: annexes/a#2}", "{date: "+date+", event: signed, cite: annexes/a#1.1}", 1)
	return files
}

func codes(diags []diag.Diagnostic) string {
	var list []string
	for _, d := range diags {
		list = append(list, string(d.Code))
	}
	return strings.Join(list, " ")
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		date, says string
		doubt      bool
	}{
		{"2024-05-03", "It was signed on 3 May 2024.", false},
		{"2024-05-03", "It was signed in May 2024.", false},
		{"2024", "It was signed on 3 May 2024.", false},
		{"2024-05-03", "It was signed on 4 May 2024.", true},
		{"2024-05-03", "It was signed in June 2024.", true},
		{"2023", "It was signed in June 2024.", true},
		{"2024-05", "It was signed some day.", false},
		{"2024-05", "It was signed in May 2024, and in force in 2025.", false},
		{"2025-11-02", "They met from 1 to 3 November 2025.", false},
		{"2025-11-04", "They met from 1 to 3 November 2025.", true},
		{"2025/..", "It has been in force since 2026.", false},
		{"../2025", "It was in force in 2026.", true},
		{"2026/2030", "The plan runs from 2026 to 2030.", false},
	} {
		diags := everything(t, event(c.date, c.says))
		if got := codes(diags) == string(codeDisagrees); got != c.doubt || !c.doubt && len(diags) > 0 {
			t.Errorf("%s, %q:\n%s", c.date, c.says, written(diags))
		}
	}
}

// What a document of that very day tells needs no date, in whatever other dates it
// has.
func TestDateOfTheDocument(t *testing.T) {
	files := event("2025-11-02", "After the treaty of 1999 it was exchanged.")
	files["content/annexes/a.md"] = strings.Replace(files["content/annexes/a.md"], "label:", "date: 2025-11-02\nlabel:", 1)
	if diags := everything(t, files); len(diags) > 0 {
		t.Errorf("got\n%s", written(diags))
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		date, other string
		want        bool
	}{
		{"2024", "2024", true}, {"2024-05", "2024", true}, {"2024", "2024-05", false}, {"2024-05-31", "2024-05", true},
		{"2024-12", "2025", false}, {"2024-06", "2024-05", false}, {"2024-05-02", "2024-05-01/2024-05-03", true},
		{"2024-05-04", "2024-05-01/2024-05-03", false}, {"2025", "2024/2026", true}, {"2026-12-31", "2024/2026", true},
		{"2027-01-01", "2024/2026", false}, {"2030", "2024/..", true}, {"2023", "2024/..", false}, {"1900", "../2024", true}, {"2025", "../2024", false},
	} {
		if got := within(c.date, c.other); got != c.want {
			t.Errorf("within(%q, %q) = %t", c.date, c.other, got)
		}
	}
}

// participant is a clean site whose instrument has another participant, by what
// paragraph 1.1 says.
func participant(who, says string) map[string]string {
	files := annexOf("1.1. " + says + "\n\n")
	files["content/mous/tides.md"] = strings.Replace(clean["content/mous/tides.md"],
		"{agency: harbour, cite: annexes/a#1}", "{"+who+", cite: annexes/a#1.1}", 1)
	return files
}

func TestParticipants(t *testing.T) {
	for _, c := range []struct {
		who, says string
		doubt     bool
	}{
		{"agency: harbour", "Signed by the Harbour Authority.", false},
		{"agency: harbour", "Signed by [the port](agency:harbour).", false},
		{"agency: harbour", "Signed by the Lighthouse Service.", true},
		{"agency: harbour", "Signed by Avaria.", true},
		{"side: XA", "Signed by Avaria.", false},
		{"side: XA", "Signed by the Harbour Authority.", false},
		{"side: XA", "Signed by the Lighthouse Service.", true},
		{"side: XA", "Signed in Avarian waters.", true},
		{"side: XA", "Both sides signed it.", false},
		{"side: XA", "We signed it.", false},
		{"side: XA", "Signed under a bilateral treaty.", false},
		{"side: XA", "Signed in a wet place.", true},
	} {
		diags := everything(t, participant(c.who, c.says))
		if got := codes(diags) == string(codeParticipant); got != c.doubt || !c.doubt && len(diags) > 0 {
			t.Errorf("%s, %q:\n%s", c.who, c.says, written(diags))
		}
	}
}

// An agency in the name of the instrument takes part in it.
func TestParticipantInTheName(t *testing.T) {
	files := with(map[string]string{
		"content/agencies/league.md":   "---\ntitle: Tidal League\nacronym: TIDAL\nbody: international\n---\n",
		"content/mous/tidal-league.md": "---\ntitle: TIDAL-Avaria Work Plan\nparticipants: [{agency: league, cite: annexes/a#1.1}]\n---\n",
	})
	files["content/annexes/a.md"] = annexOf("1.1. They welcomed the TIDAL-Avaria Work Plan.\n\n")["content/annexes/a.md"]
	if diags := everything(t, files); len(diags) > 0 {
		t.Errorf("got\n%s", written(diags))
	}
}

// What everything finds in a clean site with some files, as it is printed.
func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		title string
		files map[string]string
		want  string
	}{
		{"a date that the paragraph does not state", event("2024-05", "Signed in 2023 and 2025."), `
content/mous/tides.md:11:5: warning: the event is dated 2024-05, and annexes/a#1.1 says only 2023, 2025 [date-disagrees]
  11 |   - {date: 2024-05, event: signed, cite: annexes/a#1.1}
     |     ^
  hint: write the date as the paragraph states it, or cite the paragraph that states this one
`},
		{"a participant that the paragraph does not name", participant("agency: harbour", "Signed."), `
content/mous/tides.md:8:14: warning: annexes/a#1.1 does not name the participant "Harbour Authority" [participant-not-named]
  8 |   - {agency: harbour, cite: annexes/a#1.1}
    |              ^^^^^^^
  hint: cite the paragraph that names it, or add the name that the paragraph uses under ` + "`names:`" + `
`},
		{"an agency and an instrument that nothing mentions", with(map[string]string{
			"content/agencies/reef.md": "---\ntitle: Reef Bureau\ncountry: XA\n---\n\nThe Reef Bureau is this.\n",
			"content/mous/reefs.md":    "---\ntitle: MOU on Reefs\n---\n\nThe MOU on Reefs is this.\n",
			"content/guide/reefs.md":   "---\ntitle: Reefs\n---\n\nThe guide names the Reef Bureau and the MOU on Reefs.\n",
		}), `
content/agencies/reef.md:2:8: warning: no text of the record mentions the agency, and no instrument has it as a participant [unmentioned-agency]
  2 | title: Reef Bureau
    |        ^^^^^^^^^^^
  hint: add the name that the text uses under ` + "`names:`" + `, or write [words](agency:reef) where it is meant
content/mous/reefs.md:2:8: warning: no text of the record mentions the instrument [unmentioned-instrument]
  2 | title: MOU on Reefs
    |        ^^^^^^^^^^^^
  hint: add the name that the text uses under ` + "`names:`" + `, or write [words](mou:reefs) where it is meant
`},
		{"a list with an entry that no instrument cites", with(map[string]string{
			"content/annexes/b.md":  "---\ntitle: List\nlabel: Annex B\n---\n\nThe list of instruments is:\n\nMOU on Tides\n\nMOU on Light\n\nAs agreed.\n",
			"content/mous/tides.md": strings.Replace(clean["content/mous/tides.md"], "listed: {value: Annex A, cite: annexes/a#1}", "listed: {value: Annex B, cite: annexes/b#2}", 1),
		}), `
content/annexes/b.md:10:1: warning: no instrument cites entry 3 of Annex B: "MOU on Light" [annex-without-page]
  10 | MOU on Light
     | ^^^^^^^^^^^^
  hint: ` + "`concord new mou \"MOU on Light\"` makes a page; if there is one, add `listed: {value: Annex B, cite: annexes/b#3}` to it" + `
`},
		{"a numbered list", with(map[string]string{
			"content/annexes/b.md":  "---\ntitle: List\nlabel: Annex B\n---\n\nThe sides list:\n\n1. MOU on Tides;\n\n1.1. its annex;\n\n2. MOU on Light.\n",
			"content/mous/tides.md": strings.Replace(clean["content/mous/tides.md"], "listed: {value: Annex A, cite: annexes/a#1}", "listed: {value: Annex B, cite: annexes/b#1}", 1),
		}), `
content/annexes/b.md:12:4: warning: no instrument cites entry 2 of Annex B: "MOU on Light" [annex-without-page]
  12 | 2. MOU on Light.
     |    ^^^^^^^^^^^^
  hint: ` + "`concord new mou \"MOU on Light\"` makes a page; if there is one, add `listed: {value: Annex B, cite: annexes/b#2}` to it" + `
`},
		{"agencies that are not listed", with(map[string]string{
			"content/annexes/c.md": "---\ntitle: C\n---\n\n# The Foam Board\n\nThe Reef Bureau of Avaria and a *Joint Reef* Council met.\n\n" +
				"The Reef Bureau, the [Spray Agency](https://example.org), the `Mist Agency`, the [Kelp Agency](none:) and the Reef\nBureau met.\n",
			"content/guide/c.md": "---\ntitle: C\n---\n\nThe Guide Bureau is in no record.\n",
		}), `
content/annexes/c.md:7:5: warning: "Reef Bureau" looks like the name of an agency, and is none that is listed [unlisted-name]
  7 | The Reef Bureau of Avaria and a *Joint Reef* Council met.
    |     ^^^^^^^^^^^
  note: it stands in 2 more places
  hint: ` + "`concord new agency \"Reef Bureau\"` makes a page; if it is another name of one that has a page, add it there under `names:`" + `
`},
		{"two names that are almost the same", with(map[string]string{
			"content/mous/tide.md": "---\ntitle: MOU on Tide\n---\n",
			"content/annexes/c.md": "---\ntitle: C\n---\n\nThe MOU on Tide exists.\n",
		}), `
content/mous/tides.md:2:8: warning: "MOU on Tides" is almost the same as "MOU on Tide", a name of mous/tide [similar-name]
  2 | title: MOU on Tides
    |        ^^^^^^^^^^^^
  note: the other stands in content/mous/tide.md
  hint: write it the same way in both, or leave it in one of them if they are one and the same
`},
		{"a misspelt mention in an official text", with(map[string]string{
			"content/annexes/c.md": "---\ntitle: C\n---\n\nThe Harbor\nAuthority met.\n",
		}), `
content/annexes/c.md:5:5: warning: "Harbor Authority" is almost the name "Harbour Authority", and is not recognised [similar-name]
  5 | The Harbor
    |     ^^^^^^
  hint: if the source has it so, add "Harbor Authority" under ` + "`names:`; else write \"Harbour Authority\", or mend the source's slip under `corrections:`" + `
`},
	} {
		t.Run(c.title, func(t *testing.T) {
			got := written(everything(t, c.files))
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), got); diff != "" {
				t.Errorf("(-want +got)\n%s\ngot\n%s", diff, got)
			}
		})
	}
}

// Names that are alike and mean different things, and those that do not.
func TestSimilarNames(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		doubt bool
	}{
		{"MOU on Harbours", "MOU on Harbors", true},
		{"MOU on Harbour", "MOU on Harbours", true},
		{"MOU on Harbour Policy", "MOU on Harbour Policies", true},
		{"MOU on Trade and Light", "MOU on Trade & Light", true},
		{"MOU on E-Commerce", "MOU on Ecommerce", true},
		{"MOU on E-Commerce", "MOU on E Commerce", true},
		{"MOU on Organisation", "MOU on Organization", true},
		{"MOU on Cooperation", "MOU on Coopreation", true},
		{"mou on Reefs", "MOU on Reefs", true},
		{"MOU on Phase 1 of Reefs", "MOU on Phase 2 of Reefs", false},
		{"MOU on Phase 11 of Reefs", "MOU on Phase 1 of Reefs", false},
		{"MOU on Reefs Part III", "MOU on Reefs Part II", false},
		{"MOU on Light", "MOU on Night", false},
		{"MOU on Air", "MOU on Aid", false},
		{"MOU on Reefs", "MOU on Coral Reefs", false},
		{"MOU on Import Rules", "MOU on Export Rules", false},
		{"양해각서 수산협력", "양해각서 수신협력", false},
	} {
		files := with(map[string]string{
			"content/mous/x.md":    "---\ntitle: " + c.a + "\n---\n",
			"content/mous/y.md":    "---\ntitle: " + c.b + "\n---\n",
			"content/annexes/c.md": "---\ntitle: C\n---\n\n[One](mou:x) and [the other](mou:y).\n",
		})
		diags := everything(t, files)
		if got := codes(diags) == string(codeSimilar); got != c.doubt || !c.doubt && len(diags) > 0 {
			t.Errorf("%q and %q:\n%s", c.a, c.b, written(diags))
		}
	}
}

// Agencies of different sides may well have names that are alike.
func TestSimilarNamesOfTwoSides(t *testing.T) {
	files := with(map[string]string{
		"content/agencies/x.md": "---\ntitle: Ministry of Defence\ncountry: XA\n---\n",
		"content/agencies/y.md": "---\ntitle: Ministry of Defense\ncountry: XB\n---\n",
		"content/annexes/c.md":  "---\ntitle: C\n---\n\n[One](agency:x) and [the other](agency:y).\n",
	})
	if diags := everything(t, files); len(diags) > 0 {
		t.Errorf("got\n%s", written(diags))
	}
}

// manyInstruments is a site with thousands of instruments whose titles differ by
// numbers and by words.
func manyInstruments() map[string]string {
	files := with(nil)
	var annex strings.Builder
	annex.WriteString("---\ntitle: C\n---\n\n")
	word := func(i int) string {
		return fmt.Sprintf("%c%c%c%c", 'A'+i%26, "aeiou"[i/26%5], 'a'+i/130%26, "eiou"[i%4])
	}
	for i := range 4000 {
		title := fmt.Sprintf("MOU on Cooperation in the Field of Reefs No %d", i)
		if i%2 == 0 {
			title = fmt.Sprintf("MOU on %s%s and %s%s", word(i), word(i*7), word(i*31), word(i*3))
		}
		files[fmt.Sprintf("content/mous/m%d.md", i)] = "---\ntitle: " + title + "\n---\n"
		fmt.Fprintf(&annex, "[Here](mou:m%d).\n", i)
	}
	files["content/annexes/c.md"] = annex.String()
	return files
}

func TestManySimilarNames(t *testing.T) {
	files := manyInstruments()
	diags := everything(t, files)
	if len(diags) > 0 {
		t.Errorf("%d doubts:\n%s", len(diags), written(diags[:min(3, len(diags))]))
	}
}

// misspelt is a clean site with a guide page that has some text.
func misspelt(text string) map[string]string {
	return with(map[string]string{
		"content/agencies/health.md":  "---\ntitle: Ministry of Health\ncountry: XA\nnames: [Health & Tides Board]\n---\n",
		"content/agencies/welfare.md": "---\ntitle: Ministry of Health and Welfare\ncountry: XB\n---\n",
		"content/annexes/c.md":        "---\ntitle: C\n---\n\nThe [one](agency:health) and the [other](agency:welfare).\n",
		"content/guide/c.md":          "---\ntitle: C\n---\n\n" + text + "\n",
	})
}

func TestMisspeltMentions(t *testing.T) {
	for _, c := range []struct{ text, words, mended string }{ // mended is the text after the fixes, "" for none
		{"The Harbor Authority met.", "Harbor Authority", "The Harbour Authority met."},
		{"The Harbour Autority met.", "Harbour Autority", "The Harbour Authority met."},
		{"The Harbuor Authority met.", "Harbuor Authority", "The Harbour Authority met."},
		{"The Harbour-Authority met.", "Harbour-Authority", "The Harbour Authority met."},
		{"The Ministry of Heatlh met.", "Ministry of Heatlh", "The Ministry of Health met."},
		{"The Ministri of Health met.", "Ministri of Health", "The Ministry of Health met."},
		{"The Ministry of Health and Welfar met.", "Ministry of Health and Welfar", ""},
		{"The Health and Tides Board met.", "Health and Tides Board", "The Health & Tides Board met."},
		{"The *Harbor* Authority met.", "Harbor Authority", ""},
		{"The Harbor\nAuthority met.", "Harbor Authority", ""},
		{"The Harbour Authority met.", "", ""},
		{"The Harbour Authorities met.", "", ""},
		{"The harbor authority met.", "", ""},
		{"The Harbor authority met.", "", ""},
		{"The Harbor. Authority met.", "", ""},
		{"The Ministry of Wealth met.", "", ""},
		{"The Ministry of Tides met.", "", ""},
		{"The `Harbor Authority` met.", "", ""},
		{"The [Harbor Authority](https://example.org) met.", "", ""},
		{"The [Harbor Authority](agency:harbour) met.", "", ""},
		{"The [Harbor Authority](none:) met.", "", ""},
		{"# Harbor Authority\n\nIt met.", "", ""},
		{"Belmora’s Ministry of Health met.", "", ""}, // a name of the other side's is reported where it stands
	} {
		files := misspelt(c.text)
		var found []diag.Diagnostic
		for _, d := range everything(t, files) {
			if d.Span.File == "content/guide/c.md" {
				found = append(found, d)
			}
		}
		switch {
		case c.words == "" && len(found) > 0, c.words != "" && len(found) != 1:
			t.Errorf("%q: got\n%s", c.text, written(found))
			continue
		case c.words == "":
			continue
		}
		d := found[0]
		if d.Code != codeSimilar || !strings.HasPrefix(d.Message, fmt.Sprintf("%q is almost", c.words)) {
			t.Errorf("%q: got\n%s", c.text, written(found))
		}
		want := ""
		if c.mended != "" {
			want = strings.Replace(files["content/guide/c.md"], c.text, c.mended, 1)
		}
		if got := applied(files["content/guide/c.md"], d.Fixes); got != want {
			t.Errorf("%q is mended to %q, want %q", c.text, got, want)
		}
	}
}

// applied is a text with one edit, "" where there is none or where the old words do
// not stand.
func applied(text string, edits []diag.Edit) string {
	if len(edits) != 1 || text[edits[0].Start:edits[0].End] != edits[0].Old {
		return ""
	}
	return text[:edits[0].Start] + edits[0].New + text[edits[0].End:]
}

// Two names that are as near: a person must decide.
func TestMisspeltMentionOfTwo(t *testing.T) {
	files := misspelt("The Reeff Bureau met.")
	files["content/agencies/reef.md"] = "---\ntitle: Reefs Bureau\ncountry: XA\n---\n"
	files["content/agencies/reeft.md"] = "---\ntitle: Reeft Bureau\ncountry: XB\n---\n"
	files["content/annexes/d.md"] = "---\ntitle: D\n---\n\n[One](agency:reef) and [the other](agency:reeft).\n"
	diags := everything(t, files)
	if len(diags) != 1 || diags[0].Code != codeSimilar || diags[0].Fixes != nil || len(diags[0].Notes) != 1 {
		t.Errorf("got\n%s", written(diags))
	}
}

// One name that both sides have: the words are certain, and a side tells which is
// meant.
func TestMisspeltMentionOfBothSides(t *testing.T) {
	files := misspelt("Avaria’s Reef Bureaux met.")
	files["content/agencies/x.md"] = "---\ntitle: Reef Bureau\ncountry: XA\n---\n"
	files["content/agencies/y.md"] = "---\ntitle: Reef Bureau\ncountry: XB\n---\n"
	files["content/annexes/d.md"] = "---\ntitle: D\n---\n\n[One](agency:x) and [the other](agency:y).\n"
	diags := everything(t, files)
	if len(diags) != 1 || len(diags[0].Fixes) != 1 || diags[0].Fixes[0].New != "Bureau" || diags[0].Notes != nil {
		t.Errorf("got\n%s", written(diags))
	}
}

// What is certain is mended in the front matter.
func TestCertainFixes(t *testing.T) {
	const mou, config = "content/mous/tides.md", "content/site.yaml"
	for _, c := range []struct{ file, old, new, mended string }{ // mended is in place of new, "" for no fix
		{mou, "{agency: harbour,", "{agency: harbor,", "{agency: harbour,"},
		{mou, "{agency: harbour,", `{agency: "harbor",`, `{agency: "harbour",`},
		{mou, "{agency: harbour,", "{agency: harb,", ""},
		{mou, "signed, cite: annexes/a#1}", "signed, cite: annexs/a#1}", "signed, cite: annexes/a#1}"},
		{mou, "signed, cite: annexes/a#1}", "signed, cite: annexs/a.md#para-1}", "signed, cite: annexes/a.md#para-1}"},
		{mou, "signed, cite: annexes/a#1}", "signed, cite: annexs/a#9}", ""},
		{mou, "signed, cite: annexes/a#1}", "signed, cite: annexes/c#1}", ""},
		{mou, "signed, cite: annexes/a#1}", `signed, cite: "annexes/a#2,1"}`, `signed, cite: "annexes/a#2.1"}`},
		{mou, "signed, cite: annexes/a#1}", "signed, cite: annexes/a#3}", ""},
		{config, "cite: annexes/a#1}", "cite: anexes/a#1}", "cite: annexes/a#1}"},
	} {
		files := edit(t, c.file, c.old, c.new)
		diags := run(t, files)
		if len(diags) != 1 {
			t.Fatalf("%q: got\n%s", c.new, written(diags))
		}
		want := ""
		if c.mended != "" {
			want = strings.Replace(files[c.file], c.new, c.mended, 1)
		}
		if got := applied(files[c.file], diags[0].Fixes); got != want {
			t.Errorf("%q is mended to\n%s\nwant\n%s", c.new, got, want)
		}
	}
}

// Run is Site and then Member of each document.
func TestRunIsItsParts(t *testing.T) {
	files := edit(t, "content/mous/tides.md", "{agency: harbour,", "{agency: light,")
	files["content/annexes/a.md"] = strings.Replace(files["content/annexes/a.md"], "2.1. Third", "3. Third", 1)
	s, text := siteOf(t, files), textOfFiles(t, files)
	parts := Site(s, text)
	for _, m := range s.Members {
		parts = append(parts, Member(s, m, text)...)
	}
	all := Run(s, text)
	if diff := cmp.Diff(all, parts); diff != "" || len(all) < 4 {
		t.Errorf("(-run +parts)\n%s", diff)
	}
}

// A text that cannot be read is a failure of the machine's, for others to report.
func TestTextsThatCannotBeRead(t *testing.T) {
	files := participant("side: XA", "Signed.")
	s := siteOf(t, files)
	for _, m := range s.Members {
		m.Body = unreadable{m.Body}
	}
	text := textOfFiles(t, files)
	if diags := slices.Concat(Run(s, text), Whole(s, text), Texts(s, text)); len(diags) > 0 {
		t.Errorf("got\n%s", written(diags))
	}
}

type unreadable struct{ concord.Body }

func (unreadable) Text(int, int, []byte) ([]byte, error) { return nil, fs.ErrPermission }

// A paragraph is found by its number, wherever it stands.
func TestParagraphIndex(t *testing.T) {
	var list []record.Paragraph
	for _, number := range []string{"u1", "u2", "1", "1.1", "2", "u3", "10", "3", "3.1.2"} {
		list = append(list, record.Paragraph{Number: number})
	}
	for i := range list {
		if got := paragraphIndex(list, list[i].Number); got != i {
			t.Errorf("%q is at %d, want %d", list[i].Number, got, i)
		}
	}
	for _, number := range []string{"", "0", "4", "1.2", "u", "u4", "99999999999999999999", "x", "1.1.1"} {
		if got := paragraphIndex(list, number); got >= 0 {
			t.Errorf("%q is at %d", number, got)
		}
	}
	if got := paragraphIndex(nil, "1"); got >= 0 {
		t.Errorf("nothing has a paragraph at %d", got)
	}
}
