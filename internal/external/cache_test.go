package external

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKept says how long answers are kept.
func TestKept(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]string
		keep    time.Duration
	}{
		"there":   {map[string]string{"/x": "200"}, keepGood},
		"moved":   {map[string]string{"/x": "301 /y", "/y": "200"}, keepGood},
		"dead":    {map[string]string{"/x": "410"}, keepBad},
		"unsure":  {map[string]string{"/x": "503"}, keepBad},
		"no host": {nil, keepBad},
	} {
		t.Run(name, func(t *testing.T) {
			clock := newQuickClock()
			w := &web{hosts: map[string]http.HandlerFunc{"a.example": paths(test.answers)}}
			if test.answers == nil {
				w.hosts = nil
			}
			o := Options{Transport: w, Clock: clock, Cache: filepath.Join(t.TempDir(), "new", "folder", "links.json")}
			first := check(t, o, "https://a.example/x")
			begin := clock.Now()
			asked := len(w.log)

			clock.pass(test.keep - time.Second - clock.Now().Sub(begin))
			expect(t, check(t, o, "https://a.example/x"), first)
			if len(w.log) != asked {
				t.Errorf("asked again: %s", w.log[asked:])
			}
			clock.pass(10 * time.Second)
			expect(t, check(t, o, "https://a.example/x"), first)
			if len(w.log) != 2*asked {
				t.Errorf("not asked again: %s", w.log)
			}
		})
	}
}

// TestDamagedCache: whatever the file holds, it is started anew.
func TestDamagedCache(t *testing.T) {
	const x = "https://a.example/x"
	fresh := newQuickClock().Now().Add(-time.Minute).Format(time.RFC3339)
	entry := func(asked, rest string) string {
		return `{"version":1,"answers":{"` + x + `":{"asked":"` + asked + `",` + rest + `}}}`
	}
	whole := entry(fresh, `"kind":"dead","reason":"kept"`)
	for name, test := range map[string]struct {
		file string
		kept bool
	}{
		"whole":            {whole, true},
		"empty":            {"", false},
		"cut off":          {whole[:len(whole)-9], false},
		"two in one":       {whole + whole, false},
		"not JSON":         {"\x00\xff\xfe", false},
		"not UTF-8":        {strings.Replace(whole, "kept", "\xff", 1), true},
		"other type":       {`[1,2]`, false},
		"null":             {`null`, false},
		"null answer":      {`{"version":1,"answers":{"` + x + `":null}}`, false},
		"other version":    {strings.Replace(whole, ":1", ":2", 1), false},
		"other kind":       {entry(fresh, `"kind":"fine"`), false},
		"dead, no reason":  {entry(fresh, `"kind":"dead"`), false},
		"moved nowhere":    {entry(fresh, `"kind":"moved"`), false},
		"moved to a trick": {entry(fresh, `"kind":"moved","moved":"javascript:alert(1)"`), false},
		"moved to spaces":  {entry(fresh, `"kind":"moved","moved":"https://a.example/ \"x"`), false},
		"future":           {strings.Replace(whole, "2031", "2032", 1), false},
		"no time":          {entry("", `"kind":"good"`), false},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "links.json")
			if err := os.WriteFile(file, []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(410)}}
			o := Options{Transport: w, Clock: newQuickClock(), Cache: file}
			if got := check(t, o, x); got == "" {
				t.Error("the dead link is not reported")
			}
			if kept := len(w.log) == 0; kept != test.kept {
				t.Errorf("answers kept: %t", kept)
			}
			w.log = nil
			if check(t, o, x); len(w.log) != 0 {
				t.Error("the file is not mended")
			}
		})
	}
}

// TestCacheIsReplaced makes sure that nothing is left beside the file, and that
// old answers do not stay for ever.
func TestCacheIsReplaced(t *testing.T) {
	clock := newQuickClock()
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(200)}}
	o := Options{Transport: w, Clock: clock, Cache: filepath.Join(t.TempDir(), "links.json")}
	check(t, o, "https://a.example/old")
	clock.pass(keepGood)
	check(t, o, "https://a.example/new")
	data, err := os.ReadFile(o.Cache)
	if err != nil || strings.Contains(string(data), "/old") || !strings.Contains(string(data), "/new") {
		t.Errorf("got %v and %s", err, data)
	}
	if left, _ := filepath.Glob(filepath.Dir(o.Cache) + "/*"); len(left) != 1 {
		t.Errorf("left behind: %s", left)
	}
}

// TestCacheThatCannotBeWritten: the diagnostics hold all the same.
func TestCacheThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir() // a folder stands where the file would be
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(410)}}
	list, err := Check(t.Context(), linksTo("https://a.example/"), Options{Transport: w, Clock: newQuickClock(), Cache: folder})
	if err == nil || !strings.HasPrefix(err.Error(), "keep the answers about external links: ") || len(list) != 1 {
		t.Errorf("got %v and\n%s", err, told(list))
	}
	if left, _ := filepath.Glob(folder + "*"); len(left) != 1 {
		t.Errorf("left behind: %s", left)
	}
}
