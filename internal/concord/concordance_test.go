package concord

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

// member makes a member that mentions an agency once for each given start.
func member(id string, kind record.Kind, order int, agency string, starts ...int32) *Member {
	m := &Member{Document: &record.Document{ID: id, Kind: kind, Order: order}, Facts: &record.Facts{}}
	for _, start := range starts {
		m.Facts.Mentions = append(m.Facts.Mentions, record.Mention{Key: agencyKey(agency), Start: start, End: start + 3})
	}
	return m
}

func agencyKey(slug string) record.Key { return record.Key{Kind: record.KeyAgency, ID: slug} }

// The order in which readers meet documents: kind, order, id.
func TestMemberOrder(t *testing.T) {
	want := []*Member{
		member("index", record.Home, 0, ""),
		member("statement", record.Statement, 9, ""),
		member("annexes/z", record.Annex, -1, ""),
		member("annexes/a", record.Annex, 0, ""),
		member("annexes/b", record.Annex, 0, ""),
		member("annexes/A", record.Annex, 1, ""),
		member("mous/a", record.Instrument, 0, ""),
		member("agencies/a", record.Agency, 0, ""),
		member("guide/a", record.Guide, 0, ""),
	}
	got := slices.Clone(want)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	slices.SortFunc(got, (*Member).Compare)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", ids(got), ids(want))
	}
}

func ids(members []*Member) []string {
	var list []string
	for _, m := range members {
		list = append(list, m.Document.ID)
	}
	return list
}

func TestMentionsAndCitations(t *testing.T) {
	paragraph := record.Reference{Document: "annexes/a", Paragraph: "7.3"}
	annex := member("annexes/a", record.Annex, 0, "hsa", 5, 20)
	annex.Facts.Mentions[1].Paragraph = 1
	mou := member("mous/x", record.Instrument, 0, "hsa", 1)
	mou.Document.Instrument = &record.InstrumentFacts{
		Form:         record.Fact{Value: "MOU", Cite: []record.Reference{paragraph}},
		Participants: []record.Participant{{Agency: "hsa", Cite: []record.Reference{paragraph}}},
	}
	mou.Facts.References = []record.ParagraphReference{{Target: paragraph, Paragraph: 2}}

	c := New()
	for _, m := range []*Member{mou, annex} { // not in their order
		c.Add(m)
	}
	wantMentions := []Occurrence{{annex, 0, 5, 8}, {annex, 1, 20, 23}, {mou, 0, 1, 4}}
	if got := c.Mentions(agencyKey("hsa")); !slices.Equal(got, wantMentions) {
		t.Errorf("mentions: %+v", got)
	}
	wantCitations := []Citation{{mou, "form", -1}, {mou, "participants", -1}, {mou, "", 2}}
	if got := c.Citations(paragraph.Key()); !slices.Equal(got, wantCitations) {
		t.Errorf("citations: %+v", got)
	}
	if c.Member("mous/x") != mou || c.Member("mous/y") != nil {
		t.Error("members are not found by id")
	}
	if c.Mentions(agencyKey("none")) != nil || c.Citations(record.Key{Kind: record.KeyParagraph, ID: "annexes/a#1"}) != nil {
		t.Error("what nobody mentions has mentions")
	}
	if got := c.Keys(record.KeyAgency); !slices.Equal(got, []record.Key{agencyKey("hsa")}) || c.Keys(record.KeyParagraph) != nil || c.Keys(record.KeyDate) != nil {
		t.Errorf("keys: %v, %v, %v", got, c.Keys(record.KeyParagraph), c.Keys(record.KeyDate))
	}
}

