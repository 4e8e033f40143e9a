package mcp

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// page is an answer in both its forms, each of which is complete by itself.
type page struct {
	structured object
	text       string
}

// fits reports whether neither form is longer than a model should have to read.
func (p *page) fits() bool {
	return fit(p.text) && fit(string(plainJSON(p.structured)))
}

// heading are lists of an answer that are shown as a whole; the others are its rows, which come in pages.
var heading = map[string]bool{"aliases": true, "removed": true, "removed_claims": true, "review_policy": true, "assumed": true}

// row is an element of a list of an answer.
type row struct {
	of    string // the list
	value any
}

// draft is the answer to a question, of which pages are made.
type draft struct {
	tool    *tool
	lang    string
	summary string
	about   object // what stands before the rows
	rows    []row
	lists   []string // of which there are rows, in their order
	total   map[string]int
	next    string // cursor that the question gave
	short   int    // as that of the tool
	plain   bool   // what stands before the rows is shown as it is
	self    string
}

// withIDs has, in place of lists about decisions, the ids of these.
func (o object) withIDs() object {
	for i, m := range o {
		list, _ := m.value.([]any)
		ids := make([]any, 0, len(list))
		for _, element := range list {
			about, _ := element.(object)
			if decision, ok := about.get("decision").(object); ok {
				ids = append(ids, decision.get("id"))
			}
		}
		if len(ids) > 0 && len(ids) == len(list) {
			o[i].value = ids
		}
	}
	return o
}

// continued says of a page that is not the first that it goes on.
func (d *draft) continued() { d.summary = say.Text(d.lang, "agent.continued", d.tool.name) }

// draftOf takes an answer apart.
func draftOf(t *tool, reply *question.Reply, lang string) (*draft, error) {
	root, err := treeOf(reply.Answer)
	if err != nil {
		return nil, err
	}
	d := &draft{tool: t, lang: lang, total: map[string]int{}, self: selfOf(root), next: root.text("next"), short: t.shortest()}
	d.summary = compact{terseness: terseness{text: longestSummary}}.clip(reply.Sentence())
	if reply.Incomplete != nil {
		root = append(root, member{"incomplete", reply.Incomplete.In(lang)})
	}
	for _, m := range t.ordered(root) {
		switch value := m.value.(type) {
		case []any:
			if !heading[m.name] {
				d.add(m.name, value)
				continue
			}
		case object:
			if t.grouped[m.name] {
				for _, group := range t.ordered(value) {
					if list, ok := group.value.([]any); ok {
						d.add(group.name, list)
					}
				}
				continue
			}
		}
		if m.name != "next" && !(slices.Contains(t.said, m.name) && d.summary != "") {
			d.about = append(d.about, m)
		}
	}
	left, _ := d.about.get("left_out").(object)
	for _, list := range d.lists {
		if n, ok := number(left.get(list)); ok {
			d.total[list] += n
		}
	}
	if d.summary == "" {
		d.summary = d.counts()
	}
	return d, nil
}

// longestSummary is how long the sentence of an answer may be, in bytes: there are some that go through all rows.
const longestSummary = 2000

// counts say how many rows there are, of an answer that has no sentence.
func (d *draft) counts() string {
	var texts []string
	for _, list := range d.lists {
		texts = append(texts, say.Text(d.lang, "agent.count", list, d.total[list], d.totalOf(list)))
	}
	return strings.Join(texts, "; ")
}

func (d *draft) add(list string, values []any) {
	d.lists, d.total[list] = append(d.lists, list), len(values)
	for _, v := range values {
		d.rows = append(d.rows, row{list, v})
	}
}

// selfOf is the id of the entity that an answer is about, or nothing.
func selfOf(root object) string {
	if subject, ok := root.get("subject").(object); ok {
		return subject.text("id")
	}
	return root.text("id")
}

// span is some of the rows of an answer: from one to before another of all, or so many at most of each list.
type span struct{ from, to, each int }

// page makes the page of some rows, as tersely as it is said, with the cursor of what follows.
func (d *draft) page(rows span, how terseness, next string) *page {
	p, w := &page{}, &outline{}
	p.structured = append(p.structured, member{"summary", d.summary})
	w.WriteString(d.summary + "\n")
	d.writeAbout(p, w, how)
	shown := d.shown(rows, how)
	totals := object{}
	for _, list := range d.lists {
		rows, of := shown[list], d.totalOf(list)
		if !d.about.has("total") && !d.about.has("total_"+list) {
			totals = append(totals, member{list, of})
		}
		if len(rows) > 0 {
			p.structured = append(p.structured, member{list, rows})
		}
		w.WriteString(say.Text(d.lang, "agent.count", list, len(rows), of) + "\n")
		for _, r := range rows {
			w.row(r, 0)
		}
	}
	if len(totals) > 0 {
		p.structured = append(p.structured, member{"totals", totals})
	}
	if len(d.rows) == 0 && len(d.lists) > 0 {
		hint := say.Text(d.lang, "agent.none")
		p.structured = append(p.structured, member{"hint", hint})
		w.WriteString(hint + "\n")
	}
	if next != "" {
		p.structured = append(p.structured, member{"next", next})
		w.WriteString(say.Text(d.lang, "agent.more", d.tool.name, next) + "\n")
	}
	p.text = strings.TrimRight(w.String(), "\n")
	return p
}

