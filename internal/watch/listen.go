package watch

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
)

// listen begins to listen to events.
func (w *loop) listen() {
	n, err := w.sys.notifier()
	if err != nil {
		w.poll(reason(err))
		return
	}
	w.notifier, w.inbox = n, newInbox()
	w.watch = func(folder string) error { return n.Add(filepath.Join(w.root, filepath.FromSlash(folder))) }
	go w.inbox.gather(n)
}

// deafen ends listening. What was not taken from the inbox is lost.
func (w *loop) deafen() {
	if w.notifier == nil {
		return
	}
	// Whatever Close says, nothing is heard from it again.
	_ = w.notifier.Close()
	w.notifier, w.watch, w.inbox = nil, nil, newInbox()
}

func (w *loop) polling() bool { return w.interval > 0 }

// poll turns to polling, which the user did not ask for.
func (w *loop) poll(why string) {
	w.deafen()
	w.interval = w.sys.poll
	w.options.Notice(fmt.Sprintf("looking for changes every %d ms: %s", w.interval.Milliseconds(), why))
	w.beating.Reset(w.interval)
}

// reason says for the user why no more is watched.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system watches no more folders (on Linux, fs.inotify.max_user_watches says how many)"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "the system opens no more files or watches (see ulimit -n; on Linux, fs.inotify.max_user_instances)"
	}
	return fmt.Sprintf("the system does not report them: %v", err)
}

// limited says whether an error means that the system watches no more, and
// asking again would not help.
func limited(err error) bool {
	for _, no := range []syscall.Errno{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}
