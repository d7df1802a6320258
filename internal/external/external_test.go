package external

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestVerdicts says what each behaviour of a host comes to. Each is one link, to
// a.example.
func TestVerdicts(t *testing.T) {
	const u = "https://a.example/x"
	for name, test := range map[string]struct {
		address string // u if ""
		answers map[string]string
		fails   error
		want    string
	}{
		"there":                   {answers: map[string]string{"/x": "200"}},
		"empty":                   {answers: map[string]string{"/x": "204"}},
		"HEAD not allowed":        {answers: map[string]string{"/x": "405/200"}},
		"HEAD forbidden":          {answers: map[string]string{"/x": "403/200"}},
		"HEAD not made":           {answers: map[string]string{"/x": "501/200"}},
		"HEAD answered wrongly":   {answers: map[string]string{"/x": "404/200"}},
		"not there":               {answers: map[string]string{"/x": "404"}, want: `1 dead-link: "https://a.example/x" leads nowhere: the server answers 404 Not Found`},
		"gone":                    {answers: map[string]string{"/x": "410"}, want: `1 dead-link: "https://a.example/x" leads nowhere: the server answers 410 Gone`},
		"forbidden":               {answers: map[string]string{"/x": "403"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 403 Forbidden`},
		"login":                   {answers: map[string]string{"/x": "401"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 401 Unauthorized`},
		"broken":                  {answers: map[string]string{"/x": "503"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 503 Service Unavailable`},
		"too many":                {answers: map[string]string{"/x": "429"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 429 Too Many Requests`},
		"status without a name":   {answers: map[string]string{"/x": "999"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 999`},
		"redirect without target": {answers: map[string]string{"/x": "301"}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server answers 301 Moved Permanently`},
		"for now elsewhere":       {answers: map[string]string{"/x": "302 /y", "/y": "200"}},
		"elsewhere, and gone":     {answers: map[string]string{"/x": "302 /y"}, want: "1 dead-link: \"https://a.example/x\" leads nowhere: the server answers 404 Not Found\n  note: redirects lead to https://a.example/y"},
		"moved": {answers: map[string]string{"/x": "301 /y", "/y": "200"},
			want: "1 moved-link: \"https://a.example/x\" has moved for good, to \"https://a.example/y\"\n  content/a.md[0:19] https://a.example/x -> https://a.example/y"},
		"moved, with a part": {address: u + "#part", answers: map[string]string{"/x": "308 y", "/y": "200"},
			want: "1 moved-link: \"https://a.example/x#part\" has moved for good, to \"https://a.example/y#part\"\n  content/a.md[0:24] https://a.example/x#part -> https://a.example/y#part"},
		"moved, to a part": {address: u + "#part", answers: map[string]string{"/x": "301 /y#new", "/y": "200"},
			want: "1 moved-link: \"https://a.example/x#part\" has moved for good, to \"https://a.example/y#new\"\n  content/a.md[0:24] https://a.example/x#part -> https://a.example/y#new"},
		"moved twice, then for now": {answers: map[string]string{"/x": "301 /y", "/y": "308 /z", "/z": "302 /login", "/login": "200"},
			want: "1 moved-link: \"https://a.example/x\" has moved for good, to \"https://a.example/z\"\n  note: redirects lead to https://a.example/login\n  content/a.md[0:19] https://a.example/x -> https://a.example/z"},
		"for now, then moved": {answers: map[string]string{"/x": "302 /y", "/y": "301 /z", "/z": "200"}},
		"moved, and gone":     {answers: map[string]string{"/x": "301 /y"}, want: "1 dead-link: \"https://a.example/x\" leads nowhere: the server answers 404 Not Found\n  note: redirects lead to https://a.example/y"},
		"moved to the first page": {answers: map[string]string{"/x": "301 /", "/": "200"},
			want: `1 moved-link: "https://a.example/x" has moved for good, to "https://a.example/"`},
		"moved to what Markdown would misread": {answers: map[string]string{"/x": "301 /y_(z)", "/y_(z)": "200"},
			want: `1 moved-link: "https://a.example/x" has moved for good, to "https://a.example/y_(z)"`},
		"moved to bytes that are no text": {answers: map[string]string{"/x": "301 /y?q=\xff\x1b[2J", "/y": "200"},
			want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected to an address that is not followed: it is not a valid address`},
		"moved to Latin-1": {answers: map[string]string{"/x": "301 /y?q=\xe9", "/y": "200"},
			want: "1 moved-link: \"https://a.example/x\" has moved for good, to \"https://a.example/y?q=%E9\"\n  content/a.md[0:19] https://a.example/x -> https://a.example/y?q=%E9"},
		"moved to other letters": {answers: map[string]string{"/x": "301 /서울", "/서울": "200"},
			want: "1 moved-link: \"https://a.example/x\" has moved for good, to \"https://a.example/%EC%84%9C%EC%9A%B8\"\n  content/a.md[0:19] https://a.example/x -> https://a.example/%EC%84%9C%EC%9A%B8"},
		"back to where it began": {answers: map[string]string{"/x": "301 https://A.example:443/x#y"}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected more than 5 times`},
		"circle":                 {answers: map[string]string{"/x": "302 /y", "/y": "302 /x"}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected more than 5 times`},
		"five redirects":         {answers: map[string]string{"/x": "302 /1", "/1": "302 /2", "/2": "302 /3", "/3": "302 /4", "/4": "302 /5", "/5": "200"}},
		"six redirects": {answers: map[string]string{"/x": "302 /1", "/1": "302 /2", "/2": "302 /3", "/3": "302 /4", "/4": "302 /5", "/5": "302 /6", "/6": "200"},
			want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected more than 5 times`},
		"redirect to no page":    {answers: map[string]string{"/x": "302 mailto:a@a.example"}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected to an address that is not followed: it is not a valid address`},
		"redirect to a file":     {answers: map[string]string{"/x": "302 file:///etc/passwd"}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected to an address that is not followed: it is not a valid address`},
		"redirect to a password": {answers: map[string]string{"/x": "302 https://me:secret@a.example/y"}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected to an address that is not followed: it holds a name or a password, which are not sent`},
		"redirect of any length": {answers: map[string]string{"/x": "302 /" + strings.Repeat("y", longest)}, want: `1 unsure-link: "https://a.example/x" could not be checked: it is redirected to an address that is not followed: it is not a valid address`},

		"no such host":        {fails: &net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, want: `1 dead-link: "https://a.example/x" leads nowhere: there is no host of this name`},
		"no names now":        {fails: &net.OpError{Op: "dial", Err: &net.DNSError{IsTemporary: true}}, want: `1 unsure-link: "https://a.example/x" could not be checked: the name of the host cannot be looked up now`},
		"names take too long": {fails: &net.OpError{Op: "dial", Err: &net.DNSError{IsTimeout: true}}, want: `1 unsure-link: "https://a.example/x" could not be checked: the server does not answer in time`},
		"timeout":             {fails: context.DeadlineExceeded, want: `1 unsure-link: "https://a.example/x" could not be checked: the server does not answer in time`},
		"refused":             {fails: &net.OpError{Op: "dial", Err: errors.New("connection refused")}, want: `1 unsure-link: "https://a.example/x" could not be checked: no connection can be made: connection refused`},
		"cut off":             {fails: io.ErrUnexpectedEOF, want: `1 unsure-link: "https://a.example/x" could not be checked: the connection fails: unexpected EOF`},
		"nonsense":            {fails: errors.New("malformed \x1b[31m\xff answer"), want: `1 unsure-link: "https://a.example/x" could not be checked: the connection fails: malformed  [31m  answer`},
		"no proxy":            {fails: &net.OpError{Op: "proxyconnect", Err: &net.DNSError{IsNotFound: true}}, want: `1 unsure-link: "https://a.example/x" could not be checked: the proxy of this system gives no connection`},
		"certificate of another": {fails: &tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: "a.example"}},
			want: `1 dead-link: "https://a.example/x" leads nowhere: the server's certificate is for another host`},
		"old certificate": {fails: &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}},
			want: `1 dead-link: "https://a.example/x" leads nowhere: the server's certificate has expired, or is not valid yet`},
		"wrong certificate": {fails: &tls.CertificateVerificationError{Err: errors.New("x")}, want: `1 dead-link: "https://a.example/x" leads nowhere: the server's certificate is not valid`},
		"no handshake":      {fails: &net.OpError{Op: "remote error", Err: tls.AlertError(40)}, want: `1 dead-link: "https://a.example/x" leads nowhere: the server makes no secure connection`},
		"no TLS":            {fails: http.ErrSchemeMismatch, want: `1 dead-link: "https://a.example/x" leads nowhere: the server makes no secure connection`},

		"password":    {address: "https://me:secret@a.example/x", want: `1 unsure-link: "https://me:secret@a.example/x" could not be checked: it holds a name or a password, which are not sent`},
		"no host":     {address: "https:///x", want: `1 dead-link: "https:///x" leads nowhere: it is not a valid address`},
		"no slashes":  {address: "https:a.example", want: `1 dead-link: "https:a.example" leads nowhere: it is not a valid address`},
		"bad escape":  {address: "https://a.example/%zz", want: `1 dead-link: "https://a.example/%zz" leads nowhere: it is not a valid address`},
		"bad port":    {address: "https://a.example:port/x", want: `1 dead-link: "https://a.example:port/x" leads nowhere: it is not a valid address`},
		"no UTF-8":    {address: "https://a.example/\xff", answers: map[string]string{"/\xff": "200"}},
		"other case":  {address: "HTTPS://A.Example/x", answers: map[string]string{"/x": "200"}},
		"other port":  {address: "http://a.example:8080/x", answers: map[string]string{"/x": "200"}},
		"other words": {address: "https://a.example/서울", answers: map[string]string{"/서울": "200"}},
	} {
		t.Run(name, func(t *testing.T) {
			if test.address == "" {
				test.address = u
			}
			if test.want != "" {
				test.want += "\n"
			}
			w := &web{hosts: map[string]http.HandlerFunc{"a.example": paths(test.answers)}, fails: map[string]error{"a.example": test.fails}}
			expect(t, check(t, Options{Transport: w}, test.address), test.want)
		})
	}
}

// TestComesBack: a page whose host sends readers around, as for a cookie, and
// then shows it has not moved.
func TestComesBack(t *testing.T) {
	n := 0
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
		if n++; n < 3 {
			w.Header().Set("Location", map[string]string{"/x": "/around", "/around": "/x"}[r.URL.Path])
			w.WriteHeader(http.StatusMovedPermanently)
		}
	}}}
	expect(t, check(t, Options{Transport: w}, "https://a.example/x"), "")
	if n != 3 {
		t.Errorf("%d requests", n)
	}
}

