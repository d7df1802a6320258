package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// A reader looks at the pages of a preview over HTTP, as scripts do.
type reader struct {
	client *http.Client
	server string // address without slash at the end
	pause  time.Duration
}

// newReader reads from a server; pause is between two requests where it asks again and again.
func newReader(server string, pause time.Duration) *reader {
	return &reader{&http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}, server, pause}
}

func (r *reader) close() { r.client.CloseIdleConnections() }

// get returns a file, empty if there is none.
func (r *reader) get(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.server+"/"+address, nil)
	if err != nil {
		return "", err
	}
	response, err := r.client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		return "", err
	}
	return string(body), err
}

// A gaze looks for one sight on one page. It has a memory of style sheets, whose names change with what is in them.
type gaze struct {
	reader *reader
	edit   edit
	sheets map[string]bool
}

func (r *reader) gaze(e edit) *gaze { return &gaze{reader: r, edit: e, sheets: map[string]bool{}} }

// look reports whether the page is as it is to be.
func (g *gaze) look(ctx context.Context) (bool, error) {
	page, err := g.reader.get(ctx, g.edit.page)
	seen := g.edit.seen
	switch {
	case err != nil || page == "":
		return false, err
	case seen.sheet:
		return g.styled(ctx, page)
	}
	return strings.Contains(page, seen.text) != seen.gone, nil
}

func (g *gaze) styled(ctx context.Context, page string) (bool, error) {
	for _, sheet := range sheetsOf(g.edit.page, page) {
		if g.sheets[sheet] {
			continue
		}
		content, err := g.reader.get(ctx, sheet)
		if err != nil || strings.Contains(content, g.edit.seen.text) {
			return err == nil, err
		}
		g.sheets[sheet] = content != ""
	}
	return false, nil
}

var sheetLink = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)

// sheetsOf are the addresses of the style sheets of a page.
func sheetsOf(address, page string) []string {
	base := url.URL{Path: "/" + address}
	var sheets []string
	for _, found := range sheetLink.FindAllStringSubmatch(page, -1) {
		if at, err := base.Parse(found[1]); err == nil && at.Host == "" {
			sheets = append(sheets, strings.TrimPrefix(at.Path, "/"))
		}
	}
	return sheets
}

// ask looks again and again, and returns when it has seen.
func (g *gaze) ask(ctx context.Context) (time.Time, error) {
	for {
		seen, err := g.look(ctx)
		if err != nil || seen {
			return time.Now(), err
		}
		if err := rest(ctx, g.reader.pause); err != nil {
			return time.Time{}, err
		}
	}
}

// wait looks when it is told that the page is another one, and returns when it has seen.
func (g *gaze) wait(ctx context.Context, states <-chan state, tag string) (time.Time, error) {
	for s := range states {
		if s.Page == tag {
			continue
		}
		tag = s.Page
		seen, err := g.look(ctx)
		if err != nil || seen {
			return time.Now(), err
		}
	}
	return time.Time{}, errors.Join(ctx.Err(), fmt.Errorf("the events of %s ended", g.edit.page))
}

// rest waits, unless the context ends before.
func rest(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}
