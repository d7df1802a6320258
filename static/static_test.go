package static

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

func stylesheet(t *testing.T) string {
	t.Helper()
	css, err := FS.ReadFile("css/concord.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}

// TestContrast holds the colours of both themes to 7:1 for text, on the page
// and on the grounds that mark a part of it, and to 3:1 for the underline by
// which links in running text are told apart.
func TestContrast(t *testing.T) {
	css := stylesheet(t)
	_, dark, found := strings.Cut(css, "(prefers-color-scheme: dark)")
	if !found {
		t.Fatal("no dark theme")
	}
	light := colours(css)
	for _, theme := range []struct {
		name   string
		colour map[string]string
	}{{"light", light}, {"dark", colours(dark)}} {
		for _, c := range []struct {
			text, ground string
			least        float64
		}{
			{"ink", "paper", 7}, {"quiet", "paper", 7}, {"accent", "paper", 7},
			{"ink", "wash", 7}, {"ink", "mark", 7}, {"accent", "wash", 7}, {"thread", "paper", 3},
		} {
			got := contrast(t, theme.colour[c.text], theme.colour[c.ground])
			if got < c.least {
				t.Errorf("%s: %s on %s is %.2f:1, less than %v:1", theme.name, c.text, c.ground, got, c.least)
			}
		}
	}
}

// colours are the first values of the custom properties that are colours.
func colours(css string) map[string]string {
	found := make(map[string]string)
	for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		if found[m[1]] == "" {
			found[m[1]] = m[2]
		}
	}
	return found
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var c [3]int
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
		t.Fatalf("%q: %v", colour, err)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func TestStylesheetAsksForNothing(t *testing.T) {
	css := stylesheet(t)
	for _, s := range []string{"url(", "@import", "@font-face", "http:", "https:", "//"} {
		if strings.Contains(css, s) {
			t.Errorf("the stylesheet has %q", s)
		}
	}
}

// TestEveryPropertyIsDefined: a mistyped custom property is no error in CSS.
func TestEveryPropertyIsDefined(t *testing.T) {
	css := stylesheet(t)
	for _, m := range regexp.MustCompile(`var\((--[\w-]+)\)`).FindAllStringSubmatch(css, -1) {
		if !strings.Contains(css, m[1]+": ") {
			t.Errorf("%s is not defined", m[1])
		}
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Error("brackets do not pair")
	}
}

// TestWeight keeps the stylesheet within what a page may weigh over the wire.
func TestWeight(t *testing.T) {
	weigh(t, "the stylesheet", []byte(stylesheet(t)), 12_000)
}

// weigh compares the bytes over the wire with the most that they may be.
func weigh(t *testing.T, name string, content []byte, most int) {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d bytes", name, b.Len())
	if b.Len() > most {
		t.Errorf("%s: %d bytes over the wire, more than %d", name, b.Len(), most)
	}
}
