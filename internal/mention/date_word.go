package mention

import (
	"strings"
)

// wordRole says what a word means to a number that it stands beside.
type wordRole uint32

const (
	roleTime         wordRole = 1 << iota // before a year, unless that counts something
	roleStrong                            // before a year, always
	roleWeak                              // before a year that the clause ends with
	roleDeterminer                        // before a year and its noun
	roleLabel                             // before a number that is a label
	roleAmount                            // before a number that is an amount
	roleAbbreviation                      // may end in a stop
	roleBetween
	roleThan
	roleLater
	roleAnd
	roleOr
	roleJoint    // between the ends of a range
	roleSmall    // after a year, carries the clause on
	roleUnit     // after a number, makes it a quantity
	roleSingular // ends like a plural and is none
	roleOrdinal  // ends the number of a day

	// Not of words in the table, but of what stands before a year.
	roleBracket
	roleListed // a comma after a date
	roleAlso   // "and" or "or" after a date
	roleName   // a word with a capital
	roleShort  // of one or two letters: "SQ 2024"

	contextRoles = roleTime | roleStrong | roleWeak | roleDeterminer | roleLabel | roleAmount
)

// monthWords are the months by name and abbreviation, in lower case.
var monthWords = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
	"aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// wordRoles are the words that have a role, in lower case.
var wordRoles = rolesOf([]roleWords{
	{roleTime, `in since of from by until till before after during between to through throughout
		around circa end beginning start`},
	{roleStrong, `early late mid year years spring summer autumn winter fy cy ay
		q1 q2 q3 q4 h1 h2 pre post anno`},
	{roleWeak, `for towards toward`},
	{roleDeterminer, `the a an its their our his her this that`},
	{roleLabel, `number numbers paragraph paragraphs page pages section sections article articles
		clause clauses resolution resolutions decision decisions chapter chapters item items line
		lines footnote footnotes note table tables figure figures annex annexes appendix room block
		unit level floor flight extension telephone phone fax hotline mobile postcode pin code
		version volume issue serial model reference document id case docket application question
		rule lot gate bus route channel port top iso iec ieee rfc cve din ansi astm 
		usd sgd krw eur gbp jpy cny rmb aud hkd`},
	{roleLabel | roleAbbreviation, `no nos nr para paras p pp sec secs art arts ch vol fig figs tel
		ext ref refs blk ver doc cl app`},
	{roleAmount | roleAbbreviation, `approx`},
	{roleAmount, `nearly about approximately almost over some roughly least most only just exactly
		another further additional those these every above below under exceeding exceeds
		exceeded totalling totaling total`},
	{roleOrdinal, `st nd rd th`},
	{roleBetween, `between`},
	{roleThan | roleSmall, `than`},
	{roleLater, `later earlier`},
	{roleAnd, `and`},
	{roleOr, `or`},
	{roleJoint, `to until till through`},
	{roleSmall, `but on at with without under within as is are was were be been being will would
		shall should can could may might must has have had which who whose when where while if it
		they we both all also there then into onto over via not respectively onward onwards
		alone so because although though`},
	{roleUnit, `km m cm mm kg g mg t ha sqm kw mw gw kwh mwh gwh twh hz khz mhz ghz kbps mbps gbps
		percent pct per million billion trillion hundred thousand dozen won yen yuan euro baht
		people men women children personnel usd sgd krw eur gbp jpy cny times`},
	{roleSingular, `was has does thus this always perhaps besides towards afterwards onwards sometimes
		nevertheless series species news politics economics physics provides remains establishes
		requires includes marks allows enables comes takes gives makes shows sees brings continues
		applies confirms contains begins expires expresses reaffirms recognises recognizes governs
		obliges defines says serves facilitates`},
})

type roleWords struct {
	role  wordRole
	words string
}

func rolesOf(lists []roleWords) map[string]wordRole {
	roles := map[string]wordRole{}
	for _, l := range lists {
		for word := range strings.FieldsSeq(l.words) {
			roles[word] |= l.role
		}
	}
	return roles
}
