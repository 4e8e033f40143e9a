package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// GraphML is the facts as one directed graph: a node for each entity, an edge for each relation claim, from the dependent to what it
// depends on. Keys are typed. An attribute of which one value holds today, for all, is an attribute of the node with that value,
// numbers in the base unit of the ontology; where there are others, NAME_all has all that are recorded as text, with their dates and
// with whom or what they are for.
func (f *Facts) GraphML() File {
	return File{"chokepoint.graphml", f.whole(func(w io.Writer) error {
		g := &graphML{facts: f, out: bufio.NewWriter(w), edges: map[string]int{}}
		g.write()
		if err := g.out.Flush(); err != nil {
			return fmt.Errorf("writing GraphML: %w", err)
		}
		return nil
	})}
}

// graphML writes the facts; the first failure of the writer is kept by it.
type graphML struct {
	facts *Facts
	out   *bufio.Writer
	edges map[string]int // how often an id has been given to an edge of the subject that is being written
}

// key is one that nodes or edges have.
type key struct{ id, of, name, kind, doc string }

// The keys of all nodes and edges. Programs that draw show what is called label.
var (
	nodeKeys = []key{
		{"n_label", "node", "label", "string", ""}, {"n_name", "node", "name", "string", ""}, {"n_kind", "node", "kind", "string", ""}, {"n_country", "node", "country", "string", "id of its state today"},
		{"n_aliases", "node", "aliases", "string", ""}, {"n_identifiers", "node", "identifiers", "string", ""},
	}
	edgeKeys = []key{
		{"e_label", "edge", "label", "string", ""}, {"e_predicate", "edge", "predicate", "string", ""}, {"e_claim", "edge", "claim", "string", "id of the claim"},
		{"e_channel", "edge", "channel", "string", "of dependency; none: the relation is no dependency"},
		{"e_share", "edge", "share", "double", "from 0 to 1; of a range the lower end"}, {"e_share_most", "edge", "share_most", "double", "the upper end of a range"},
		{"e_quantity", "edge", "quantity", "double", ""}, {"e_unit", "edge", "unit", "string", "of the quantity"},
		{"e_item", "edge", "item", "string", "id of an entity"}, {"e_purpose", "edge", "purpose", "string", ""}, {"e_note", "edge", "note", "string", ""},
		{"e_valid_from", "edge", "valid_from", "string", "a day, month or year"}, {"e_valid_to", "edge", "valid_to", "string", "in which it no longer holds"},
		{"e_holds", "edge", "holds", "boolean", "on the day of the export"},
		{"e_derived", "edge", "derived", "boolean", "it follows by a rule"}, {"e_role", "edge", "role", "string", "in which the subject stands in it"},
		{"e_confidence", "edge", "confidence", "string", ""}, {"e_sources", "edge", "sources", "string", "ids"}, {"e_dataset", "edge", "dataset", "string", ""},
		{"e_recorded_from", "edge", "recorded_from", "string", "since when the store says it"},
	}
)

func (g *graphML) write() {
	fmt.Fprint(g.out, xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `+
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`+"\n")
	for _, keys := range [][]key{nodeKeys, g.attributeKeys(), edgeKeys} {
		for _, k := range keys {
			fmt.Fprintf(g.out, ` <key id="%s" for="%s" attr.name="%s" attr.type="%s">`, k.id, k.of, escaped(k.name), k.kind)
			if k.doc != "" {
				fmt.Fprintf(g.out, "<desc>%s</desc>", escaped(k.doc))
			}
			fmt.Fprint(g.out, "</key>\n")
		}
	}
	fmt.Fprint(g.out, ` <graph id="G" edgedefault="directed">`+"\n")
	for n := range g.facts.entities() {
		g.node(n)
	}
	for n := range g.facts.nodes() {
		clear(g.edges)
		for ref := range g.facts.relations(n) {
			g.edge(ref)
		}
	}
	fmt.Fprint(g.out, " </graph>\n</graphml>\n")
}

// attributeKeys declares the attributes that claims use as attributes of nodes.
func (g *graphML) attributeKeys() (keys []key) {
	used := map[string]bool{}
	for ref := range g.facts.claims() {
		used[g.facts.snapshot.PredicateName(ref)] = true
	}
	for i, a := range g.facts.snapshot.Ontology().Attributes {
		if !used[a.Name] {
			continue
		}
		k := key{fmt.Sprintf("a%d", i), "node", nameOf(a.Name), "string", ""}
		switch {
		case a.Type == graph.BoolValue:
			k.kind = "boolean"
		case isNumber(&a):
			k.kind, k.doc = "double", a.Unit
		}
		keys = append(keys, k, key{k.id + "_all", "node", k.name + "_all", "string", "all values that are recorded, with their dates"})
	}
	return keys
}

// isNumber reports whether all values of an attribute are numbers of one base unit, or of none.
func isNumber(a *graph.Attribute) bool { return a.Type == graph.NumberValue && a.Unit != graph.AnyUnit }

