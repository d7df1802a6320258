package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

const (
	manifestName    = "manifest.json"
	manifestVersion = 1
)

// manifest lists the files that builds made, by slash path, sorted.
type manifest struct {
	Version int      `json:"version"`
	Files   []string `json:"files"`
	// Stray files are ours too, but no published page links to them: a run was about to publish the
	// pages that do, or to remove these. Whoever finds them here removes them before anything else,
	// since their own links may be dead and the next site may link to their paths.
	Stray []string `json:"stray,omitempty"`
}

func readManifest(name string) (manifest, error) {
	var m manifest
	data, err := os.ReadFile(name)
	if err != nil {
		return m, fmt.Errorf("read the manifest of the last build: %w", err)
	}
	if err := m.parse(data); err != nil {
		return manifest{}, fmt.Errorf("read the manifest of the last build: %s: %w; "+
			"to start afresh, empty the output folder", name, err)
	}
	return m, nil
}

func (m *manifest) parse(data []byte) error {
	if err := json.Unmarshal(data, m); err != nil {
		return err
	}
	if m.Version != manifestVersion {
		return fmt.Errorf("format version %d is not %d, the one that this program knows",
			m.Version, manifestVersion)
	}
	for _, p := range slices.Concat(m.Files, m.Stray) {
		if err := checkPath(p); err != nil {
			return fmt.Errorf("%q: %w", p, err)
		}
	}
	return nil
}

// encode gives the same bytes for the same lists, a path to a line.
func (m manifest) encode() ([]byte, error) {
	m.Version = manifestVersion
	if m.Files == nil {
		m.Files = []string{}
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(m)
	return buf.Bytes(), err
}

func (m manifest) equal(n manifest) bool {
	return slices.Equal(m.Files, n.Files) && slices.Equal(m.Stray, n.Stray)
}

// record replaces the manifest on disk, unless it says the same already.
func (w *Writer) record(m manifest) error {
	if m.Version = manifestVersion; w.recorded.Version == m.Version && w.recorded.equal(m) {
		return nil
	}
	if err := w.putManifest(m); err != nil {
		return fmt.Errorf("record which files are ours: %w", err)
	}
	w.recorded = m
	return nil
}

func (w *Writer) putManifest(m manifest) error {
	data, err := m.encode()
	if err != nil {
		return err
	}
	draft := w.stage.free()
	if err := w.disk.create(draft, data); err != nil {
		return err
	}
	return w.disk.rename(draft, filepath.Join(w.dir, stateDir, manifestName))
}

func setOf(list []string) map[string]struct{} {
	set := make(map[string]struct{}, len(list))
	for _, s := range list {
		set[s] = struct{}{}
	}
	return set
}