// The guide and the home page speak about the record and are not part of it.
func TestNotIndexed(t *testing.T) {
	for _, kind := range []record.Kind{record.Home, record.Guide} {
		m := member("x", kind, 0, "hsa", 1)
		m.Facts.References = []record.ParagraphReference{{Target: record.Reference{Document: "annexes/a", Paragraph: "1"}}}
		c := New()
		if touched := c.Apply(nil, m); touched != nil {
			t.Errorf("%s: adding it touches %v", kind, touched)
		}
		if c.Member("x") != m {
			t.Errorf("%s: it is no member", kind)
		}
		if c.Mentions(agencyKey("hsa")) != nil || c.Citations(m.Facts.References[0].Target.Key()) != nil || c.Keys(record.KeyAgency) != nil {
			t.Errorf("%s: it is indexed", kind)
		}
		if touched := c.Apply(m, nil); touched != nil || c.Member("x") != nil {
			t.Errorf("%s: removing it touches %v and leaves %v", kind, touched, c.Member("x"))
		}
	}
}

func TestApply(t *testing.T) {
	c := New()
	if touched := c.Apply(nil, nil); touched != nil {
		t.Errorf("no change touches %v", touched)
	}
	a := member("annexes/a", record.Annex, 0, "hsa", 1)
	b := member("annexes/b", record.Annex, 0, "hsa", 1)
	c.Apply(nil, a)
	c.Apply(nil, b)
	edited := member("annexes/a", record.Annex, 7, "nfs", 2)
	if got, want := c.Apply(a, edited), []record.Key{agencyKey("hsa"), agencyKey("nfs")}; !slices.Equal(got, want) {
		t.Errorf("an edit touches %v, want the old key and the new: %v", got, want)
	}
	if c.Member("annexes/a") != edited || len(c.Mentions(agencyKey("hsa"))) != 1 || len(c.Mentions(agencyKey("nfs"))) != 1 {
		t.Error("the edit did not take the old state's place")
	}
	renamed := member("annexes/z", record.Annex, 0, "nfs", 2)
	c.Apply(edited, renamed)
	if c.Member("annexes/a") != nil || c.Member("annexes/z") != renamed {
		t.Error("a renamed document is a member under its old id")
	}
	c.Apply(renamed, nil)
	c.Apply(b, nil)
	if len(c.members) != 0 || len(c.mentions) != 0 || len(c.citations) != 0 {
		t.Errorf("of a record without documents there is left: %v, %v, %v", c.members, c.mentions, c.citations)
	}
}

// world makes random members, from few ids and keys so that they meet often.
type world struct {
	*rand.Rand
	ids        []string
	keys       []record.Key
	paragraphs []record.Reference
}

func newWorld(seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 0))}
	for i := range 10 {
		w.ids = append(w.ids, fmt.Sprintf("%c/%d", 'a'+i%3, i))
	}
	for i := range 3 {
		for _, kind := range []record.KeyKind{record.KeyAgency, record.KeyInstrument, record.KeyDate, record.KeyTerm} {
			w.keys = append(w.keys, record.Key{Kind: kind, ID: fmt.Sprint("k", i)})
		}
		for _, number := range []string{"1", "1.1", "u1"} {
			w.paragraphs = append(w.paragraphs, record.Reference{Document: w.ids[i], Paragraph: number})
		}
	}
	return w
}

var kinds = []record.Kind{record.Home, record.Statement, record.Annex, record.Instrument, record.Agency, record.Guide}

func (w *world) member(id string) *Member {
	m := &Member{
		Document: &record.Document{ID: id, Kind: kinds[w.IntN(len(kinds))], Order: w.IntN(3)},
		Facts:    &record.Facts{},
	}
	if m.Document.Kind == record.Instrument {
		x := &record.InstrumentFacts{Form: record.Fact{Cite: w.cites()}, Status: record.Fact{Cite: w.cites()}}
		for range w.IntN(3) {
			x.Participants = append(x.Participants, record.Participant{Cite: w.cites()})
		}
		m.Document.Instrument = x
	}
	start := int32(0)
	for range w.IntN(8) {
		start += w.Int32N(3) // words that stand for several things begin at one place
		m.Facts.Mentions = append(m.Facts.Mentions, record.Mention{
			Key: w.keys[w.IntN(len(w.keys))], Paragraph: w.Int32N(4) - 1, Start: start, End: start + 1 + w.Int32N(5),
		})
	}
	for _, ref := range w.cites() {
		m.Facts.References = append(m.Facts.References, record.ParagraphReference{Target: ref, Paragraph: w.Int32N(4) - 1})
	}
	return m
}

