package litter

import "testing"

func TestIs(t *testing.T) {
	for _, name := range []string{
		".a.md.swp", ".a.md.swo", ".DS_Store", ".#a.md", ".git", ".goutputstream-Q1W2E3", "a.md~", "~", "#a.md#", "##", "a.swp", "a.swx",
		"a.swo", "4913", "a.md___jb_tmp___", "a.md___jb_old___", "a.tmp", "~$a.docx", "Thumbs.db", "desktop.ini", "mous/4913", "mous/.a",
	} {
		if !Is(name) {
			t.Errorf("%s is no litter", name)
		}
	}
	for _, name := range []string{
		"a.md", "_a.md", "a~b.md", "~a.md", "#a.md", "a#", "#", "a.b.md", "4914", "49130", "a.tmp.md", "tmp", "swp", "외교부.md", ".git/a.md", "a~/b.md",
	} {
		if Is(name) {
			t.Errorf("%s is litter", name)
		}
	}
}
