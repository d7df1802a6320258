package find

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"concord/internal/search"
)

// ErrVersion says that an index has a format of another version.
var ErrVersion = search.ErrVersion

// FileError says which file of an index is missing, damaged or not of it.
type FileError struct {
	Name string // without ".js"
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("read search file %s: %v", e.Name, e.Err) }

// Unwrap returns what went wrong.
func (e *FileError) Unwrap() error { return e.Err }

// directorySize is how many text files a directory names.
const directorySize = 64

// Index reads the files of an index as queries need them and keeps what they
// hold. It belongs to one goroutine.
type Index struct {
	read         func(name string) ([]byte, error)
	root         *search.Contents
	slots        int // more than any slot
	vocabularies map[int][]search.Key
	lists        map[string][]byte
	directories  map[int][]string
	texts        map[int][]search.Record
	beginning    []byte
}

// Open reads the root of an index; read returns the content of a file of it, by
// its name without ".js". An error is ErrVersion or a *FileError.
func Open(read func(name string) ([]byte, error)) (*Index, error) {
	ix := &Index{
		read: read, vocabularies: map[int][]search.Key{}, lists: map[string][]byte{},
		directories: map[int][]string{}, texts: map[int][]search.Record{},
	}
	content, err := ix.content(search.Root)
	if err != nil {
		return nil, err
	}
	root, err := search.ParseRoot(content)
	if errors.Is(err, ErrVersion) {
		return nil, err
	}
	if err != nil {
		return nil, &FileError{search.Root, err}
	}
	ix.root = root
	ix.slots = min(len(root.Directories)*directorySize<<root.Shift, 4*root.Entries+4)
	return ix, nil
}

// stream returns the bytes that a file delivers.
func (ix *Index) stream(name string) ([]byte, error) {
	file, err := ix.read(name)
	if err != nil {
		return nil, &FileError{name, err}
	}
	delivered, stream, err := search.Decode(file)
	if err == nil && delivered != name {
		err = fmt.Errorf("it is %q", delivered)
	}
	if err != nil {
		return nil, &FileError{name, err}
	}
	return stream, nil
}

func (ix *Index) content(name string) ([]byte, error) {
	stream, err := ix.stream(name)
	if err != nil {
		return nil, err
	}
	content, err := search.Inflate(stream)
	if err != nil {
		return nil, &FileError{name, err}
	}
	return content, nil
}

// fileOf returns the number of the vocabulary file that has a key if any has.
func (ix *Index) fileOf(key string) int {
	i, exact := slices.BinarySearch(ix.root.Cuts, key)
	if !exact && i > 0 {
		i--
	}
	return i
}

// filesOf returns the numbers of the first vocabulary files, most at most, that
// may have keys with a beginning.
func (ix *Index) filesOf(beginning string, most int) []int {
	var files []int
	for i := ix.fileOf(beginning); i < len(ix.root.Cuts) && len(files) < most; i++ {
		if len(files) > 0 && !strings.HasPrefix(ix.root.Cuts[i], beginning) {
			break
		}
		files = append(files, i)
	}
	return files
}

// readVocabularies reads vocabulary files that have not been read.
func (ix *Index) readVocabularies(files []int) error {
	for _, i := range files {
		if ix.vocabularies[i] != nil || i >= len(ix.root.Vocabulary) {
			continue
		}
		name := ix.root.Vocabulary[i]
		content, err := ix.content(name)
		if err != nil {
			return err
		}
		if ix.vocabularies[i], err = search.ParseVocabulary(content); err != nil {
			delete(ix.vocabularies, i)
			return &FileError{name, err}
		}
	}
	return nil
}

// key returns a key of the vocabulary files that have been read, nil if there is
// none.
func (ix *Index) key(text string) *search.Key {
	keys := ix.vocabularies[ix.fileOf(text)]
	i, ok := slices.BinarySearchFunc(keys, text, compareKey)
	if !ok {
		return nil
	}
	return &keys[i]
}

func compareKey(k search.Key, text string) int { return strings.Compare(k.Text, text) }

// keysFrom returns the keys with a beginning in vocabulary files that have been
// read.
func (ix *Index) keysFrom(beginning string, files []int) []*search.Key {
	var found []*search.Key
	for _, file := range files {
		keys := ix.vocabularies[file]
		i, _ := slices.BinarySearchFunc(keys, beginning, compareKey)
		for ; i < len(keys) && strings.HasPrefix(keys[i].Text, beginning); i++ {
			found = append(found, &keys[i])
		}
	}
	return found
}

// readLists reads the files in which the lists of keys are.
func (ix *Index) readLists(keys []*search.Key) error {
	for _, k := range keys {
		if _, ok := ix.lists[k.File]; ok {
			continue
		}
		content, err := ix.content(k.File)
		if err != nil {
			return err
		}
		ix.lists[k.File] = content
	}
	return nil
}

// list returns the list of a key whose file has been read.
func (ix *Index) list(k *search.Key) ([]search.Posting, error) {
	file := ix.lists[k.File]
	if k.Offset+k.Bytes > len(file) {
		return nil, &FileError{k.File, errors.New("it ends before its lists")}
	}
	list, err := search.ParseList(file[k.Offset : k.Offset+k.Bytes])
	if err != nil {
		return nil, &FileError{k.File, err}
	}
	if n := len(list); n > 0 && list[n-1].Slot >= ix.slots {
		return nil, &FileError{k.File, errors.New("it lists what the index does not have")}
	}
	return list, nil
}

// readRecords reads the text files that have the entries in some slots.
func (ix *Index) readRecords(slots []int) error {
	for _, slot := range slots {
		if err := ix.readDirectory(slot >> ix.root.Shift / directorySize); err != nil {
			return err
		}
	}
	for _, slot := range slots {
		if err := ix.readText(slot >> ix.root.Shift); err != nil {
			return err
		}
	}
	return nil
}

func (ix *Index) readDirectory(i int) error {
	if ix.directories[i] != nil || i >= len(ix.root.Directories) {
		return nil
	}
	name := ix.root.Directories[i]
	content, err := ix.content(name)
	if err != nil {
		return err
	}
	names, err := search.ParseDirectory(content)
	if err != nil {
		return &FileError{name, err}
	}
	ix.directories[i] = names
	return nil
}

func (ix *Index) readText(file int) error {
	directory := ix.directories[file/directorySize]
	if ix.texts[file] != nil || file%directorySize >= len(directory) {
		return nil
	}
	name := directory[file%directorySize]
	if name == "" {
		return nil
	}
	if err := ix.readBeginning(); err != nil {
		return err
	}
	stream, err := ix.stream(name)
	if err != nil {
		return err
	}
	content, err := search.InflateText(ix.beginning, ix.root.BeginningLength, stream)
	if err == nil {
		ix.texts[file], err = search.ParseRecords(content)
	}
	if err != nil {
		delete(ix.texts, file)
		return &FileError{name, err}
	}
	return nil
}

func (ix *Index) readBeginning() error {
	if ix.root.Beginning == "" || ix.beginning != nil {
		return nil
	}
	var err error
	ix.beginning, err = ix.stream(ix.root.Beginning)
	return err
}

// record returns the entry in a slot whose text file has been read, nil if there
// is none.
func (ix *Index) record(slot int) *search.Record {
	records := ix.texts[slot>>ix.root.Shift]
	for i := range records {
		if records[i].Slot == slot {
			return &records[i]
		}
	}
	return nil
}
