package main

// The vocabulary of the corpus. Ordinary words stand in lower case throughout, so that no sentence holds a
// name by accident: whatever concord recognises in the corpus was put there by a slot of a frame.

// topics make the names of agencies and the titles of instruments. None is the beginning of another, so
// that no name is a piece of a longer one and every mention has one reading; a test holds them to it.
var topics = []string{
	"Agriculture", "Animal Health", "Archives", "Arts", "Bamboo Forestry", "Biosafety", "Border Management",
	"Broadcasting", "Building Standards", "Cadastral Survey", "Canals", "Chemical Safety", "Child Welfare",
	"Civil Aviation", "Climate Adaptation", "Coastal Defence", "Competition Policy", "Consular Affairs",
	"Consumer Protection", "Coral Conservation", "Cotton Standards", "Customs Procedures", "Cyber Resilience",
	"Dairy Inspection", "Data Protection", "Desalination", "Disaster Relief", "Distance Learning",
	"Drug Regulation", "Earthquake Research", "Economic Planning", "Election Administration",
	"Electricity Supply", "Emergency Medicine", "Employment", "Energy Efficiency", "Environment",
	"Export Credit", "Family Policy", "Ferry Services", "Financial Supervision", "Fire Protection",
	"Fisheries", "Flood Control", "Food Safety", "Forensic Science", "Gender Equality", "Geology", "Glaciology",
	"Harbour Development", "Heritage", "Higher Education", "Housing", "Hydrography", "Immigration",
	"Industrial Design", "Inland Navigation", "Actuarial Science", "Intellectual Property", "Irrigation",
	"Labour Standards", "Land Reform", "Language Policy", "Legal Assistance", "Libraries",
	"Lighthouse Services", "Marine Biology", "Maritime Safety", "Materials Research", "Mental Health",
	"Metrology", "Mining", "Mountain Rescue", "Museums", "Nuclear Safety", "Nursing", "Ocean Energy",
	"Parliamentary Affairs", "Patents", "Pensions", "Personnel Management", "Plant Health",
	"Pollution Control", "Postal Services", "Poverty Reduction", "Primary Schools", "Procurement",
	"Public Finance", "Public Health", "Quarantine", "Radio Spectrum", "Railways", "Refugee Protection",
	"Remote Sensing", "Renewable Fuels", "Road Transport", "Satellite Navigation", "Seed Certification",
	"Shipbuilding", "Small Enterprises", "Social Insurance", "Soil Conservation", "Space Research",
	"Sport", "Statistics", "Steel Trade", "Supply Chains", "Taxation", "Tea Cultivation", "Telecommunications",
	"Textile Trade", "Tourism", "Tropical Medicine", "Vaccine Development", "Veterinary Services",
	"Vocational Training", "Volcanology", "Waste Management", "Water Resources", "Weather Services",
	"Wildlife Protection", "Youth Exchange",
}

// bents narrow a topic in a title. Together with an ordered pair of topics they give some 570,000 titles.
var bents = []string{
	"Advanced", "Applied", "Bilateral", "Civilian", "Collaborative", "Comparative", "Comprehensive",
	"Coordinated", "Cross-Border", "Digital", "Experimental", "Frontier", "General", "Green", "Inclusive",
	"Innovative", "Integrated", "Interim", "Islands", "Local", "Modern", "Municipal", "Mutual", "National",
	"Northern", "Overseas", "Peaceful", "Preventive", "Reciprocal", "Regional", "Resilient", "Rural",
	"Seasonal", "Shared", "Southern", "Strategic", "Sustainable", "Technical", "Traditional", "Urban",
}

// agencyForms each take two topics. A form with a word on the left has none on the right and the other way
// round, so that no agency's name can be found inside another's.
var agencyForms = []string{
	"Ministry of %s and %s", "Department of %s and %s", "Institute of %s and %s", "Office for %s and %s",
	"%s and %s Authority", "%s and %s Agency", "%s and %s Commission", "%s and %s Council",
}

