package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/internal/engine"
	"concord/static"
	"concord/templates"
)

// newSite writes a small corpus.
func newSite(t *testing.T, like layout) folder {
	t.Helper()
	site := folder(t.TempDir())
	if _, err := newCorpus(frames, 120).write(map[folder]layout{site: like}); err != nil {
		t.Fatal(err)
	}
	return site
}

// serveLive serves a site that is brought up to date by the function that it returns.
func serveLive(t *testing.T, site folder) (*reader, func(file string)) {
	t.Helper()
	live := engine.NewLive(engine.Options{Site: os.DirFS(string(site)), Templates: templates.FS, Static: static.FS})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		file, err := live.File(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(file.Content)
	}))
	r := newReader(server.URL, 0)
	t.Cleanup(func() {
		r.close()
		server.Close()
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	update := func(file string) {
		t.Helper()
		if err := live.Update(t.Context(), engine.Changes{Names: []string{file}, All: file == ""}); err != nil {
			t.Fatal(err)
		}
	}
	update("")
	return r, update
}

// Every edit is seen where it says, neither before it nor after it has been taken back, and breaks nothing.
func TestEditsAreSeenWhereTheySay(t *testing.T) {
	site := newSite(t, concordSite{})
	a, err := newAuthor(site)
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := a.concordKinds()
	if err != nil {
		t.Fatal(err)
	}
	const edits = 3
	if err := a.standIn(edits); err != nil {
		t.Fatal(err)
	}
	r, update := serveLive(t, site)
	sees := func(e edit) bool {
		t.Helper()
		seen, err := r.gaze(e).look(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if !sees(edit{page: a.page, seen: sight{text: a.title + "</h1>"}}) {
		t.Errorf("the first page has no title %q", a.title)
	}
	for k := range edits {
		for _, kind := range kinds {
			e, err := kind.make(k)
			if err != nil {
				t.Fatalf("%s: %v", kind.name, err)
			}
			if e.seen.script == "" || sees(e) {
				t.Errorf("%s %d: %s has it before the edit: %+v", kind.name, k, e.page, e.seen)
			}
			save(t, site, e, k%2 == 0)
			update(e.file)
			if !sees(e) {
				t.Errorf("%s %d: %s does not show the edit of %s: %+v", kind.name, k, e.page, e.file, e.seen)
			}
			if e.before != "" {
				e.text = e.before
				save(t, site, e, true)
				update(e.file)
				if sees(e) {
					t.Errorf("%s %d: %s shows what was taken back", kind.name, k, e.page)
				}
			}
		}
	}
}

// save saves an edit, and makes sure that nothing else is left.
func save(t *testing.T, site folder, e edit, rename bool) {
	t.Helper()
	if err := e.save(site, rename); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(string(site), e.file)
	content, err := os.ReadFile(name)
	if string(content) != e.text || e.text == "" && !os.IsNotExist(err) {
		t.Errorf("after the edit, %s is %q", e.file, content)
	}
	if hidden, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".*")); len(hidden) > 0 || err != nil {
		t.Errorf("the edit has left %v, %v", hidden, err)
	}
}

func TestEditsOfHugosSite(t *testing.T) {
	site := newSite(t, hugoSite{})
	a, err := newAuthor(site)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range a.hugoKinds() {
		e, err := kind.make(0)
		if err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(filepath.Join(string(site), e.file))
		if err != nil {
			t.Errorf("%s is no file of the site: %v", e.file, err)
		}
		if strings.Contains(string(before), e.seen.text) || !strings.Contains(e.text, e.seen.text) || e.seen.gone || e.seen.sheet {
			t.Errorf("%s: the edit of %s does not bring %+v", kind.name, e.file, e.seen)
		}
	}
}

func TestAuthorsSayWhatIsMissing(t *testing.T) {
	if _, err := newAuthor(folder(t.TempDir())); err == nil {
		t.Error("no error for a folder without a site")
	}
	a := &author{}
	if _, _, err := a.take(); err == nil {
		t.Error("no error when there is no instrument left")
	}
	if _, err := replaced("nothing", titleLine, ""); err == nil {
		t.Error("no error for a text without title")
	}
	if _, err := firstAgency("mous/x", "participants: []"); err == nil {
		t.Error("no error for an instrument without participants")
	}
}

func TestAliasesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for k := range 500 {
		if alias := aliasOf(k); seen[alias] {
			t.Fatalf("alias %d is %s again", k, alias)
		} else {
			seen[alias] = true
		}
	}
}
