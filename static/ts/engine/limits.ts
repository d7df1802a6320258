// What bounds the work of a query, as in internal/find. These are const enums,
// since those become plain numbers in the script.

export const enum Most {
	characters = 1000, // of a query that are read
	words = 24, // of a query that are looked for, and as many filters
	nameWords = 12, // of a query that are one name
	targets = 4, // of a name whose own names are looked for in texts
	years = 200, // that a filter stands for
	prefixKeys = 24, // that a beginning stands for
	prefixFiles = 4, // of the vocabulary in which they are looked for
	prefixBytes = 24 << 10, // that their lists may have together
	typoKeys = 3, // that a word with typing errors stands for
	typoFiles = 6, // of the vocabulary in which they are looked for
	places = 64, // of a term in one text that count
	excerpt = 240, // characters, the dots at cut ends among them
	cutRoom = 30, // characters in which a space is looked for to cut at
	suggestions = 3,
	hits = 3, // paragraphs that a group shows
	window = 50, // entries that are read at a time
	windowEntries = 5000, // divided by how many there are: entries that are read at a time
	windows = 5, // that are read for one page of results
	texts = 4000, // of which the words are kept, since who types asks for the same texts again and again
}

export const enum Least {
	window = 10, // entries that are read at a time
	stem = 3, // letters that must be left of a word
	// Syllables that must be left of a word; of one that follows upon another
	// without a space, like that for month in a date, one.
	noun = 2,
}
