package export

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Entity is a row of the table of entities. Country is the state of today, which follows from claims.
type Entity struct {
	ID          string   `parquet:"id"`
	Kind        string   `parquet:"kind"`
	Name        string   `parquet:"name"`
	Aliases     []string `parquet:"aliases,list"`     // name@language
	Identifiers []string `parquet:"identifiers,list"` // scheme=value
	Country     string   `parquet:"country,optional"`
}

// Claim is a row of the table of claims. Object is an entity, or a value as it is written: 814 mm2. For is whom or what a limited value
// is for.
type Claim struct {
	ID         string   `parquet:"id"`
	Subject    string   `parquet:"subject"`
	Predicate  string   `parquet:"predicate"`
	Object     string   `parquet:"object"`
	Share      *float64 `parquet:"share,optional"`      // from 0 to 1; of a range the lower end
	ShareMost  *float64 `parquet:"share_most,optional"` // the upper end of a range
	Quantity   *float64 `parquet:"quantity,optional"`
	Unit       string   `parquet:"unit,optional"` // of the quantity
	Item       string   `parquet:"item,optional"`
	For        string   `parquet:"for,optional"`
	Purpose    string   `parquet:"purpose,optional"`
	Note       string   `parquet:"note,optional"`
	ValidFrom  string   `parquet:"valid_from,optional"` // 2026, 2026-01 or 2026-01-15
	ValidTo    string   `parquet:"valid_to,optional"`   // the first day, month or year in which it no longer holds
	Confidence string   `parquet:"confidence"`
	Sources    []string `parquet:"sources,list"` // source#locator
	Dataset    string   `parquet:"dataset"`      // with ; between several that say the same
	// RecordedFrom is since when the store says it.
	RecordedFrom time.Time `parquet:"recorded_from,timestamp(microsecond)"`

	// Columns for programs, which text can do without.
	Relation     bool     `parquet:"is_relation"`                  // the object is an entity
	Number       *float64 `parquet:"value,optional"`               // of a value that is a number
	NumberUnit   string   `parquet:"value_unit,optional"`          // its unit
	ValidFromDay *int32   `parquet:"valid_from_day,optional,date"` // the first day of valid_from
	ValidToDay   *int32   `parquet:"valid_to_day,optional,date"`
}

// Source is a row of the table of sources.
type Source struct {
	ID        string `parquet:"id"`
	Title     string `parquet:"title"`
	Publisher string `parquet:"publisher,optional"`
	URL       string `parquet:"url,optional"`
	Published string `parquet:"published,optional"`
	Language  string `parquet:"language,optional"`
	Kind      string `parquet:"kind,optional"`
	CopyOf    string `parquet:"copy_of,optional"`
}

func (f *Facts) entityRows() iter.Seq[Entity] {
	return func(yield func(Entity) bool) {
		for n := range f.entities() {
			if !yield(f.entityRow(n)) {
				return
			}
		}
	}
}

func (f *Facts) entityRow(n snapshot.Node) Entity {
	e := f.snapshot.Entity(n)
	row := Entity{ID: f.snapshot.ID(n), Kind: e.Kind, Name: e.Name, Country: f.country(n)}
	for _, a := range e.Aliases {
		if a.Lang != "" {
			a.Name += "@" + a.Lang
		}
		row.Aliases = append(row.Aliases, a.Name)
	}
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		row.Identifiers = append(row.Identifiers, scheme+"="+e.Identifiers[scheme])
	}
	return row
}

func (f *Facts) claimRows() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		for ref := range f.claims() {
			if !yield(f.claimRow(ref)) {
				return
			}
		}
	}
}

func (f *Facts) claimRow(ref snapshot.Ref) Claim {
	c := f.snapshot.Claim(ref)
	row := Claim{ID: c.ID().String(), Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Item: c.Item, Purpose: c.Purpose, Note: c.Note,
		ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(), Confidence: c.Confidence.String(), Dataset: f.saidBy(ref),
		RecordedFrom: f.snapshot.Said(ref).From, Relation: c.Object != "", ValidFromDay: dayOf(c.Valid.From), ValidToDay: dayOf(c.Valid.To)}
	if c.Object == "" {
		row.Object = c.Value.String()
	}
	if f.isLimited(c.Predicate) {
		row.Item, row.For = "", c.Item
	}
	row.Share, row.ShareMost = c.Shares().Pointers()
	if !c.Quantity.IsZero() {
		row.Quantity, row.Unit = &c.Quantity.Number, c.Quantity.Unit
	}
	if c.Value.Type == graph.NumberValue {
		row.Number, row.NumberUnit = &c.Value.Number, c.Value.Unit
	}
	for _, s := range c.Sources {
		row.Sources = append(row.Sources, strings.TrimSuffix(s.Source+"#"+s.Locator, "#"))
	}
	return row
}

// dayOf is the first day of a date, counted from 1970, or nil if it is unbounded.
func dayOf(d graph.Date) *int32 {
	if !d.Bounded() {
		return nil
	}
	day := int32(d.Day())
	return &day
}

func (f *Facts) sourceRows() iter.Seq[Source] {
	return func(yield func(Source) bool) {
		for _, id := range f.sources() {
			s, _, _ := f.snapshot.Source(id)
			if f.ctx.Err() != nil || !yield(Source{id, s.Title, s.Publisher, s.URL, s.Published.String(), s.Language, s.Kind, s.CopyOf}) {
				return
			}
		}
	}
}
