// Command lighthouse measures pages of the real site with Lighthouse, as on a
// phone and on a desk, and fails where a mark is below 100.
//
//	make lighthouse
//
// The site is built into a temporary folder and served on this
// machine as hosts do: compressed, and with assets that browsers keep.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"concord/internal/engine"
	"concord/static"
	"concord/templates"
)

// most is a mark that leaves nothing to wish for.
const most = 100

// pages are those whose marks the project promises.
const pages = ",annexes/a/,mous/digital-cooperation/,agencies/imda/,dates/"

func main() {
	site := flag.String("site", ".", "the site's folder")
	list := flag.String("pages", pages, "the pages, separated by commas")
	lighthouse := flag.String("lighthouse", "bin/lighthouse", "where Lighthouse is installed")
	flag.Parse()
	if err := run(os.Stdout, *site, *lighthouse, strings.Split(*list, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run measures each page in each form and prints the marks, and what lowers them.
func run(w io.Writer, site, lighthouse string, pages []string) error {
	command := filepath.Join(lighthouse, "node_modules", "lighthouse", "cli", "index.js")
	if _, err := os.Stat(command); err != nil {
		return fmt.Errorf("find what make bin/lighthouse installs where npm is: %w", err)
	}
	folder, err := os.MkdirTemp("", "concord-lighthouse-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // what is left there harms nobody
	if err := build(site, filepath.Join(folder, "site")); err != nil {
		return err
	}
	server := httptest.NewServer(host(os.DirFS(filepath.Join(folder, "site"))))
	defer server.Close()

	var results []result
	for _, page := range pages {
		for _, form := range []string{phone, desk} {
			r, err := measure(command, folder, server.URL+"/"+page, form)
			if err != nil {
				return fmt.Errorf("measure /%s: %w", page, err)
			}
			results = append(results, r)
		}
	}
	return print(w, results)
}

func build(site, folder string) error {
	e, err := engine.Evaluate(engine.Options{Site: os.DirFS(site), Templates: templates.FS, Static: static.FS})
	if err != nil {
		return fmt.Errorf("read %s: %w", site, err)
	}
	defer e.Close()
	_, diagnostics, err := e.Build(folder)
	if err == nil && len(diagnostics) > 0 {
		err = fmt.Errorf("%v", diagnostics)
	}
	if err != nil {
		return fmt.Errorf("build %s: %w", site, err)
	}
	return nil
}

// print prints a table of the marks, then why those that are too low are so.
func print(w io.Writer, results []result) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "page\tas on a")
	for _, name := range categories {
		fmt.Fprint(table, "\t", name)
	}
	fmt.Fprintln(table)
	low := 0
	for _, r := range results {
		fmt.Fprintf(table, "%s\t%s", r.page, r.form)
		for _, name := range categories {
			mark := r.marks[name]
			fmt.Fprintf(table, "\t%d", mark)
			if mark < most {
				low++
			}
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		for _, fault := range r.faults {
			fmt.Fprintf(w, "%s, %s: %s\n", r.page, r.form, fault)
		}
	}
	if low > 0 {
		return errors.New(fmt.Sprint(low, " marks are below ", most))
	}
	return nil
}
