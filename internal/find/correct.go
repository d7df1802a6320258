package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/search"
)

// addTypos looks up what the terms that stand for nothing may be misspellings
// of: first in the vocabulary file where each would be, then in more.
func (ix *Index) addTypos(p *plan) error {
	var files []int
	for _, t := range p.terms {
		if !t.mayErr() {
			continue
		}
		if ix.addLike(t, []int{ix.fileOf(t.Folded)}); t.typos == nil {
			files = append(files, ix.likeFiles(t.Folded)...)
		}
	}
	if err := ix.readVocabularies(files); err != nil {
		return err
	}
	files = nil
	for _, t := range p.terms {
		if t.typos == nil && t.mayErr() {
			ix.addLike(t, ix.likeFiles(t.Folded))
		}
		for _, typo := range t.typos {
			for _, form := range Forms(typo) {
				files = append(files, ix.fileOf(form))
			}
		}
	}
	if err := ix.readVocabularies(files); err != nil {
		return err
	}
	for _, t := range p.terms {
		ix.addTypoForms(t)
	}
	return nil
}

// mayErr says whether a term may be a misspelling: if it stands for nothing,
// and has neither digits nor quotation marks.
func (t *term) mayErr() bool {
	return len(t.choices) == 0 && t.Number == "" && t.Script == search.Letters && !t.Quoted &&
		!strings.ContainsAny(t.Folded, "0123456789")
}

// addLike adds the keys in vocabulary files that are most like a term.
func (ix *Index) addLike(t *term, files []int) {
	bound := allowedErrors(utf8.RuneCountInString(t.Folded))
	for _, k := range ix.like(t.Folded, bound, t.typed, files) {
		t.typos = append(t.typos, k.Text)
	}
	if len(t.typos) > 0 {
		t.meant = t.typos[0]
	}
}

// like returns the words in vocabulary files that have the fewest typing errors
// of a word, at most bound: the three that are in the most entries.
func (ix *Index) like(word string, bound int, beginning bool, files []int) []*search.Key {
	var near []*search.Key
	letters := []rune(word)
	for _, k := range ix.keysFrom("", files) {
		if !isWordKey(k.Text) {
			continue
		}
		d := Distance(letters, []rune(k.Text), bound, beginning)
		if d > bound || d == 0 {
			continue
		}
		if d < bound {
			near, bound = nil, d
		}
		near = append(near, k)
	}
	slices.SortFunc(near, byFrequency)
	return near[:min(len(near), maxTypoKeys)]
}

// likeFiles returns the vocabulary files in which there may be what a word is a
// misspelling of, at most six: those of its first two characters; the one where it
// would be if they changed places; those of the first; and all, from the first on.
func (ix *Index) likeFiles(word string) []int {
	first := firstCharacters(word, 1)
	second := strings.TrimPrefix(firstCharacters(word, 2), first)
	rest := word[len(first)+len(second):]
	files := ix.filesOf(first+second, maxTypoFiles)
	files = append(files, ix.fileOf(second+first+rest))
	files = append(files, ix.filesOf(first, maxTypoFiles)...)
	files = append(files, ix.filesOf("", maxTypoFiles)...)
	var chosen []int
	for _, file := range files {
		if len(chosen) < maxTypoFiles && !slices.Contains(chosen, file) {
			chosen = append(chosen, file)
		}
	}
	return chosen
}

// addTypoForms makes a term stand for the words that it may be a misspelling
// of, in all their forms.
func (ix *Index) addTypoForms(t *term) {
	for _, typo := range slices.Clone(t.typos) {
		ix.addChoice(t, typoQuality, typo)
		for _, form := range Forms(typo) {
			if k := ix.key(form); k != nil && !t.has(k) {
				ix.addChoice(t, typoQuality, form)
				t.typos = append(t.typos, form)
			}
		}
	}
}
