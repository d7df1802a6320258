package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// yearInContext says whether a number of four digits is a year, going by what
// stands around it.
func (s *dateScanner) yearInContext(a datePart) bool {
	if a.year%10 == 0 && s.possessive(a.end) {
		return false // "the 1990's"
	}
	role, next := s.context(a.start), s.after(a.end)
	switch {
	case role&roleStrong != 0:
		return true
	case next == afterQuantity || role&(roleLabel|roleAmount) != 0:
		return false
	case role&roleTime != 0:
		return true
	case role&roleBracket != 0:
		return next != afterNumber
	case role&roleListed != 0:
		return s.listGoesOn(a.end)
	case role&roleWeak != 0:
		return next == afterEnd || next == afterSmall
	case role&roleAlso != 0:
		return next == afterEnd || next == afterSmall || next == afterCapital
	case role&roleDeterminer != 0:
		return next == afterCapital || next == afterLower || next == afterSmall
	case role&roleName != 0:
		return next == afterCapital || role&roleShort == 0 && (next == afterEnd || next == afterSmall)
	}
	return false
}

// context is what stands before a year says about it.
func (s *dateScanner) context(start int) wordRole {
	if start > 0 {
		if r, n := utf8.DecodeLastRune(s.text[:start]); isQuote(r) {
			start -= n
		} else if isHyphen(r) {
			return s.prefix(start - n)
		}
	}
	p := s.spaceBack(start)
	r, n := utf8.DecodeLastRune(s.text[:p])
	switch {
	case p == 0:
		return 0
	case isOpening(r):
		return roleBracket
	case p == start:
		return 0
	case r == ',' && s.dateEndsAt(p-n):
		return roleListed
	case isApostrophe(r):
		return roleDeterminer // "both sides’ 2024 statement"
	}
	return s.nameRole(p)
}

// nameRole is the role of the word that ends at end, where a word with none of
// its own may be a name or a possessive.
func (s *dateScanner) nameRole(end int) wordRole {
	start := s.wordStart(end)
	if start == end {
		return 0
	}
	role := s.role(start, end)
	before, _ := utf8.DecodeLastRune(s.text[:start])
	first, _ := utf8.DecodeRune(s.text[start:end])
	switch {
	case role&roleAnd != 0 || role&roleOr != 0:
		if q := s.spaceBack(start); s.dateEndsAt(q) || q > 0 && s.text[q-1] == ',' && s.dateEndsAt(q-1) {
			return roleAlso
		}
	case role&roleJoint != 0 && end-start == len("to") && s.numberBefore(start):
		return roleAmount // "from 1,900 to 2000"
	case role&roleThan != 0 && s.roleBefore(start)&roleLater != 0:
		return roleTime
	case role == 0 && end-start == 1 && s.text[start] == 's' && isApostrophe(before):
		return roleDeterminer
	case role&(contextRoles|roleSmall) == 0 && unicode.IsUpper(first):
		if end-start <= 2 {
			return roleName | roleShort
		}
		return roleName
	}
	return role & contextRoles
}

// prefix is the role of a word that a hyphen joins to a year: "mid-2024".
func (s *dateScanner) prefix(end int) wordRole {
	return s.role(s.wordStart(end), end) & (roleStrong | roleTime)
}

// numberBefore says whether a number that is no date stands before p.
func (s *dateScanner) numberBefore(p int) bool {
	end := s.spaceBack(p)
	return end > 0 && isDigit(s.text[end-1]) && !s.dateEndsAt(end)
}

// dateEndsAt says whether the last date found ends at p.
func (s *dateScanner) dateEndsAt(p int) bool {
	n := len(s.found)
	return n > s.first && s.found[n-1].End == p
}

// listGoesOn says whether another year follows in a list: ", 2024", "and 2024".
func (s *dateScanner) listGoesOn(p int) bool {
	p = s.space(p)
	comma := p < len(s.text) && s.text[p] == ','
	if comma {
		p = s.space(p + 1)
	}
	if end := s.wordEnd(p); s.role(p, end)&(roleAnd|roleOr) != 0 {
		p = s.space(end)
	} else if !comma {
		return false
	}
	n, end := s.digits(p)
	return end-p == 4 && inYears(n, minBareYear) && s.numberEnds(end)
}

// labelled says whether the word before a number makes it a label or an
// amount: "No. 2024-25", "nearly 2000 to 2100".
func (s *dateScanner) labelled(start int) bool {
	p := s.spaceBack(start)
	stop := p > 0 && s.text[p-1] == '.'
	if stop || p > 0 && s.text[p-1] == ':' {
		p--
	}
	role := s.role(s.wordStart(p), p)
	return role&(roleLabel|roleAmount) != 0 && (!stop || role&roleAbbreviation != 0)
}

// afterYear is what follows a number that may be a year.
type afterYear uint8

const (
	afterOther    afterYear = iota
	afterEnd                // the end of a clause
	afterSmall              // a word that carries the clause on: "was", "in"
	afterLower              // another word
	afterCapital            // a word with a capital
	afterNumber             // a number
	afterQuantity           // what makes the number a quantity
)

