// Package search makes the search index of a site: a folder of static files
// that a browser reads a few of for each query, from any host or from a disk.
//
// What can be found is an Entry: a document, a date or a term. Everything here
// is a function of the entries alone: the same entries give the same files, in
// any order. Package find reads what this package writes, and so does the
// script in static/ts; the three change together, and Version with them.
//
// # Files
//
// All files lie in one folder, named Folder from the site's root. Each is a script
// of one call,
//
//	concordSearch("NAME","DATA")
//
// since a page opened from a disk may run a script beside it but not fetch it.
// DATA holds bytes: seven bits a character, of each byte and character the
// highest first, the last character filled up with zeros; a line feed, carriage return, quotation mark
// or backslash is escaped (\n \r \" \\), and NUL is \0, or \x00 before a digit. NAME is "root" for the
// one file whose name never changes, which hosts should let browsers ask for
// again; every other NAME is the first six bytes of the SHA-256 of the bytes, in
// hexadecimal, so that those files may be kept for ever. A file is NAME.js.
//
// The bytes are a zlib stream (RFC 1950), whose checksum tells a file that was
// cut or altered. What it holds depends on the file:
//
// The root is JSON:
//
//	{"version":1,
//	 "entries":120,               how many there are
//	 "cuts":["","co","n"],        where each vocabulary file begins: no key before it is as great
//	 "vocabulary":["5d41402abc4b",…],
//	 "shift":3,                   a text file holds the entries of 1<<shift slots
//	 "directories":["7d793037a076",…],
//	 "beginning":"",              the file with which text files begin; "" for none
//	 "beginningLength":0,         bytes of its text
//	 "frequent":{"c":["cooperation",…]},  see below
//	 "pillars":[{"number":1,"name":"Political …"},…]}
//
// A vocabulary file holds the keys from its cut to the next, in the order of
// their bytes, and where the list of each is:
//
//	varint n, then n names of six bytes: the files of lists
//	for each key:
//	    varint   bytes shared with the key before it
//	    varint   bytes that follow, and these bytes (UTF-8)
//	    varint   entries in the list
//	    varint   bytes of the list << 2 | 2 if it begins the next file | 1 if it has targets
//	    if it has targets: varint how many, then each slot as the varint of its difference to the one before (the first to 0)
//
// Lists follow each other in their file without gaps, in the order of the keys;
// the first key begins the first file. A varint is unsigned LEB128.
//
// A list has for each entry, in the order of slots, the varint
// (gap-1) << 3 | weight, gap being the difference to the slot before, -1 at first.
//
// A directory holds the names (six bytes each) of 64 text files, one after the
// other; a text file without entries has the name of zeros.
//
// A text file is JSON, an array of records, one for each entry in the order of
// slots; see Record. If the root names a beginning, the zlib stream of a text
// file is the bytes of that file followed by the bytes of its own, and the text
// is what comes after the beginning's own (whose length is in "beginningLength"). The
// beginning has records of the first entries, official ones before others: up to
// a sixteenth of the site's text, and 16 KB at most. Every text file is shorter
// for what it has in common with them.
//
// # Slots
//
// An entry's number is its slot. Entries are ordered by a 32-bit hash of their
// path (FNV-1a, mixed) and then by the path; the hash's first bits are the slot, or if
// that is taken, the next after the entry before. For choosing there is the least power of
// two of slots that is at least 4/3 of the entries: one entry more moves only the
// few behind it.
//
// # Words
//
// Scanner says what a word of a text is, and Fold what makes two words the same.
// A word is a run of letters, digits and marks, of Hangul, or of Han and
// Kana; an apostrophe between letters belongs to its word.
//
// # Keys
//
// There is one sorted set of keys, of five sorts:
//
//	agreement      a word, folded; of a Hangul, Han or Kana run every two
//	               characters that follow each other, and the last one alone
//	ecommerce      all words of a compound that is written with hyphens, joined
//	               (Letters only, 40 characters)
//	health sciences authority
//	               a name: its folded words, runs whole, with spaces between them;
//	               of more than 480 bytes there is none
//	#7.4           a printed paragraph number
//	agency:hsa     a property of an entry or of one of its paragraphs: agency, kind,
//	               pillar, year
//
// A name's list has the entries that it names, its targets, and those that mention what it
// names, by whatever name. A name of one word shares its key with the word.
//
// Keys are cut into vocabulary files at prefixes: what has too many
// bytes (sizes.go) is divided by the next character, and neighbours within it are joined
// while they are small. Files of lists are cut before keys that their own hash
// chooses. So one document more changes the files of its words and no others.
// Where more than four vocabulary files lie below a prefix of one or two
// characters, the root lists the 24 words below it that are in the most entries
// ("frequent"), the first in the order of keys where these are as many.
//
// # Weights
//
// A weight says how much an entry is about a key, in eight steps: 7 where the
// key is in its title or names, of a property that the whole entry has, and of a
// number in the official texts; 0 of other properties and numbers. Below 7, of all
// else, it is from tf' = tf*512 / (256+length), tf being the occurrences (in a heading, twice;
// of a name at least the mentions), length the words of description, headings and text:
// one step more for each of 0.42, 0.6, 0.84, 1.19, 1.68 and 2.38 that tf' reaches.
package search

