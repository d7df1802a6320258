// Package find answers queries from the files of a search index (package
// search). It is the reference for the script that does the same in browsers
// (static/ts/engine): for every index and query both give the same
// result in the same order. So everything is computed with whole numbers, and
// nothing depends on what has been read before.
//
// # Queries
//
//	hydrogen safety        entries with both words, in any order
//	"joint statement"      with these words one after the other (also “ ”, „ “ and « »; one that is not closed ends with the query)
//	-tax  -"joint statement"  -kind:guide   without
//	agency:hsa  kind:mou  pillar:3  year:2024  year:2020..2024   with the property; of several of one sort, any
//	7.4    para 7.4    annex a 7.4    the paragraph with a printed number
//
// A key before a colon that is not one of those is words. A number with dots
// is a paragraph's; one without is if "para", "paragraph", ¶ or § comes before it, or if
// all words before it are the name of an entry that has such a paragraph. Where there are other
// words, or no such paragraph, a number's digits one after the other in a text will do. Only the first
// 1,000 characters, the first 24 words and as many filters are looked for.
//
// # Which entries
//
// Every word is required, but for common English ones (isStopWord), which count
// only where there are no others, and as parts of phrases and names. A word
// stands for the keys that equal it; those of the same stem; if it is the last
// of a query that is being typed, or if there is neither of these, the keys that
// begin with it (of at most four vocabulary files the 24 in the most entries, but for
// what would be too much to read); and if there are none of all these, and it
// has at least four characters and no digit, the keys that differ from it by one
// typing error (from eight characters: two), of the nearest the three in the
// most entries, with their other forms: first among the keys in the vocabulary file where
// the word would be, then in at most six others. A word in quotation marks
// stands for itself only.
// Of Hangul, Han and Kana, an entry must have every two characters that
// follow each other; of a Hangul word that ends in a particle, with or without it;
// of one that is being typed, with or without its last syllable. A particle right
// after a word of another script is no word.
// A run of the query's words that is a name stands for those words too, so that
// an entry that mentions what is named has them all; and so does a compound with
// hyphens that is written as one word. A name within a longer one does not count.
//
// An entry is found if it has all required words, somewhere. If none has, those
// that have the most of them are found, and the result says so.
// Phrases, exclusions and where a property holds are decided by the text (see
// below), so the number of entries found is then only an upper bound. A paragraph
// counts if it has no excluded words, if the phrases are in it, its heading or the entry's names
// and description, and if it or the entry has the properties. An entry without
// such a paragraph is found for its names and description only.
//
// Without any words, all entries are found that have what filters ask for; with
// nothing but exclusions, all that are left; by an empty query, none.
//
// # In which order
//
// First all that is found is ordered by
//
//	Σ over words  idf(word) · saturation[weight] / 64 · quality / 16
//
// with the best key for each word; idf(word) = lg(2n+df) - lg(df) + 8, n being the entries, df those in the
// list of its most frequent key, lg the base-2 logarithm in sixteenths (its
// fraction linear). What the whole query names, and what has the paragraph of a
// query that is only a number (and a name), comes before. Then the texts of the
// first ones are read, max(10, min(50, 5000/n)) at a time (a window), and these
// are ordered by what their best paragraph says; that is BM25F over title, names,
// heading and text with proximity. All constants are in rank.go, with the formula.
//
// # What is shown
//
// A Group is an entry with at most three of its paragraphs: the best one, then
// the best with each word that those before lack, then the others with all words
// of the best one. Excerpts are cut around the words found.
package find