// instrumentForms are a form of the schema and how a title of that form begins. MOUs are listed several
// times over because most instruments of the real record are MOUs.
var instrumentForms = []struct{ form, head string }{
	{"MOU", "MOU"}, {"MOU", "MOU"}, {"MOU", "MOU"}, {"MOU", "MOU"}, {"MOU", "MOU"},
	{"agreement", "Agreement"}, {"arrangement", "Arrangement"}, {"letter of intent", "Letter of Intent"},
	{"treaty", "Treaty"}, {"plan of action", "Plan of Action"},
}

var headings = []string{
	"Areas of Cooperation", "Forms of Cooperation", "Implementation", "Exchange of Information",
	"Coordination", "Financial Matters", "Confidentiality", "Settlement of Differences",
}

const (
	firstHeading = "Purpose and Scope"
	lastHeading  = "Review and Duration"
)

// frames are sentences with slots. What a slot is filled with is in scribe.fill; {agency}, {agency’s},
// {instrument} and {when} are the mentions.
var plainFrames = []string{
	"both sides will {verb} {field} through {activity}, {basis}.",
	"the Participants intend to {verb} {activity} in the areas of {field} and {field}.",
	"to this end, the Participants will {verb} {activity} and {verb} {activity}, {aim}.",
	"each side will bear the costs of its own participation in {activity}, {basis}.",
	"neither side will disclose information obtained in the course of {activity} to a third party without the prior written consent of the other.",
	"the Participants recognise the importance of {field} to the welfare of their peoples, and resolve to {verb} {activity}.",
	"any difference concerning {field} will be settled amicably through consultations, {basis}.",
	"the {organ} will convene once a year, alternately in the two capitals, and report on {field} and {activity}.",
	"{activity} may be extended to {field} by mutual consent, {aim}.",
	"nothing in these understandings creates rights or obligations under international law in respect of {field}.",
	"personnel taking part in {activity} will observe the laws and regulations of the host in all matters of {field}.",
	"results arising from {activity} will be shared on an equitable basis, {aim}.",
	"the two sides noted steady progress in {field} and welcomed proposals to {verb} {activity}, {aim}.",
	"further proposals to {verb} {field} will be submitted to the {organ} in writing, {basis}.",
}

var agencyFrames = []string{
	"{agency} will {verb} {activity} in the area of {field}, {basis}.",
	"{agency} and {agency} will {verb} {field} through {activity}, {aim}.",
	"inquiries regarding {field} will be addressed to {agency}, which will reply through diplomatic channels within a reasonable period.",
	"officials of {agency} will take part in {activity}, {basis}.",
	"the Participants welcomed {agency’s} proposal to {verb} {activity} in support of {field}.",
	"the {organ} will consult {agency} before any decision is taken to {verb} {activity}.",
	"with the support of {agency}, both sides will {verb} {field}, {aim}.",
	"{agency} is designated as the coordinating body for {activity} and will {verb} {field}.",
	"both sides will {verb} {field} in line with {agency’s} guidance on {activity}.",
}

var instrumentFrames = []string{
	"these activities build upon {instrument}, {aim}.",
	"the Participants reaffirm their commitments under {instrument} and will {verb} {activity}.",
	"the provisions on {field} supplement those of {instrument} and do not affect its application.",
	"where {instrument} provides for {activity}, its terms will prevail in matters of {field}.",
	"in accordance with {instrument}, both sides will {verb} {field}, {basis}.",
	"{instrument} remains the framework for {activity} between the two sides.",
	"experience gained under {instrument} will guide the {organ} in its efforts to {verb} {field}.",
	"information exchanged under {instrument} may be used for {activity}, {basis}.",
	"{activity} begun under {instrument} will be carried on together with those under {instrument}.",
}

var dateFrames = []string{
	"the first round of {activity} was held {when}, {aim}.",
	"{when}, both sides decided to {verb} {activity} in the area of {field}.",
	"a review of {field} carried out {when} recommended that the Participants {verb} {activity}.",
	"the {organ} met {when} to assess {activity} and to {verb} {field}.",
	"funds set aside {when} will be used to {verb} {activity}, {basis}.",
	"working plans on {field} adopted {when} will continue to guide {activity}.",
	"further consultations on {field} held {when} confirmed the readiness of both sides to {verb} {activity}.",
	"{activity} that took place {when} were followed by others {when}, {aim}.",
}