func TestHints(t *testing.T) {
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": paths(map[string]string{
		"/first": "301 /", "/": "200", "/moved": "301 /x", "/x": "200", "/bad": "500",
	})}, fails: map[string]error{"b.example": &privateError{}}}
	list, err := Check(t.Context(), linksTo("https://a.example/first", "https://a.example/moved", "https://a.example/bad", "https://a.example/dead",
		"https://me@a.example/", "https://b.example/"),
		Options{Transport: w, Clock: newQuickClock()})
	if err != nil {
		t.Fatal(err)
	}
	var hints []string
	for _, d := range list {
		hints = append(hints, d.Hint)
	}
	expect(t, strings.Join(hints, "\n"), `see whether this is still the page that is meant: it is the first page of its host
write https://a.example/x
open it in a browser
link to where the page is now, or to an archived copy of it
write it without what stands before the @
link to what readers everywhere can open`)
}

// TestAskedOnce makes sure that an address is asked once, however it is
// written, and reported at each place.
func TestAskedOnce(t *testing.T) {
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(410)}}
	got := check(t, Options{Transport: w}, "https://a.example", "https://A.example:443/#one", "https://a.example/#two", "http://a.example/")
	expect(t, w.asked(), "HEAD http://a.example/\nHEAD https://a.example")
	expect(t, got, `1 dead-link: "https://a.example" leads nowhere: the server answers 410 Gone
2 dead-link: "https://A.example:443/#one" leads nowhere: the server answers 410 Gone
3 dead-link: "https://a.example/#two" leads nowhere: the server answers 410 Gone
4 dead-link: "http://a.example/" leads nowhere: the server answers 410 Gone
`)
}

