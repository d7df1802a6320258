package watch

import (
	"io/fs"
	"strings"
	"syscall"
)

const openFlags = syscall.O_NONBLOCK

// stampOf returns the stamp of a file and how many names it has.
func stampOf(info fs.FileInfo) (stamp, uint64) {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.changed = s.modified
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return s, 1
	}
	s.changed, s.inode = st.Ctimespec.Nano(), st.Ino
	return s, uint64(st.Nlink)
}

const local = 0x1000 // MNT_LOCAL of sys/mount.h

// remote names the kind of a file system whose files change without this
// kernel, which then has no events to tell of.
func remote(folder string) string {
	var st syscall.Statfs_t
	if err := syscall.Statfs(folder, &st); err != nil {
		return ""
	}
	kind := make([]byte, 0, len(st.Fstypename))
	for _, c := range st.Fstypename {
		if c == 0 {
			break
		}
		kind = append(kind, byte(c))
	}
	switch {
	case st.Flags&local == 0:
		return "a network file system (" + string(kind) + ")"
	case strings.Contains(string(kind), "fuse"):
		return "a file system of a program (" + string(kind) + ")"
	}
	return ""
}
