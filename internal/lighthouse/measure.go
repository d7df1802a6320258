package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The forms in which a page is measured.
const (
	phone = "phone" // with the slow network and processor that Lighthouse takes
	desk  = "desk"
)

// categories are what Lighthouse marks, in its order.
var categories = [...]string{"performance", "accessibility", "best-practices", "seo"}

// result is what Lighthouse says of a page in one form.
type result struct {
	page, form string
	marks      map[string]int // of each category, at most 100
	faults     []string       // what lowers them
}

// report is the part of Lighthouse's report that is read here.
type report struct {
	RuntimeError struct{ Code, Message string }
	Categories   map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Title, DisplayValue string
		Score               *float64
		Details             json.RawMessage
	}
}

// measure runs Lighthouse, which starts a browser of its own.
func measure(command, folder, address, form string) (result, error) {
	file := filepath.Join(folder, "report.json")
	flags := []string{
		command, address, "--quiet", "--output=json", "--output-path=" + file, "--only-categories=" + strings.Join(categories[:], ","),
		"--no-enable-error-reporting", "--chrome-flags=" + strings.Join(chromium(), " "),
	}
	if form == desk {
		flags = append(flags, "--preset=desktop")
	}
	node := exec.Command("node", flags...)
	node.Env = append(os.Environ(), "TMPDIR="+folder)
	if path := browser(); path != "" {
		node.Env = append(node.Env, "CHROME_PATH="+path)
	}
	var problems bytes.Buffer
	node.Stderr = &problems
	if err := node.Run(); err != nil {
		return result{}, fmt.Errorf("run %s: %w\n%s", command, err, problems.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return result{}, err
	}
	return read(text, address, form)
}

// browser is Chromium's command where it has another name than Chrome's.
func browser() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// chromium are flags for one that asks nobody for anything.
func chromium() []string {
	list := []string{
		"--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
	}
	if os.Geteuid() == 0 {
		list = append(list, "--no-sandbox") // which root cannot have
	}
	return list
}

// read reads a report.
func read(text []byte, address, form string) (result, error) {
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		return result{}, fmt.Errorf("read the report: %w", err)
	}
	if r.RuntimeError.Code != "" {
		return result{}, fmt.Errorf("measure %s: %s: %s", address, r.RuntimeError.Code, r.RuntimeError.Message)
	}
	page, err := url.Parse(address)
	if err != nil {
		return result{}, err
	}
	out := result{page: page.Path, form: form, marks: map[string]int{}}
	for _, name := range categories {
		category, ok := r.Categories[name]
		if !ok {
			return result{}, fmt.Errorf("the report has no mark for %s", name)
		}
		out.marks[name] = int(math.Round(category.Score * most))
		for _, ref := range category.AuditRefs {
			audit := r.Audits[ref.ID]
			if ref.Weight > 0 && audit.Score != nil && *audit.Score < 1 && out.marks[name] < most {
				out.faults = append(out.faults, strings.TrimSpace(fmt.Sprintf("%s: %s (%s, %.2f) %s", name, audit.Title, ref.ID, *audit.Score, audit.DisplayValue))+places(audit.Details))
			}
		}
	}
	slices.Sort(out.faults)
	return out, nil
}

// places are the first places on the page that an audit names.
func places(details json.RawMessage) string {
	var list struct {
		Items []struct {
			Node              struct{ Snippet string }
			Description, Text string
			Href, URL         string
		}
	}
	if json.Unmarshal(details, &list) != nil {
		return "" // some audits have details of another shape
	}
	var b strings.Builder
	for _, item := range list.Items[:min(3, len(list.Items))] {
		for _, text := range []string{item.Node.Snippet, item.Description, item.Text, item.Href, item.URL} {
			if text != "" {
				fmt.Fprintf(&b, "\n\t%.200s", text)
			}
		}
	}
	return b.String()
}