// nameOf is what an attribute is called, unless nodes have a key of that name already.
func nameOf(attribute string) string {
	for _, k := range nodeKeys {
		if k.name == attribute {
			return attribute + "_said"
		}
	}
	return attribute
}

func (g *graphML) node(n snapshot.Node) {
	row := g.facts.entityRow(n)
	fmt.Fprintf(g.out, `  <node id="%s">`, escaped(row.ID))
	g.data("n_label", row.Name)
	g.data("n_name", row.Name)
	g.data("n_kind", row.Kind)
	g.data("n_country", row.Country)
	g.data("n_aliases", list(row.Aliases))
	g.data("n_identifiers", list(row.Identifiers))
	var same []snapshot.Ref // claims of one attribute
	for ref := range g.facts.attributes(n) {
		if len(same) > 0 && g.facts.snapshot.Predicate(same[0]) != g.facts.snapshot.Predicate(ref) {
			g.attribute(same)
			same = same[:0]
		}
		same = append(same, ref)
	}
	g.attribute(same)
	fmt.Fprint(g.out, "</node>\n")
}

// attribute writes what the claims of one attribute say.
func (g *graphML) attribute(refs []snapshot.Ref) {
	if len(refs) == 0 {
		return
	}
	s := g.facts.snapshot
	o, name := s.Ontology(), s.PredicateName(refs[0])
	number := -1
	for i := range o.Attributes {
		if o.Attributes[i].Name == name {
			number = i
		}
	}
	id, all := fmt.Sprintf("a%d", number), make([]string, len(refs))
	now := map[string]bool{}
	for i, ref := range refs {
		v, limit := s.Value(ref), ""
		if item := s.Item(ref); item != snapshot.None {
			limit = " for " + s.ID(item)
		} else if s.Valid(ref).Contains(g.facts.today) {
			now[g.typed(&o.Attributes[number], v)] = true
		}
		all[i] = v.String() + limit + when(s.Written(ref))
	}
	if len(now) == 1 {
		for text := range now {
			g.data(id, text)
		}
	}
	if len(refs) > 1 || len(now) == 0 {
		g.data(id+"_all", list(all))
	}
}

// typed is a value as the type of its key has it.
func (g *graphML) typed(a *graph.Attribute, v graph.Value) string {
	if isNumber(a) {
		return strconv.FormatFloat(g.facts.snapshot.Ontology().InBase(graph.Quantity{Number: v.Number, Unit: v.Unit}).Number, 'f', -1, 64)
	}
	return v.String()
}

// when writes the dates of a claim behind its value.
func when(i graph.Interval) string {
	if i == graph.Always {
		return ""
	}
	return " [" + i.From.String() + ".." + i.To.String() + "]"
}

func (g *graphML) edge(ref snapshot.Ref) {
	c := g.facts.claimRow(ref)
	id := c.ID
	g.edges[id]++
	if twice := g.edges[id]; twice > 1 { // datasets say other contents of one claim
		id += "-" + strconv.Itoa(twice)
	}
	fmt.Fprintf(g.out, `  <edge id="%s" source="%s" target="%s">`, id, escaped(c.Subject), escaped(c.Object))
	channel, derived := "", ""
	if g.facts.snapshot.IsDerived(ref) {
		derived = "true"
	}
	if r := g.facts.snapshot.Ontology().Relation(c.Predicate); r != nil {
		channel = r.Channel
	}
	for _, d := range [...]struct{ key, text string }{
		{"e_label", c.Predicate}, {"e_predicate", c.Predicate}, {"e_claim", c.ID}, {"e_channel", channel}, {"e_share", number(c.Share)}, {"e_share_most", number(c.ShareMost)},
		{"e_quantity", number(c.Quantity)}, {"e_unit", c.Unit}, {"e_item", c.Item}, {"e_purpose", c.Purpose}, {"e_note", c.Note}, {"e_valid_from", c.ValidFrom},
		{"e_valid_to", c.ValidTo}, {"e_holds", strconv.FormatBool(g.facts.snapshot.Valid(ref).Contains(g.facts.today))}, {"e_derived", derived}, {"e_role", g.facts.snapshot.Role(ref)},
		{"e_confidence", c.Confidence},
		{"e_sources", list(c.Sources)}, {"e_dataset", c.Dataset}, {"e_recorded_from", c.RecordedFrom.UTC().Format(time.RFC3339Nano)},
	} {
		g.data(d.key, d.text)
	}
	fmt.Fprint(g.out, "</edge>\n")
}

// data writes an attribute, unless it is empty.
func (g *graphML) data(key, text string) {
	if text != "" {
		fmt.Fprintf(g.out, `<data key="%s">%s</data>`, key, escaped(text))
	}
}

// escaped is a text in XML; a character that XML can't have is a replacement character.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes all
	return b.String()
}
