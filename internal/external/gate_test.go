package external

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// diary is an internet that answers everything with 200 after a while, and
// notes when it was asked.
type diary struct {
	takes time.Duration
	mu    sync.Mutex
	under map[string]int // requests under way, by host
	times map[string][]time.Time
	all   []time.Time
	twice bool // a host was asked twice at once
}

func (d *diary) RoundTrip(r *http.Request) (*http.Response, error) {
	host := r.URL.Hostname()
	d.mu.Lock()
	d.under[host]++
	d.twice = d.twice || d.under[host] > 1
	d.times[host] = append(d.times[host], time.Now())
	d.all = append(d.all, time.Now())
	d.mu.Unlock()
	select {
	case <-time.After(d.takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	d.mu.Lock()
	d.under[host]--
	d.mu.Unlock()
	answer := httptest.NewRecorder()
	if to := r.URL.Query().Get("to"); to != "" {
		answer.Header().Set("Location", to)
		answer.WriteHeader(http.StatusFound)
	}
	return answer.Result(), nil
}

func newDiary(takes time.Duration) *diary {
	return &diary{takes: takes, under: map[string]int{}, times: map[string][]time.Time{}}
}

// TestPoliteness asks forty pages of four hosts, each of which also leads to
// the next host: at a rate that holds all back, and at one that only the pauses
// hold back.
func TestPoliteness(t *testing.T) {
	for _, rate := range []int{2, 100} {
		synctest.Test(t, func(t *testing.T) {
			d := newDiary(300 * time.Millisecond)
			var addresses []string
			for i := range 40 {
				addresses = append(addresses, fmt.Sprintf("https://%d.example/%d?to=https://%d.example/", i%4, i, (i+1)%4))
			}
			if _, err := Check(t.Context(), linksTo(addresses...), Options{Transport: d, Rate: rate}); err != nil {
				t.Fatal(err)
			}
			d.judge(t, rate)
		})
	}
}

// judge finds what is impolite among eighty requests.
func (d *diary) judge(t *testing.T, rate int) {
	t.Helper()
	if len(d.all) != 80 || d.twice {
		t.Errorf("%d requests, twice at once: %t", len(d.all), d.twice)
	}
	for host, times := range d.times {
		for i := 1; i < len(times); i++ {
			if gap := times[i].Sub(times[i-1]); gap < d.takes+pause {
				t.Errorf("%s is asked again %v after a request began", host, gap)
			}
		}
	}
	slices.SortFunc(d.all, time.Time.Compare)
	for i := rate; i < len(d.all); i++ {
		if d.all[i].Sub(d.all[i-rate]) < time.Second {
			t.Errorf("more than %d requests in the second from %v", rate, d.all[i-rate])
		}
	}
	if took := time.Since(d.all[0]); took > 60*time.Second {
		t.Errorf("80 requests took %v: hosts wait for each other", took)
	}
}

// TestSlowServer: one request takes the timeout at most.
func TestSlowServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		list, err := Check(t.Context(), linksTo("https://a.example/"), Options{Transport: newDiary(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		expect(t, told(list), "1 unsure-link: \"https://a.example/\" could not be checked: the server does not answer in time\n")
		if took := time.Since(begin); took != DefaultTimeout {
			t.Errorf("it took %v", took)
		}
	})
}

// TestEndsAtOnce ends Check in a request and in the pauses before others.
func TestEndsAtOnce(t *testing.T) {
	for _, after := range []time.Duration{0, 100 * time.Millisecond, 1500 * time.Millisecond, 10 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), after)
			defer cancel()
			begin := time.Now()
			var addresses []string
			for i := range 100 {
				addresses = append(addresses, fmt.Sprintf("https://%d.example/%d", i%20, i))
			}
			_, err := Check(ctx, linksTo(addresses...), Options{Transport: newDiary(time.Second)})
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			if took := time.Since(begin); took != after {
				t.Errorf("it went on for %v", took-after)
			}
		})
	}
}

// TestInterruptedKeepsAnswers: what was found out before Ctrl-C is reported, and
// not asked the next time.
func TestInterruptedKeepsAnswers(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w := &web{hosts: map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/3" {
			cancel()
		}
		w.WriteHeader(http.StatusGone)
	}}}
	o := Options{Transport: w, Clock: newQuickClock(), Cache: t.TempDir() + "/links.json"}
	links := linksTo("https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4")
	list, err := Check(ctx, links, o)
	if !errors.Is(err, context.Canceled) || len(list) != 2 {
		t.Errorf("got %v and\n%s", err, told(list))
	}
	w.log = nil
	if list, err = Check(t.Context(), links, o); err == nil && len(list) != 4 || err != nil {
		t.Errorf("got %v and\n%s", err, told(list))
	}
	if got := w.asked(); strings.Contains(got, "/1") || strings.Contains(got, "/2") || !strings.Contains(got, "/4") {
		t.Errorf("asked\n%s", got)
	}
}