func (s *dateScanner) after(end int) afterYear {
	p := s.space(end)
	if p >= len(s.text) {
		return afterEnd
	}
	r, n := utf8.DecodeRune(s.text[p:])
	switch {
	case isDigit(s.text[p]):
		return afterNumber
	case r == '%' || r == '‰' || r == '°' || r == '℃':
		return afterQuantity
	case rangeMark(r) && p == end && p+n < len(s.text) && isDigit(s.text[p+n]):
		return afterQuantity
	case isWord(r):
		return s.afterWord(p, r)
	case unicode.IsPunct(r):
		return afterEnd
	}
	return afterOther
}

// afterWord is what the word at p, which follows a number, says about it.
func (s *dateScanner) afterWord(p int, first rune) afterYear {
	end := s.wordEnd(p)
	role := s.role(p, end)
	upper := unicode.IsUpper(first)
	title := upper && end-p > 1 && s.text[p+1] >= 'a'
	switch {
	case role&roleUnit != 0 && !title:
		return afterQuantity
	case upper:
		return afterCapital
	case role&roleJoint != 0 && s.amountAt(s.space(end)):
		return afterQuantity
	case role&(roleSmall|roleTime|roleJoint|roleAnd|roleOr|roleDeterminer) != 0:
		return afterSmall
	case role&roleSingular == 0 && s.plural(p, end):
		return afterQuantity
	}
	return afterLower
}

// amountAt says whether there is a number at p that begins no date.
func (s *dateScanner) amountAt(p int) bool {
	if p >= len(s.text) || !isDigit(s.text[p]) {
		return false
	}
	b, ok := s.part(p)
	return !ok || b.year == 0 || !s.wholeAfter(b.end, b.form)
}

// plural says whether a word looks like the plural of a noun.
func (s *dateScanner) plural(start, end int) bool {
	if end-start < 4 || s.text[end-1] != 's' {
		return false
	}
	c := s.text[end-2]
	return c != 's' && c != 'u' && c != 'i'
}

// possessive says whether 's follows.
func (s *dateScanner) possessive(end int) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	return isApostrophe(r) && s.wordEnd(end+n) == end+n+1 && s.text[end+n]|0x20 == 's'
}

// duration says whether what follows 년 makes it no year but a number of years
// or a decade.
func (s *dateScanner) duration(end int) bool {
	_, years := s.unit(end, "간")
	_, during := s.unit(s.space(end), "동안")
	_, decade := s.unit(end, "대")
	return years || during || decade
}

// wholeBefore says whether a date may begin where the part does.
func (s *dateScanner) wholeBefore(a datePart) bool {
	r, n := utf8.DecodeLastRune(s.text[:a.start])
	before, _ := utf8.DecodeLastRune(s.text[:a.start-n])
	digit := unicode.IsDigit(before)
	switch {
	case n == 0 || unicode.IsSpace(r) || isOpening(r) || isQuote(r):
		return true
	case isWord(r) || r == '_':
		return a.form == formKorean && unicode.Is(unicode.Hangul, r)
	case !isDigit(s.text[a.start]):
		return true // the name of a month
	case isHyphen(r) && a.form == formBare:
		return s.prefix(a.start-n) != 0
	case isHyphen(r):
		return !isWord(before)
	case r == '.' || r == ':' || r == '/':
		return a.form == formNamed && !digit
	case strings.ContainsRune(",;–—~…|*<>", r):
		return !digit
	}
	return a.form == formKorean && r != '$' && r != '#' && r != '='
}

// wholeAfter says whether a date may end at end.
func (s *dateScanner) wholeAfter(end int, form dateForm) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	next, _ := utf8.DecodeRune(s.text[end+n:])
	words := form == formNamed || form == formKorean
	switch {
	case n == 0:
		return true
	case isWord(r) || r == '_':
		return form != formBare && unicode.Is(unicode.Hangul, r)
	case r == '.' || r == ',' || r == ':':
		return !unicode.IsDigit(next) && (words || r != '.' || !isWord(next) || s.sentence(end+n))
	case isHyphen(r) || r == '/':
		return !unicode.IsDigit(next) && (words || !isWord(next))
	case strings.ContainsRune("%‰°@+=$€£¥₩&#\\", r):
		return words
	}
	return true
}

// sentence says whether a sentence begins at p: the space before it may have
// been lost, as in "in 2024.Both sides".
func (s *dateScanner) sentence(p int) bool {
	r, n := utf8.DecodeRune(s.text[p:])
	next, _ := utf8.DecodeRune(s.text[p+n:])
	return unicode.IsUpper(r) && (unicode.IsLower(next) || unicode.IsSpace(next))
}

// numberEnds says whether a number that is part of a date may end at end.
func (s *dateScanner) numberEnds(end int) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	if r == '.' || r == ',' || r == ':' {
		return end+n >= len(s.text) || !isDigit(s.text[end+n])
	}
	return r != '_' && (!isWord(r) || unicode.Is(unicode.Hangul, r))
}

// inWord says whether what begins at start continues a word or an identifier.
func (s *dateScanner) inWord(start int) bool {
	r, _ := utf8.DecodeLastRune(s.text[:start])
	return start > 0 && (isWord(r) || isHyphen(r) || strings.ContainsRune("_/@#&=", r))
}