// Version is of the format. A reader that meets another says so and reads no
// further.
const Version = 1

// Folder is where the files of the index are, from the site's root.
const Folder = "search/shards/"

// Root is the name of the file that a reader begins with.
const Root = "root"

// Entry is something that can be found: a page, or a place of one. Its fields
// are what must be known of all entries before the first is read.
type Entry struct {
	Path string // from the site's root, unique: "annexes/a/index.html", "dates/2024/index.html#date-2024-10"
	// Names are all names by which it is known, its title and label among them
	// if they are to be looked for as names.
	Names    []string
	Official bool // holds the record's own text
	Size     int  // about how many bytes of text it has; sets only how the index is cut
	// Content reads what the entry says. It is called once, from any goroutine.
	Content func() (Content, error)
}

// Content is what an entry says.
type Content struct {
	Kind        string // "statement", "annex", "instrument", "agency", "guide", "date", "term"
	Order       int    // among those of its kind, as the editor set it
	Title       string
	Label       string // short title: "Annex A", "HSA"; "" where there is none
	Description string
	Properties  []string // of the whole: "kind:mou", "pillar:3", "agency:hsa", "year:2024"
	Headings    []string
	Paragraphs  []Paragraph
}

// Paragraph is a paragraph of an entry.
type Paragraph struct {
	Number     string // "7.3", which its anchor "para-7.3" ends with; "" for a text without an anchor
	Printed    bool   // the number is printed in the text
	Heading    int    // index of the heading above it, -1 for none
	Text       string
	Properties []string // its own, beside the entry's
	Mentions   []string // paths of the entries that it mentions, each as often as it does
}

// Record is an entry as a text file has it, in JSON.
type Record struct {
	Slot        int               `json:"s"`
	Path        string            `json:"u"`
	Kind        string            `json:"k"`
	Order       int               `json:"o,omitempty"`
	Title       string            `json:"t"`
	Label       string            `json:"l,omitempty"`
	Names       []string          `json:"n,omitempty"` // without title and label
	Description string            `json:"d,omitempty"`
	Properties  []string          `json:"g,omitempty"` // all, the entry's own first
	Own         int               `json:"w,omitempty"` // how many of them are the entry's own
	Headings    []string          `json:"h,omitempty"`
	Paragraphs  []RecordParagraph `json:"p,omitempty"`
}

// RecordParagraph is the array [number, printed (0 or 1), heading, text,
// property…], a property being an index in the record's.
type RecordParagraph struct {
	Number     string
	Printed    bool
	Heading    int
	Text       string
	Properties []int
}

// Pillar is a heading of the record's, for readers that show names.
type Pillar struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
}