var mixedFrames = []string{
	"{agency} hosted {activity} {when}, {aim}.",
	"{agency} will {verb} {activity} within the scope of {instrument}.",
	"following the review of {instrument} {when}, both sides agreed to {verb} {field}.",
}

var verbs = []string{
	"strengthen", "deepen", "expand", "promote", "facilitate", "support", "encourage", "develop", "pursue",
	"coordinate", "intensify", "sustain", "broaden", "advance", "foster", "explore", "review", "enhance",
	"continue", "improve", "consolidate", "initiate", "diversify", "harmonise",
}

var activities = []string{
	"exchanges of officials", "joint training programmes", "technical consultations", "study visits",
	"policy dialogues", "seminars and workshops", "secondments of experts", "joint research projects",
	"exchanges of best practices", "pilot projects", "regulatory consultations", "capacity-building courses",
	"joint exercises", "exchanges of publications", "feasibility studies", "business missions",
	"exhibitions and fairs", "scholarship schemes", "fellowships for young professionals", "site inspections",
	"laboratory comparisons", "twinning arrangements between cities", "expert panels", "field demonstrations",
	"exchanges of specimens and samples", "translation programmes", "industry round tables",
	"cooperative surveys", "public information campaigns", "early warning drills", "curriculum reviews",
	"visits by parliamentary delegations", "exchanges of statistical data", "peer reviews",
	"archival loans", "apprenticeships", "mediation services", "standardisation work",
	"contingency planning sessions", "advisory missions",
}

var fields = []string{
	"port state control", "crop insurance", "vocational qualifications", "vaccine distribution",
	"grid interconnection", "the conservation of wetlands", "air navigation", "rural electrification",
	"the prevention of money laundering", "clinical trials", "trade facilitation", "digital identity",
	"urban planning", "the mutual recognition of certificates", "sea level observation",
	"tariff classification", "the protection of migrant workers", "river basin management",
	"pest surveillance", "the restoration of monuments", "legal metrology", "school administration",
	"the safety of fishing vessels", "tuberculosis control", "hydrogen storage", "earth observation",
	"the prevention of corruption", "export licensing", "cold chain logistics", "waste recovery",
	"teacher education", "the licensing of pharmacists", "avalanche forecasting", "veterinary inspection",
	"public procurement", "the treatment of investors", "geothermal exploration", "forest inventories",
	"consumer credit", "postal savings", "the protection of personal data", "dam safety",
	"elderly care", "the recovery of stolen cultural property", "spectrum allocation", "tax administration",
	"labour inspection", "bridge maintenance", "the control of narcotics", "marine salvage",
	"emergency telecommunications", "soil mapping", "the accreditation of laboratories", "railway signalling",
	"civil registration", "population statistics", "the welfare of seafarers", "drought preparedness",
	"semiconductor supply", "language teaching", "museum cataloguing", "small business finance",
}

var bases = []string{
	"on the basis of equality and mutual benefit", "subject to the availability of funds and personnel",
	"in accordance with their respective laws and regulations", "within the limits of their competence",
	"in a spirit of goodwill and mutual understanding", "without prejudice to their international obligations",
	"as jointly decided through diplomatic channels", "taking into account the priorities of each side",
	"in conformity with established practice", "with due regard to the protection of confidential information",
	"on terms to be decided case by case", "having regard to the interests of third parties",
	"consistent with the principles of international law", "after consultation with the competent bodies",
}

var aims = []string{
	"with a view to enhancing mutual trust", "in order to bring tangible benefits to their peoples",
	"so as to reduce unnecessary costs and delays", "with the aim of raising common standards",
	"in support of sustainable and inclusive growth", "to the extent that resources permit",
	"so that lessons may be applied elsewhere", "thereby contributing to regional stability",
	"with particular attention to remote communities", "for the benefit of future generations",
	"in recognition of long-standing ties", "to prevent the duplication of effort",
	"in response to emerging challenges", "so as to preserve the confidence of the public",
	"to encourage the participation of the private sector", "for the safety of travellers and residents",
}

var organs = []string{
	"joint committee", "working group", "steering group", "joint secretariat", "group of experts",
	"coordinating panel",
}
