package mention

import (
	"fmt"
	"testing"

	"concord/internal/record"
)

// TestWordsMissNothing demands that whatever a scanner finds in a text may
// stand there by its words.
func TestWordsMissNothing(t *testing.T) {
	names := []string{
		"Ministry of Health", "MOH", "Small and medium-sized Enterprise", "Party", "보건복지부", "AI", "Centre’s Office, East",
		"Information Exchange Agreement (IEA) on Ports",
	}
	texts := []string{
		"the Ministries of Health", "The Ministry of\n Health’s plan", "MOHs and MOH's", "Small and Medium-Sized Enterprises met",
		"both Parties", "보건복지부는 오늘", "AI-led AIs", "the Centre's Office, East", "an Information Exchange Agreement (IEA) on Ports",
		"nothing of that kind", "",
	}
	found := 0
	for _, text := range texts {
		words := WordsOf([]byte(text))
		for i, name := range names {
			e := Entry{Key: record.Key{Kind: record.KeyAgency, ID: fmt.Sprint(i)}, Name: name}
			matches, _ := NewLexicon([]Entry{e}, nil).NewScanner().Scan([]byte(text), record.EDTF{}, nil, nil)
			form, _ := canonical(name)
			if len(matches) > 0 {
				found++
				if !words.MayHold(form) {
					t.Errorf("%q is found in %q, in which it may not stand", name, text)
				}
			}
		}
	}
	if found < 8 {
		t.Errorf("only %d names were found: the test proves little", found)
	}
}

func TestWordsTellApart(t *testing.T) {
	text := ""
	for i := range 500 {
		text += fmt.Sprintf("word%d ", i)
	}
	words := WordsOf([]byte(text))
	wrong := 0
	for i := range 1000 {
		if words.MayHold(fmt.Sprintf("other%d", i)) {
			wrong++
		}
	}
	if wrong > 30 {
		t.Errorf("%d of 1000 words seem to be in a text in which they are not", wrong)
	}
}
