package watch

import (
	"runtime"
	"time"
)

// system is the machine that the watcher runs on. Tests put faults in its
// place.
type system struct {
	notifier func() (notifier, error)
	disk     func(root string) disk

	// remote says why the system does not tell of all events in a folder, ""
	// where it does.
	remote func(folder string) string

	// folds says that names that differ in case only may be the same.
	folds bool

	poll  time.Duration // the interval of polling that the user did not ask for
	beat  time.Duration // how often what events do not tell is looked for
	sweep time.Duration // how often everything is compared nevertheless, 0 for never
}

func theSystem() system {
	return system{
		notifier: newNative,
		disk:     func(root string) disk { return folder(root) },
		remote:   remote,
		folds:    runtime.GOOS == "darwin" || runtime.GOOS == "windows",
		poll:     DefaultPoll,
		beat:     500 * time.Millisecond,
		sweep:    15 * time.Second,
	}
}