// writeAbout writes what stands before the rows.
func (d *draft) writeAbout(p *page, w *outline, how terseness) {
	about := d.about
	if !d.plain {
		about = compact{terseness{max(how.list, mostHeading), how.sources, max(how.text, wholeText)}, ""}.members("", about)
	}
	p.structured = append(p.structured, about...)
	for _, m := range about {
		if o, ok := m.value.(object); ok && !isEntity(o) {
			w.WriteString(m.name + ": ")
			w.WriteString(inline(o) + "\n")
			w.below(o, 1)
			continue
		}
		w.WriteString(m.name + ": " + inline(m.value) + "\n")
	}
}

// How much of what stands before the rows is shown, whatever is shown of rows.
const (
	mostHeading = 10
	wholeText   = 400
)

// shown are some rows, by list.
func (d *draft) shown(rows span, how terseness) map[string][]any {
	all, place := map[string][]any{}, map[string]int{}
	for i, r := range d.rows {
		place[r.of]++
		if i < rows.from || i >= rows.to || place[r.of] > rows.each {
			continue
		}
		value := r.value
		if o, ok := value.(object); ok {
			if members := d.tool.minor[r.of]; members != nil {
				o = o.only(members).withIDs()
			}
			value = compact{how, d.self}.element(r.of, o)
		}
		all[r.of] = append(all[r.of], value)
	}
	return all
}

// totalOf is how many rows a list has on all pages.
func (d *draft) totalOf(list string) int {
	for _, name := range []string{"total_" + list, "total"} {
		if n, ok := number(d.about.get(name)); ok && (name != "total" || list == "results") {
			return n
		}
	}
	return d.total[list]
}

// letters are those of cursors, as of those of the questions.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// digestSize is how many bytes of a digest tell the cursors of two answers apart.
const digestSize = 8

// cursorOf is the cursor of the rows from one on of an answer that the question itself gives as a whole. It belongs to the state of the facts
// and to what was asked.
func cursorOf(version, asked string, from int) string {
	sum := sha256.Sum256([]byte(version + "\x00" + asked))
	return letters.EncodeToString(binary.AppendUvarint(sum[:digestSize], uint64(from)))
}

// offsetOf is the row at which a cursor begins. The error is graph.ErrCursor for one of another answer.
func offsetOf(version, asked, cursor string, rows int) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	raw, err := letters.DecodeString(cursor)
	if err != nil || len(raw) <= digestSize {
		return 0, graph.ErrCursor
	}
	from, size := binary.Uvarint(raw[digestSize:])
	if size <= 0 || from >= uint64(max(rows, 1)) || cursorOf(version, asked, int(from)) != cursor {
		return 0, graph.ErrCursor
	}
	return int(from), nil
}

// number is a member that is a whole number.
func number(v any) (int, bool) {
	text, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(text.String())
	return n, err == nil
}

// best makes the page of the rows from one on that shows the most: all of them as fully as a model has room for, else as many as it has room
// for when they are shown shortly, else one in the fewest words. It says before which row the page ends.
func (d *draft) best(most span) (how terseness, to span) {
	for _, how = range tersenesses[:d.short+1] {
		if d.page(most, how, someCursor).fits() {
			return how, most
		}
	}
	fewer := func(n int) span {
		if most.each < all {
			return span{most.from, most.to, n}
		}
		return span{most.from, most.from + n, all}
	}
	n := sort.Search(min(most.each, most.to-most.from), func(n int) bool { return !d.page(fewer(n+1), how, someCursor).fits() })
	for _, how = range tersenesses[d.short:] {
		if to = fewer(max(n, 1)); d.page(to, how, someCursor).fits() {
			break
		}
	}
	return how, to
}

const (
	all   = math.MaxInt // rows of each list
	short = 2           // of the ways in which rows are shown, the tersest as long as fewer rows would do, where a tool says none
	// someCursor is as long as a cursor is.
	someCursor = "aaaaaaaaaaaaaaaaaaaaa"
)

// longest is how many rows the longest list has.
func (d *draft) longest() int {
	most, rows := 0, map[string]int{}
	for _, r := range d.rows {
		rows[r.of]++
		most = max(most, rows[r.of])
	}
	return most
}