func (w *world) cites() []record.Reference {
	var list []record.Reference
	for range w.IntN(3) {
		list = append(list, w.paragraphs[w.IntN(len(w.paragraphs))])
	}
	return list
}

// change makes one change of a record: the old and the new state of a member.
func (w *world) change(members map[string]*Member) (name string, old, new *Member) {
	present := slices.Sorted(maps.Keys(members))
	id := w.ids[w.IntN(len(w.ids))]
	if members[id] == nil {
		return "create " + id, nil, w.member(id)
	}
	old = members[id]
	document := *old.Document
	new = &Member{Document: &document, Facts: old.Facts}
	switch w.IntN(6) {
	case 0, 1:
		return "delete " + id, old, nil
	case 2:
		document.Order = w.IntN(3) - 1
		return "order " + id, old, new
	case 3:
		document.Kind = kinds[w.IntN(len(kinds))]
		return "kind " + id, old, new
	case 4:
		if to := w.ids[w.IntN(len(w.ids))]; !slices.Contains(present, to) {
			document.ID = to
			return "rename " + id + " " + to, old, new
		}
		return "again " + id, old, old
	}
	return "edit " + id, old, w.member(id)
}

// TestChanges: whatever happens to a record, its concordance is the one that
// is built at once from what there is, and Apply says what it touched.
func TestChanges(t *testing.T) {
	for seed := range uint64(25) {
		w := newWorld(seed)
		members := map[string]*Member{}
		c := New()
		var history []string
		for range 60 {
			name, old, new := w.change(members)
			history = append(history, name)
			if old != nil && new != nil && old.Compare(new) == 0 && w.IntN(4) > 0 {
				c.Replace(old, *new)
				if problem := w.compare(c, members); problem != "" {
					t.Fatalf("seed %d, after %q in its place: %s", seed, history, problem)
				}
				continue
			}
			touched := c.Apply(old, new)
			if old != nil {
				delete(members, old.Document.ID)
			}
			if new != nil {
				members[new.Document.ID] = new
			}
			if diff := cmp.Diff(keysOf(old, new), touched); diff != "" {
				t.Fatalf("seed %d, after %q: touched (-want +got)\n%s", seed, history, diff)
			}
			if problem := w.compare(c, members); problem != "" {
				t.Fatalf("seed %d, after %q: %s", seed, history, problem)
			}
		}
	}
}

// keysOf is every key that some members mention or refer to, sorted.
func keysOf(members ...*Member) []record.Key {
	var keys []record.Key
	for _, m := range members {
		if m == nil || !m.Document.Kind.Indexed() {
			continue
		}
		for _, x := range m.Facts.Mentions {
			keys = append(keys, x.Key)
		}
		for _, refs := range m.Document.Cites() {
			for _, ref := range refs {
				keys = append(keys, ref.Key())
			}
		}
		for _, x := range m.Facts.References {
			keys = append(keys, x.Target.Key())
		}
	}
	slices.SortFunc(keys, func(a, b record.Key) int {
		return strings.Compare(string(rune('0'+a.Kind))+a.ID, string(rune('0'+b.Kind))+b.ID)
	})
	return slices.Compact(keys)
}

