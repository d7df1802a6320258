package watch

import (
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

const openFlags = 0

// stampOf returns the stamp of a file and how many names it has, of which
// Windows tells only where the file is open.
func stampOf(info fs.FileInfo) (stamp, uint64) {
	modified := info.ModTime().UnixNano()
	return stamp{size: info.Size(), modified: modified, changed: modified, inode: 0}, 1
}

const driveRemote = 4 // DRIVE_REMOTE of GetDriveTypeW

// remote names the kind of a file system of which events are not reliable.
func remote(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return "a network share"
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	kind := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")
	if kind.Find() != nil {
		return ""
	}
	if n, _, _ := kind.Call(uintptr(unsafe.Pointer(root))); n == driveRemote {
		return "a network drive"
	}
	return ""
}
