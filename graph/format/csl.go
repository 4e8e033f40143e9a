package format

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"chokepoint/graph/load"
)

// csl is the Consolidated Screening List of the US government, as its International Trade Administration publishes it: in CSV with 29 or
// 27 columns, and in JSON. A row is one listing of one party.
var csl = Format{
	Name: "us-csl", Title: "US Consolidated Screening List, in CSV or JSON", Extensions: []string{".csv", ".json"},
	knows: func(_ []load.File, begin []byte) bool {
		for _, column := range []string{"federal_register_notice", "source_list_url", "alt_names"} {
			if !bytes.Contains(begin, []byte(column)) {
				return false
			}
		}
		return true
	},
	read: func(r *Reading) {
		list := newScreening(r)
		for _, f := range r.Files {
			if list.isJSON(f) {
				r.documents(f, "results", func(at load.Place, raw []byte) error { return list.document(at, raw) })
				continue
			}
			b := bounds
			b.Misread = true
			r.table(f, cslHeads, b, list.row)
		}
		list.finish()
	},
}

// cslHeads are the columns without which nothing can be said.
var cslHeads = heads{needed: []string{"source", "name"}, optional: []string{"federal_register_notice"}, open: true}

// listing is one row of the list, as it is written.
type listing struct {
	at   load.Place
	List string `json:"source"`
	Name string `json:"name"`
	Type string `json:"type"` // Individual, Entity, Vessel, Aircraft, or empty

	Number      texts      `json:"entity_number"`
	Title       texts      `json:"title"`
	Programs    texts      `json:"programs"`
	AltNames    texts      `json:"alt_names"`
	Addresses   []address  `json:"addresses"`
	Notice      texts      `json:"federal_register_notice"`
	Start       texts      `json:"start_date"`
	End         texts      `json:"end_date"`
	Standard    texts      `json:"standard_order"`
	Requirement texts      `json:"license_requirement"`
	Policy      texts      `json:"license_policy"`
	Remarks     texts      `json:"remarks"`
	URL         texts      `json:"source_list_url"`
	Citizenship texts      `json:"citizenships"`
	Nationality texts      `json:"nationalities"`
	Births      texts      `json:"dates_of_birth"`
	Birthplaces texts      `json:"places_of_birth"`
	IDs         []numbered `json:"ids"`
}

// address is where a party is.
type address struct {
	Street  texts `json:"address"`
	City    texts `json:"city"`
	State   texts `json:"state"`
	Postal  texts `json:"postal_code"`
	Country texts `json:"country"` // a code of two letters
}

// text is the address in one line, its state last.
func (a *address) text() string {
	var words []string
	for _, part := range []texts{a.Street, a.City, a.State, a.Postal, a.Country} {
		words = append(words, part...)
	}
	return strings.Join(words, ", ")
}

// numbered is a number of a party, and much else that the lists write so.
type numbered struct {
	Type    texts `json:"type"`
	Number  texts `json:"number"`
	Country texts `json:"country"`
}

// isJSON reports whether a file is one, whatever its name.
func (s *screening) isJSON(f load.File) bool {
	in, err := f.Open()
	if err != nil {
		return false // reading it as a table says what is wrong
	}
	defer in.Close()
	first, err := (&lineCounter{in: in}).peek()
	return err == nil && (first == '{' || first == '[')
}

func (s *screening) document(at load.Place, raw []byte) error {
	var l listing
	if err := json.Unmarshal(raw, &l); err != nil {
		return err
	}
	l.at, l.List, l.Name, l.Type = at, clean(l.List), clean(l.Name), clean(l.Type)
	s.add(&l)
	return nil
}

func (s *screening) row(row *row) {
	many := func(column string) texts { return between(row.text(column)) }
	one := func(column string) texts {
		if text := clean(row.text(column)); text != "" {
			return texts{text}
		}
		return nil
	}
	l := listing{at: row.at(), List: row.text("source"), Name: clean(row.text("name")), Type: row.text("type"), Number: one("entity_number"), Title: one("title"),
		Programs: many("programs"), AltNames: many("alt_names"), Notice: one("federal_register_notice"), Start: one("start_date"), End: one("end_date"),
		Standard: one("standard_order"), Requirement: one("license_requirement"), Policy: one("license_policy"), Remarks: one("remarks"),
		URL: one("source_list_url"), Citizenship: many("citizenships"), Nationality: many("nationalities"), Births: many("dates_of_birth"), Birthplaces: many("places_of_birth")}
	l.Addresses = addressesIn(row.text("addresses"))
	for _, part := range between(row.text("ids")) {
		l.IDs = append(l.IDs, numberedIn(part))
	}
	s.add(&l)
}

// between are the texts of a cell with ; between them.
func between(cell string) (all texts) {
	for part := range strings.SplitSeq(cell, ";") {
		if part = clean(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

var stateCode = regexp.MustCompile(`^(?:(.*), ?)?([A-Z]{2})$`)

// addressesIn reads the addresses of a cell, each of which ends with the code of its state: what does not goes on behind the next ;.
func addressesIn(cell string) (all []address) {
	var begun string
	for _, part := range between(cell) {
		if begun != "" {
			part = begun + "; " + part
		}
		if m := stateCode.FindStringSubmatch(part); m != nil {
			a := address{Country: texts{m[2]}}
			if m[1] != "" {
				a.Street = texts{m[1]}
			}
			all, begun = append(all, a), ""
			continue
		}
		begun = part
	}
	if begun != "" {
		all = append(all, address{Street: texts{begun}})
	}
	return all
}

// numberedIn reads one of a cell's: Registration Number, 123456, CY.
func numberedIn(text string) (d numbered) {
	kind, number, _ := strings.Cut(text, ", ")
	if m := stateCode.FindStringSubmatch(number); m != nil && m[1] != "" {
		number, d.Country = m[1], texts{m[2]}
	}
	d.Type, d.Number = texts{strings.Trim(kind, ": ")}, texts{number}
	return d
}
