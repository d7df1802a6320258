// Package litter knows the files that editors, file managers and other tools
// leave among the sources of a site.
package litter

import (
	"path"
	"strings"
)

// Is says whether a name belongs to an editor, a file manager or a tool,
// by its last element alone:
//
//   - what begins with ".": swap and lock files (.a.md.swp, .#a.md), those of
//     file managers and synchronisation (.DS_Store, .goutputstream-X), .git;
//   - what ends with "~", begins with "~$" or stands between "#": backups,
//     owner files and unsaved texts (a.md~, ~$a.docx, #a.md#);
//   - .swp, .swo and .swx, where an editor cannot begin a name with ".";
//   - what stands for a moment while a file is saved: 4913, by which Vim finds
//     out whether it may write, ___jb_tmp___ and ___jb_old___ of JetBrains,
//     and .tmp;
//   - Thumbs.db and desktop.ini.
//
// Temporary files of other names leave no trace either, if they are gone
// within the quiet time. Names that begin with "_" are not ignored: they may
// be parts of a template.
func Is(name string) bool {
	base := path.Base(name)
	switch base {
	case "4913", "Thumbs.db", "desktop.ini":
		return true
	}
	if len(base) > 1 && strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") {
		return true
	}
	for _, prefix := range []string{".", "~$"} {
		if strings.HasPrefix(base, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"~", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"} {
		if strings.HasSuffix(base, suffix) {
			return true
		}
	}
	return false
}