// compare says in what a concordance is not that of the members, both by one
// that is built at once and by going through the members.
func (w *world) compare(c *Concordance, members map[string]*Member) string {
	list := slices.SortedFunc(maps.Values(members), (*Member).Compare)
	cold := New()
	for _, m := range list {
		cold.Add(m)
	}
	for _, key := range w.keys {
		want := occurrences(list, key)
		if !slices.Equal(c.Mentions(key), want) || !slices.Equal(cold.Mentions(key), want) {
			return fmt.Sprintf("mentions of %v: %v, built at once %v, want %v", key, c.Mentions(key), cold.Mentions(key), want)
		}
	}
	for _, ref := range w.paragraphs {
		want := citations(list, ref)
		if !slices.Equal(c.Citations(ref.Key()), want) || !slices.Equal(cold.Citations(ref.Key()), want) {
			return fmt.Sprintf("citations of %v: %v, built at once %v, want %v", ref, c.Citations(ref.Key()), cold.Citations(ref.Key()), want)
		}
	}
	all := keysOf(list...)
	for _, kind := range []record.KeyKind{record.KeyAgency, record.KeyInstrument, record.KeyDate, record.KeyTerm} {
		want := slices.DeleteFunc(slices.Clone(all), func(k record.Key) bool { return k.Kind != kind })
		if c.Count(kind) != len(want) {
			return fmt.Sprintf("%d keys of a kind, not %d", c.Count(kind), len(want))
		}
		if !slices.Equal(c.Keys(kind), want) || !slices.Equal(cold.Keys(kind), want) {
			return fmt.Sprintf("keys: %v, built at once %v, want %v", c.Keys(kind), cold.Keys(kind), want)
		}
	}
	for _, id := range w.ids {
		if c.Member(id) != members[id] {
			return fmt.Sprintf("member %s: %p, want %p", id, c.Member(id), members[id])
		}
	}
	if len(c.mentions) != len(cold.mentions) || len(c.citations) != len(cold.citations) {
		return "keys without an entry are kept"
	}
	return ""
}

func occurrences(list []*Member, key record.Key) []Occurrence {
	var all []Occurrence
	for _, m := range list {
		for _, x := range m.Facts.Mentions {
			if m.Document.Kind.Indexed() && x.Key == key {
				all = append(all, Occurrence{m, x.Paragraph, x.Start, x.End})
			}
		}
	}
	return all
}

func citations(list []*Member, ref record.Reference) []Citation {
	var all []Citation
	for _, m := range list {
		if !m.Document.Kind.Indexed() {
			continue
		}
		for fact, refs := range m.Document.Cites() {
			for _, r := range refs {
				if r == ref {
					all = append(all, Citation{m, fact, -1})
				}
			}
		}
		for _, x := range m.Facts.References {
			if x.Target == ref {
				all = append(all, Citation{m, "", x.Paragraph})
			}
		}
	}
	return all
}

// TestAddInAnyOrder: the order of adding makes no difference.
func TestAddInAnyOrder(t *testing.T) {
	for seed := range uint64(20) {
		w := newWorld(seed)
		members := map[string]*Member{}
		for _, id := range w.ids {
			members[id] = w.member(id)
		}
		c := New()
		for _, i := range w.Perm(len(w.ids)) {
			c.Add(members[w.ids[i]])
		}
		if problem := w.compare(c, members); problem != "" {
			t.Fatalf("seed %d: %s", seed, problem)
		}
	}
}

// record1000 is 1,000 instruments in their order, with 40 mentions each.
func record1000() []*Member {
	random := rand.New(rand.NewPCG(1, 2))
	var members []*Member
	for i := range 1000 {
		m := member(fmt.Sprintf("mous/%04d", i), record.Instrument, 0, "")
		for at := range int32(40) {
			key := agencyKey(fmt.Sprint(random.IntN(50)))
			if at%8 == 0 {
				key = record.Key{Kind: record.KeyDate, ID: fmt.Sprint(1990 + random.IntN(40))}
			}
			m.Facts.Mentions = append(m.Facts.Mentions, record.Mention{Key: key, Paragraph: at / 3, Start: at * 20, End: at*20 + 7})
		}
		members = append(members, m)
	}
	return members
}

func BenchmarkAdd(b *testing.B) {
	members := record1000()
	b.ReportAllocs()
	for b.Loop() {
		c := New()
		for _, m := range members {
			c.Add(m)
		}
		if len(c.members) != len(members) {
			b.Fatal(len(c.members))
		}
	}
}

// BenchmarkApply is one edit of a record of 1,000 documents.
func BenchmarkApply(b *testing.B) {
	members := record1000()
	c := New()
	for _, m := range members {
		c.Add(m)
	}
	states := [2]*Member{members[500], {Document: members[500].Document, Facts: members[501].Facts}}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if touched := c.Apply(states[i%2], states[(i+1)%2]); len(touched) == 0 {
			b.Fatal("nothing touched")
		}
	}
}
