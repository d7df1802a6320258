package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strings"
)

// escapers are what programs know of html/template's escapers, by the names
// that it puts at the end of a pipe.
var escapers = map[string]func(*bytes.Buffer, string){
	"_html_template_htmlescaper ":   escapeText,
	"_html_template_attrescaper ":   escapeText,
	"_html_template_rcdataescaper ": escapeText,

	wholeAddress: newAddress("").escape,
	"_html_template_urlnormalizer _html_template_attrescaper ": newAddress("/").escape,
	"_html_template_urlescaper _html_template_attrescaper ":    newAddress("#").escape,
}

// wholeAddress are the escapers of an attribute that is an address and nothing else.
const wholeAddress = "_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper "

var (
	htmlType = reflect.TypeFor[template.HTML]()
	urlType  = reflect.TypeFor[template.URL]()
)

// trustedAddress is the place of an address that is known to be safe, whatever
// scheme it has.
var trustedAddress = newAddress("")

// escapeTrusted writes such an address. Those that we make have escapes wherever
// one is needed.
func escapeTrusted(out *bytes.Buffer, s string) {
	for i := range len(s) {
		switch c := s[i]; {
		case trustedAddress.inert[c], c == ':':
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
		default:
			trustedAddress.escapeAny(out, template.URL(s))
			return
		}
	}
	out.WriteString(s)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// isPlainText reports whether html/template treats values of a type as text
// without any promise about what is in it.
func isPlainText(t reflect.Type) bool {
	return t.Kind() == reflect.String && t.PkgPath() != htmlType.PkgPath() &&
		!t.Implements(reflect.TypeFor[fmt.Stringer]()) && !t.Implements(reflect.TypeFor[error]())
}

// special are the characters of a text that are escaped, in elements and in
// attributes alike; the plus sign is one for the sake of UTF-7.
var special = [256]bool{0: true, '"': true, '&': true, '\'': true, '+': true, '<': true, '>': true}

var textReplacer = strings.NewReplacer("\x00", "\uFFFD", "\"", "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

func escapeText(out *bytes.Buffer, s string) {
	for i := range len(s) {
		if special[s[i]] {
			// A bytes.Buffer takes everything.
			_, _ = textReplacer.WriteString(out, s)
			return
		}
	}
	out.WriteString(s)
}

// address is a place of an address, in an attribute, where a template puts a
// text. Common characters need no escaping there; a text with any other is
// given to html/template, in an attribute made for it.
type address struct {
	start string
	inert [256]bool // bytes that are left as they are
	tag   *template.Template
}

// newAddress is the place after what an address begins with: nothing, a path
// or a fragment.
func newAddress(after string) *address {
	a := &address{
		start: `<a href="` + after,
		tag:   template.Must(template.New("").Parse(`<a href="` + after + `{{.}}">`)),
	}
	common := "-._~"
	if after != "#" {
		common += "/#?=,;@!$*[]"
	}
	for c := range 128 {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		a.inert[c] = letter || '0' <= c && c <= '9' || strings.IndexByte(common, byte(c)) >= 0
	}
	return a
}

func (a *address) escape(out *bytes.Buffer, s string) {
	for i := range len(s) {
		if !a.inert[s[i]] && !a.isScheme(s, i) {
			a.escapeAny(out, s)
			return
		}
	}
	out.WriteString(s)
}

// isScheme reports whether s[i] is the colon of "https:".
func (a *address) isScheme(s string, i int) bool {
	return a.inert['/'] && s[:i+1] == "https:"
}

func (a *address) escapeAny(out *bytes.Buffer, s any) {
	var tag bytes.Buffer
	if a.tag.Execute(&tag, s) != nil {
		panic(errDirect)
	}
	out.Write(bytes.TrimSuffix(bytes.TrimPrefix(tag.Bytes(), []byte(a.start)), []byte(`">`)))
}
