package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"path/filepath"
	"reflect"
	"sync"
	"time"

	"concord/internal/diag"
	"concord/internal/watch"
)

// goodbye is how long requests may take to end when the preview does.
const goodbye = 2 * time.Second

// Options say how a site is shown.
type Options struct {
	Templates, Static fs.FS             // the default theme
	BaseURL           string            // in place of base_url in site.yaml, unless ""
	OnRead            func(bytes int64) // as in engine.Options
	Bind              string            // the address, or the name of a host, to listen at
	Port              int               // 0 for any
	Open              bool              // in the user's browser
	Poll              time.Duration     // as in watch.Options
	Editor            Editor
	Voice             Voice
}

// Voice tells the user. Its methods are called from several goroutines.
type Voice interface {
	// Listening says that the preview can be reached. It was asked for the port
	// that is taken, unless that is 0.
	Listening(address string, taken int)
	// Notice says what the user may want to know.
	Notice(line string)
	// Diagnostics says what is wrong, at first and when it is something else.
	Diagnostics(list []diag.Diagnostic)
	// Failure says that the machine failed, and that the preview goes on.
	Failure(err error)
}

// setup is what a site is made with.
type setup struct {
	sources  fs.FS // the site's folder
	onFile   func(name string, sum watch.Sum, ok bool)
	progress *progress
}

// folders hold the sources of a site.
func folders() []string { return []string{"content", "templates", "static"} }

// run shows a site of the sources in a folder until the context is over.
func run(ctx context.Context, folder string, o Options, newSite func(setup) Site) error {
	p, err := open(folder, o, newSite)
	if err != nil {
		return err
	}
	running, stop := context.WithCancelCause(ctx)
	p.serve(stop)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		stop(p.follow(running))
	}()
	<-running.Done()
	p.silence()
	<-followed
	err = p.close()
	if ctx.Err() == nil {
		err = errors.Join(context.Cause(running), err)
	}
	return err
}

// preview is a site that is being shown.
type preview struct {
	options Options
	path    string // of the folder, absolute
	door    *door
	folder  *folder
	site    Site
	server  *Server
	http    *http.Server
	serving sync.WaitGroup
	unused  newcomers
	lookout *lookout

	told    bool // the user knows what is wrong
	diags   []diag.Diagnostic
	failure string
}

// open makes everything ready, so that requests can be answered.
func open(path string, o Options, newSite func(setup) Site) (_ *preview, err error) {
	p := &preview{options: o}
	if p.path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("find the site's folder: %w", err)
	}
	if p.folder, err = openFolder(p.path); err != nil {
		return nil, fmt.Errorf("open the site's folder: %w", err)
	}
	if p.door, err = listen(o.Bind, o.Port); err != nil {
		return nil, errors.Join(err, p.folder.close())
	}
	p.lookout = newLookout(p.path, func() (*watch.Watcher, error) {
		return watch.Open(p.path, watch.Options{Folders: folders(), Poll: o.Poll, Notice: o.Voice.Notice})
	})
	p.folder.listed, p.folder.stated = p.lookout.listed, p.lookout.stated
	progress := &progress{}
	p.site = newSite(setup{sources: p.folder, onFile: p.lookout.found, progress: progress})
	p.server, err = New(Config{
		Site: p.site, Sources: p.folder, Folder: p.path, Editor: o.Editor,
		Hosts: p.door.hosts, Wildcard: p.door.wildcard,
	})
	if err != nil {
		p.door.close()
		return nil, errors.Join(err, p.site.Close(), p.folder.close())
	}
	progress.tell = p.server.Changed
	p.http = &http.Server{
		Handler: p.server, ErrorLog: log.New(failures{o.Voice}, "", 0), ConnState: p.unused.state,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10,
	}
	return p, nil
}

// serve begins to answer requests, and says so.
func (p *preview) serve(stop context.CancelCauseFunc) {
	for _, l := range p.door.listeners {
		p.serving.Go(func() {
			if err := p.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				stop(fmt.Errorf("answer requests: %w", err))
			}
		})
	}
	taken := 0
	if p.door.taken {
		taken = p.options.Port
	}
	voice := p.options.Voice
	voice.Listening(p.door.address, taken)
	if p.door.public {
		voice.Notice("others on the network can see the preview, drafts included: it listens at " + p.door.listeners[0].Addr().String())
	}
	if p.options.Open {
		go func() {
			if err := openBrowser(p.door.address); err != nil {
				voice.Notice(fmt.Sprintf("no browser could be opened (%v); open %s yourself", err, p.door.address))
			}
		}()
	}
}

// follow keeps the site up to date with its sources.
func (p *preview) follow(ctx context.Context) error {
	f := &follower{site: p.site, next: p.lookout.next, reopen: p.folder.reopen, done: p.updated}
	return errors.Join(f.run(ctx), p.lookout.close())
}

// updated tells browsers and the user how an update ended.
func (p *preview) updated(err error) {
	p.server.Failed(err)
	p.server.Changed()
	failure := ""
	if err != nil {
		failure = err.Error()
	}
	if failure != p.failure && err != nil {
		p.options.Voice.Failure(err)
	}
	if p.failure != "" && failure == "" {
		p.options.Voice.Notice("the site can be read again")
	}
	p.failure = failure
	list := p.site.State().Diags
	if err == nil && !p.told || !same(list, p.diags) {
		p.options.Voice.Diagnostics(list)
		p.told, p.diags = true, list
	}
}

func same(a, b []diag.Diagnostic) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}

// silence ends answering: streams at once, other requests when they are done.
func (p *preview) silence() {
	p.server.Close()
	p.unused.close()
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if p.http.Shutdown(ctx) != nil {
		_ = p.http.Close() // some took too long
	}
	p.serving.Wait()
}

func (p *preview) close() error { return errors.Join(p.site.Close(), p.folder.close()) }

// failures tells the user what the HTTP server complains of, in a line each.
type failures struct{ voice Voice }

func (f failures) Write(text []byte) (int, error) {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	f.voice.Failure(errors.New(string(first)))
	return len(text), nil
}
