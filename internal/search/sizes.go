package search

// sizes says how large the files of an index are, in bytes, about.
type sizes struct {
	text int // of a text file, compressed, at least, and twice as many at most
	keys int // of the keys of a vocabulary file
	list int // of a file of lists
}

// sizesFor returns the sizes for a site with so much text. On a small site many
// small files make a first search light, since it reads little beside what it
// shows. A large one has so many files that their names would weigh more than
// that saves, and what is compressed together is shorter.
func sizesFor(text int) sizes {
	const largeSite = 4 << 20
	if text < largeSite {
		return sizes{text: 256, keys: 1024, list: 512}
	}
	return sizes{text: 1536, keys: 8192, list: 4096}
}
