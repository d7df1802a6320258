package watch

import (
	"io/fs"
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
	s.changed, s.inode = st.Ctim.Nano(), st.Ino
	return s, uint64(st.Nlink)
}

// remote names the kind of a file system whose files change without this
// kernel, which then has no events to tell of.
func remote(folder string) string {
	var st syscall.Statfs_t
	if err := syscall.Statfs(folder, &st); err != nil {
		return ""
	}
	switch uint32(st.Type) { // the numbers of statfs(2)
	case 0x6969:
		return "a network file system (NFS)"
	case 0x517b, 0xfe534d42, 0xff534d42:
		return "a network file system (SMB)"
	case 0x01021997:
		return "a file system of another machine (9p)"
	case 0x65735546:
		return "a file system of a program or another machine (FUSE)"
	case 0x00c36400, 0x5346414f, 0x73757245, 0x0bd00bd0: // Ceph, AFS, Coda, Lustre
		return "a network file system"
	case 0x786f4256, 0xbacbacbc, 0x7c7c6673: // VirtualBox, VMware, Parallels
		return "a folder shared with another machine"
	}
	return ""
}
