package upheaval

// What texts and names are made of. There are few of each, and many of them
// hold others, so that what is made meets and clashes.

type named struct{ name, acronym string }

// agencies are the names that one agency has, as a rule.
var agencies = [...]named{
	{"Harbour Authority", "HA"},
	{"Harbour Authority Council", "HAC"},
	{"Lighthouse Board", "LB"},
	{"Institute of Winds", "IW"},
	{"National Institute of Winds", "NIW"},
	{"Joint Commission", ""},
	{"Standing Joint Commission", "SJC"},
	{"Salt Office", "SO"},
	{"World Tide Organisation", "WTO"},
	{"Council of Lamps & Bells", "CLB"},
	{"항만공사", ""},
	{"기상청", "KMA"},
}

// ministries are the names that an agency of either side has.
var ministries = [...]string{"Ministry of Tides", "Ministry of Tides and Winds", "Ministry of Health", "Tide Office"}

var instruments = [...]named{
	{"MOU on Tides", ""},
	{"MOU on Tides and Winds", ""},
	{"Open Skies Treaty", "OST"},
	{"Letter of Intent on Lamps", ""},
	{"Harbour Lamp Accord", "HLA"},
	{"Salt Trade Agreement", "STA"},
	{"Amended Salt Trade Agreement", ""},
	{"조석 협력 양해각서", ""},
}

var offices = [...]string{"Lord of the Tides", "Keeper of Winds", "Permanent Secretary for Tides", "Vice Minister of Salt"}

// terms are defined in the texts; two have the same letters, and some name an
// agency or instrument.
var terms = [...]named{
	{"Free Salt Area", "FSA"},
	{"Wind and Tide Observatory", "WTO"},
	{"World Tide Organisation", "WTO"},
	{"Harbour Lamp Accord", "HLA"},
	{"Tidal Early Warning", "TEW"},
	{"Research and Development", "R&D"},
}

var dates = [...]struct{ printed, edtf string }{
	{"2 April 2031", "2031-04-02"},
	{"May 2029", "2029-05"},
	{"1999", "1999"},
	{"2031 to 2033", "2031/2033"},
	{"3 March 2030", "2030-03-03"},
	{"1 to 2 April 2031", "2031-04-01/2031-04-02"},
	{"31 December 2029", "2029-12-31"},
	{"2024년 10월", "2024-10"},
}

var words = [...]string{
	"tides", "winds", "lamps", "salt", "harbours", "pilots", "the sea", "early warning", "trade", "customs",
	"students", "exchange of data", "a survey", "low-carbon fuels", "e-commerce", "<signals> & bells", "*dredging*",
	"수소", "저탄소 연료", "what was agreed", "“safe passage”", "the Ministry", "R&D",
}

var verbs = [...]string{"welcomed", "will review", "dredges", "shall keep", "agreed on", "looks back to", "may amend", "signed"}

var titles = [...]string{
	"Statement", "Joint statement", "On tides", "What is & is not said", "Annex", "The record", "Home", "How to cite", "Tides and Winds", "부속서",
}

var headings = [...]string{"Waters", "Skies", "I. Tides & Winds", "Salt", "Final provisions", "Waters"}

var stems = [...]string{"tides", "winds", "salt", "lamps", "skies", "harbour", "moor", "quay"}

var forms = [...]string{"MOU", "agreement", "treaty", "letter of intent", "other"}

// Sides of the partnership: their codes and how texts may name them.
var sides = [...]struct{ code, name, short string }{
	{"XA", "Republic of Avaria", "Avaria"},
	{"XB", "Kingdom of Belmora", "Belmora"},
}
