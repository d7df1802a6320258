package render

import (
	"bytes"
	"testing"

	"concord/internal/site"
	"concord/templates"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, list, err := New(templates.FS, plain{}); err != nil || len(list) > 0 {
			b.Fatal(list, err)
		}
	}
}

func BenchmarkInstrument12(b *testing.B) { benchmark(b, site.LayoutInstrument, instrument()) }
func BenchmarkAgency800(b *testing.B)    { benchmark(b, site.LayoutAgency, agency(800)) }

func benchmark(b *testing.B, layout site.Layout, view any) {
	theme, list, err := New(templates.FS, plain{})
	if err != nil || theme == nil {
		b.Fatal(list, err)
	}
	var page bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		page.Reset()
		if d := theme.Execute(&page, layout, view); d != nil {
			b.Fatal(d)
		}
	}
	b.SetBytes(int64(page.Len()))
}