// TestHostsThatAreLeftAlone makes sure that a host that fails as a whole is not asked
// for each of its pages.
func TestHostsThatAreLeftAlone(t *testing.T) {
	for name, test := range map[string]struct {
		fails  error
		answer int
		want   int // requests
	}{
		"no such host":      {fails: &net.DNSError{IsNotFound: true}, want: 1},
		"refused":           {fails: &net.OpError{Op: "dial", Err: errors.New("connection refused")}, want: 1},
		"bad certificate":   {fails: &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, want: 1},
		"slow":              {fails: context.DeadlineExceeded, want: patience},
		"too many requests": {answer: 429, want: 1},
		"cut off":           {fails: io.EOF, want: 4},
		"broken":            {answer: 502, want: 4},
	} {
		t.Run(name, func(t *testing.T) {
			w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(test.answer)}, fails: map[string]error{"a.example": test.fails}}
			got := check(t, Options{Transport: w}, "https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4")
			if n := strings.Count(got, "-link:"); n != 4 {
				t.Errorf("%d of 4 links are reported:\n%s", n, got)
			}
			if len(w.log) != test.want {
				t.Errorf("%d requests, want %d: %s", len(w.log), test.want, w.log)
			}
		})
	}
}

// TestSlownessInARow: a slow page among quick ones does not speak for its host.
func TestSlownessInARow(t *testing.T) {
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(200)}}
	slow := roundTrip(func(r *http.Request) (*http.Response, error) {
		answer, err := w.RoundTrip(r)
		if strings.HasPrefix(r.URL.Path, "/slow") {
			return nil, context.DeadlineExceeded
		}
		return answer, err
	})
	check(t, Options{Transport: slow}, "https://a.example/slow1", "https://a.example/2", "https://a.example/slow3", "https://a.example/4")
	if len(w.log) != 4 {
		t.Errorf("got %s", w.log)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestWhatIsSent makes sure that a request tells nothing about who asks but
// the program's name.
func TestWhatIsSent(t *testing.T) {
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
		if got := fmt.Sprint(r.Header); got != "map[Accept:[*/*] User-Agent:[test/1]]" {
			t.Errorf("%s sends %s", r.URL, got)
		}
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		if r.URL.Path == "/1" {
			w.Header().Set("Location", "/2")
			w.WriteHeader(http.StatusFound)
		}
	}}}
	expect(t, check(t, Options{Transport: w, UserAgent: "test/1"}, "https://a.example/1", "https://a.example/3"), "")
	expect(t, w.asked(), "HEAD https://a.example/1\nHEAD https://a.example/2\nHEAD https://a.example/3")
}

func TestRetryAfter(t *testing.T) {
	now := newQuickClock().Now()
	for header, want := range map[string]time.Duration{
		"0": pause, "5": 5 * time.Second, "60": longestWait, "61": 0, "-1": 0, "": 0, "soon": 0, "99999999999999999999": 0,
		now.Add(7 * time.Second).Format(http.TimeFormat): 7 * time.Second,
		now.Add(-time.Hour).Format(http.TimeFormat):      pause,
		now.Add(time.Hour).Format(http.TimeFormat):       0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("Retry-After: %s is %v, want %v", header, got, want)
		}
	}
}

// TestComesAgainOnce makes sure that a server that says when to come again is
// asked again then, and not more often.
func TestComesAgainOnce(t *testing.T) {
	for name, test := range map[string]struct {
		busy int // answers before the page
		want string
	}{
		"then there": {busy: 1},
		"still busy": {busy: 9, want: "1 unsure-link: \"https://a.example/x\" could not be checked: the server answers 429 Too Many Requests\n"},
	} {
		t.Run(name, func(t *testing.T) {
			clock := newQuickClock()
			var times []time.Time
			w := &web{hosts: map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, _ *http.Request) {
				if times = append(times, clock.Now()); len(times) <= test.busy {
					w.Header().Set("Retry-After", "30")
					w.WriteHeader(http.StatusTooManyRequests)
				}
			}}}
			expect(t, check(t, Options{Transport: w, Clock: clock}, "https://a.example/x"), test.want)
			if len(times) != 2 || times[1].Sub(times[0]) != 30*time.Second {
				t.Errorf("asked at %v", times)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": status(200)}}
	var got []string
	o := Options{Transport: w, Progress: func(done, total int) { got = append(got, fmt.Sprint(done, "/", total)) }}
	check(t, o, "https://a.example/1", "https://a.example/2#x", "https://a.example/2", "https://b.example/", "https://x@a.example/")
	expect(t, strings.Join(got, " "), "1/4 2/4 3/4 4/4")
}

func TestNothingToDo(t *testing.T) { expect(t, check(t, Options{Transport: &web{}}), "") }
