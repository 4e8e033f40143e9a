package graph

import (
	"errors"
	"fmt"
	"slices"
)

// Ontology says, as data, what may be said and what it means for a question. The engine names no kind and no relation.
// Field comments follow seeds/ontology.yaml, which shows each of them at work.
type Ontology struct {
	Strata     []string    `yaml:"strata" json:"strata,omitempty"` // from the dependent down; see Relation.Stratum
	Kinds      []Kind      `yaml:"kinds" json:"kinds"`
	Units      []Unit      `yaml:"units" json:"units,omitempty"`
	Attributes []Attribute `yaml:"attributes" json:"attributes,omitempty"`
	Relations  []Relation  `yaml:"relations" json:"relations"`
	Languages  []Language  `yaml:"languages" json:"languages,omitempty"`
	Country    Country     `yaml:"country" json:"country"`
	Binding    Binding     `yaml:"binding" json:"binding"`
	Rules      []Rule      `yaml:"rules" json:"rules,omitempty"`

	kinds      map[string]*Kind
	units      map[string]*Unit
	attributes map[string]*Attribute
	relations  map[string]*Relation // by name
	inverses   map[string]*Relation // by inverse name
}

// Text is a text by BCP 47 language.
type Text map[string]string

// In returns the text in lang, else in English, else in any language (the first in order of tag).
func (t Text) In(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	if s, ok := t["en"]; ok {
		return s
	}
	first := ""
	for l := range t {
		if first == "" || l < first {
			first = l
		}
	}
	return t[first]
}

// Kind is a kind of entity.
type Kind struct {
	Name  string `yaml:"name" json:"name"`
	Label Text   `yaml:"label" json:"label,omitempty"`
	Item  bool   `yaml:"item" json:"item,omitempty"`   // can be bought and sold, so that a check may name it
	Actor bool   `yaml:"actor" json:"actor,omitempty"` // acts on its own, so that a loss impairs it and never loses it
	// Article stands before the names of such entities in sentences of a language, where no alias gives another form.
	Article Text `yaml:"article" json:"article,omitempty"`
	// Begins and Ends name attributes that say when an entity of the kind begins and ends: one of a date by its value, one of
	// another type by when its first claim begins. The earliest beginning counts, and the latest end.
	Begins []string `yaml:"begins" json:"begins,omitempty"`
	Ends   []string `yaml:"ends" json:"ends,omitempty"`
	// Tells names the predicates that say what an entity of the kind is, the most telling first; a relation of which it is the object
	// by its inverse. Where the first describes and is known, it does so in place of the kind, as the role of a person.
	Tells []string `yaml:"tells" json:"tells,omitempty"`
}

// Unit is a unit of measure: one of Base is 1/Factor of it. A unit without a base is a base.
type Unit struct {
	Name   string  `yaml:"name" json:"name"`
	Base   string  `yaml:"base" json:"base,omitempty"`
	Factor float64 `yaml:"factor" json:"factor,omitempty"`
	Format Text    `yaml:"format" json:"format,omitempty"` // how a quantity reads, with {} for its number: "USD {}"
}

// AnyUnit is the Unit of an attribute whose numbers may have any of the ontology's.
const AnyUnit = "any"

// Attribute is a predicate whose object is a value.
type Attribute struct {
	Name     string       `yaml:"name" json:"name"`
	On       []string     `yaml:"on" json:"on,omitempty"` // kinds that may have it; empty = all
	Type     ValueType    `yaml:"type" json:"type"`
	Unit     string       `yaml:"unit" json:"unit,omitempty"`   // base unit of a number, AnyUnit, or empty for a bare number
	Terms    []string     `yaml:"terms" json:"terms,omitempty"` // of a term
	Many     bool         `yaml:"many" json:"many,omitempty"`   // several values may hold at once
	Label    Text         `yaml:"label" json:"label,omitempty"`
	Computed *Computation `yaml:"computed" json:"computed,omitempty"` // where no claim gives the figure
	// Period says that a value is a measurement over the time in which its claim holds, as the revenue of a year: that it begins
	// or ends is no event.
	Period bool `yaml:"period" json:"period,omitempty"`
	// Past says that a value tells what happened or was said: that it no longer counts is no event.
	Past bool `yaml:"past" json:"past,omitempty"`
	// Limited says that a value may be limited to whom or what it is for: a place, a group, a party or an item.
	Limited bool `yaml:"limited" json:"limited,omitempty"`
	// Describes says that a value tells what its subject is.
	Describes bool `yaml:"describes" json:"describes,omitempty"`
	// TermLabels are the terms as sentences say them; like the templates below, they may agree with the subject.
	TermLabels    map[string]Text `yaml:"term_labels" json:"term_labels,omitempty"`
	Sentence      Text            `yaml:"sentence" json:"sentence,omitempty"`             // with {subject} and {value}
	SentenceEnded Text            `yaml:"sentence_ended" json:"sentence_ended,omitempty"` // used of a claim that no longer holds
	// SentencePlanned is used of a date that has not come yet.
	SentencePlanned Text `yaml:"sentence_planned" json:"sentence_planned,omitempty"`
}

// Computation derives a number from other figures of the same entity. One of its fields is set.
type Computation struct {
	Max   []Product `yaml:"max" json:"max,omitempty"`     // the greatest of the products that are known
	Ratio []string  `yaml:"ratio" json:"ratio,omitempty"` // the first attribute divided by the second
	Note  string    `yaml:"note" json:"note,omitempty"`   // the rule's own definition, shown with the arithmetic
}

// Product is a figure times a factor.
type Product struct {
	Of    string  `yaml:"of" json:"of"`
	Times float64 `yaml:"times" json:"times"`
}

// Need says what the loss of a relation's object does to its subject.
type Need string

// The needs. Objects of one subject, relation, item and purpose form a group.
const (
	NeedNone Need = ""     // nothing
	NeedAll  Need = "all"  // each object is needed
	NeedAny  Need = "any"  // the objects of a group are alternatives
	NeedPart Need = "part" // the loss of an object impairs its subject, whatever others there are
	NeedWith Need = "with" // the subject is where the object is: what removes that removes it, what it loses otherwise does not
)

// Relation is a predicate whose object is an entity.
type Relation struct {
	Name         string   `yaml:"name" json:"name"`
	Inverse      string   `yaml:"inverse" json:"inverse,omitempty"`
	Label        Text     `yaml:"label" json:"label,omitempty"`                 // heads what it leads to from a subject: "owned by"
	InverseLabel Text     `yaml:"inverse_label" json:"inverse_label,omitempty"` // heads what leads to an object: "owns"
	From         []string `yaml:"from" json:"from,omitempty"`                   // kinds of subject; empty = all
	To           []string `yaml:"to" json:"to,omitempty"`                       // kinds of object; empty = all
	Channel      string   `yaml:"channel" json:"channel,omitempty"`             // empty = not a dependency
	// Stratum is where the relation stands in a chain of dependence: a path goes down the strata of the ontology and never back
	// up. Strata give other ones by the kinds of the ends; the first that fits counts. A relation without a stratum fits anywhere.
	Stratum string         `yaml:"stratum" json:"stratum,omitempty"`
	Strata  []StratumWhere `yaml:"strata" json:"strata,omitempty"`
	// Own says that the relation counts for its subject alone: it can only be the first step of a path.
	Own bool `yaml:"own" json:"own,omitempty"`
	// LeastShare is the share from which a claim of the relation is a dependence; one whose share is not known, or may be as great,
	// is.
	LeastShare float64 `yaml:"least_share" json:"least_share,omitempty"`
	// ComesAndGoes are the kinds of subject of which a claim is to have a beginning, or say that none is known; what it says of
	// others begins with them.
	ComesAndGoes []string `yaml:"comes_and_goes" json:"comes_and_goes,omitempty"`
	Need         Need     `yaml:"need" json:"need,omitempty"`
	// Period says that a claim with a share is a measurement over the time in which it holds, as the part of a year's revenue: that
	// it begins and ends is no event.
	Period bool `yaml:"period" json:"period,omitempty"`
	// Belongs says that the subject is the object's own: its product, its subsidiary, its decision. With BelongsShare, only a claim
	// of at least that share says so.
	Belongs       bool     `yaml:"belongs" json:"belongs,omitempty"`
	BelongsShare  float64  `yaml:"belongs_share" json:"belongs_share,omitempty"`
	Gates         []string `yaml:"gates" json:"gates,omitempty"` // relations to the same item that fall with the object
	Sentence      Text     `yaml:"sentence" json:"sentence,omitempty"`
	SentenceItem  Text     `yaml:"sentence_item" json:"sentence_item,omitempty"`   // used when an item is given
	SentenceShare Text     `yaml:"sentence_share" json:"sentence_share,omitempty"` // used when a share is given
	// SentenceInverse is told of an object with all its subjects: {subject} stands for the object, and {object} for these.
	SentenceInverse Text `yaml:"sentence_inverse" json:"sentence_inverse,omitempty"`
	SentenceEnded   Text `yaml:"sentence_ended" json:"sentence_ended,omitempty"` // used of a claim that no longer holds
}

// StratumWhere is the stratum of a relation between ends of some kinds; no kinds are all.
type StratumWhere struct {
	From    []string `yaml:"from" json:"from,omitempty"`
	To      []string `yaml:"to" json:"to,omitempty"`
	Stratum string   `yaml:"stratum" json:"stratum"`
}

// Language holds the words that join the steps of a path into one sentence.
type Language struct {
	Name    string `yaml:"name" json:"name"`
	Which   string `yaml:"which" json:"which"` // relative pronoun
	And     string `yaml:"and" json:"and"`
	Decimal string `yaml:"decimal" json:"decimal,omitempty"` // mark; absent: a point
	// Contract holds texts that run together and what they become, in turn: " à le ", " au ".
	Contract []string `yaml:"contract" json:"contract,omitempty"`
}

// Country says how an entity's country is found: at the end of the chain of Relations, if it is of Kind.
type Country struct {
	Relations []string `yaml:"relations" json:"relations,omitempty"`
	Kind      string   `yaml:"kind" json:"kind,omitempty"`
}

// Binding says which kind of entity decides, which predicates play which part in a decision, and when one binds: while
// Attribute has a term of InForce, except while it has one of Interrupted or a decision in force stands in a relation of
// SuspendedBy to it, and not after it takes a term of Ended or a decision in force stands in a relation of EndedBy to it.
type Binding struct {
	Kind        string   `yaml:"kind" json:"kind,omitempty"`
	Attribute   string   `yaml:"attribute" json:"attribute,omitempty"`
	InForce     []string `yaml:"in_force" json:"in_force,omitempty"`
	Interrupted []string `yaml:"interrupted" json:"interrupted,omitempty"`
	Ended       []string `yaml:"ended" json:"ended,omitempty"`
	Pending     []string `yaml:"pending" json:"pending,omitempty"` // announced, and not yet in force
	SuspendedBy []string `yaml:"suspended_by" json:"suspended_by,omitempty"`
	EndedBy     []string `yaml:"ended_by" json:"ended_by,omitempty"`

	Effect       string   `yaml:"effect" json:"effect,omitempty"`               // attribute: what it does
	ReviewPolicy string   `yaml:"review_policy" json:"review_policy,omitempty"` // attribute: how licences are reviewed
	Condition    string   `yaml:"condition" json:"condition,omitempty"`         // attribute: what it asks for
	Criterion    string   `yaml:"criterion" json:"criterion,omitempty"`         // attribute: CEL over an item's figures
	Threshold    string   `yaml:"threshold" json:"threshold,omitempty"`         // attribute: share that makes an affiliate
	Citation     string   `yaml:"citation" json:"citation,omitempty"`           // attribute: where it can be found
	Compliance   string   `yaml:"compliance" json:"compliance,omitempty"`       // attribute: the day from which it has to be complied with
	Issuer       string   `yaml:"issuer" json:"issuer,omitempty"`               // relation to who issued it
	Covers       string   `yaml:"covers" json:"covers,omitempty"`               // relation to items and classes of items
	Scope        string   `yaml:"scope" json:"scope,omitempty"`                 // relation to parties, countries and groups
	Excludes     string   `yaml:"excludes" json:"excludes,omitempty"`           // relation to what it leaves out
	ListedBy     string   `yaml:"listed_by" json:"listed_by,omitempty"`         // relation from a party to a list
	Lists        []string `yaml:"lists" json:"lists,omitempty"`                 // relations from a decision with a threshold to its lists
	Within       []string `yaml:"within" json:"within,omitempty"`               // relations from a list to the one that it is part of
	Makers       []string `yaml:"makers" json:"makers,omitempty"`               // relations from an item to who sells it
	Sold         []string `yaml:"sold" json:"sold,omitempty"`                   // kinds of what makers sell; empty: all that they make
	Announced    []string `yaml:"announced" json:"announced,omitempty"`         // attributes: the days before which it was not there
	Membership   []string `yaml:"membership" json:"membership,omitempty"`       // relations from a member or variant to its class
	Partly       []string `yaml:"partly" json:"partly,omitempty"`               // relations as Membership and Covers of which only a part is meant; the note is the limit
	Variants     []string `yaml:"variants" json:"variants,omitempty"`           // those of Membership that lead to a form of the same item
	Everything   string   `yaml:"everything" json:"everything,omitempty"`       // attribute of a class that takes in every item
	Everywhere   string   `yaml:"everywhere" json:"everywhere,omitempty"`       // attribute of a group that takes in every destination but the issuer's own
	Seats        []string `yaml:"seats" json:"seats,omitempty"`                 // relations from a group of parties to where their seats are
	Exempts      []string `yaml:"exempts" json:"exempts,omitempty"`             // relations from a licence exception to the decision that it answers
	Amends       []string `yaml:"amends" json:"amends,omitempty"`               // relations to the decision whose review policy this one's stands in for
	Asks         string   `yaml:"asks" json:"asks,omitempty"`                   // attribute: what it turns on that no claim says of an item from abroad
	ForeignOnly  string   `yaml:"foreign_only" json:"foreign_only,omitempty"`   // attribute: it reaches nothing that is designed in its issuer's own state
	Controls     []string `yaml:"controls" json:"controls,omitempty"`           // effects that control an export
	Restricts    []string `yaml:"restricts" json:"restricts,omitempty"`         // those of them that stand in its way
	Prohibits    string   `yaml:"prohibits" json:"prohibits,omitempty"`         // the one of these that no licence lifts
	Permits      []string `yaml:"permits" json:"permits,omitempty"`             // effects that let an export through that another decision controls
	Informal     []string `yaml:"informal" json:"informal,omitempty"`           // effects that may be felt like a control and are none
}

// Rule derives a claim wherever its conditions hold together. Its variables stand for entities; see derive.go.
type Rule struct {
	Name   string      `yaml:"name" json:"name"`
	Derive Conclusion  `yaml:"derive" json:"derive"`
	When   []Condition `yaml:"when" json:"when"`
}

// Conclusion is the claim that a rule derives; all fields but Relation are variables.
type Conclusion struct {
	Subject  string `yaml:"subject" json:"subject"`
	Relation string `yaml:"relation" json:"relation"`
	Object   string `yaml:"object" json:"object"`
	Item     string `yaml:"item" json:"item,omitempty"`
	Role     string `yaml:"role" json:"role,omitempty"` // in which the subject stands in the claim, itself no variable: buyer, seller …
	Own      bool   `yaml:"own" json:"own,omitempty"`   // as Relation.Own, for what is concluded
	// Stratum is that of what is concluded, in place of the relation's: a buyer is bound by what he works with.
	Stratum string `yaml:"stratum" json:"stratum,omitempty"`
}

// Condition is one condition of a rule: a relation claim (Relation set), an attribute of the subject that has one of some terms
// (Attribute set), a kind of the subject (Kind set alone), a decision that binds (Binding set), a subject in which parties that
// the lists of a decision name hold its threshold, directly or through what they hold it in (Threshold set), a choice of
// conditions (Any set), or conditions that do not all hold together (Not set).
//
// Not speaks of what is said, not of what rules conclude, and of the variables that the other conditions bind; what it names
// besides stands for anything.
type Condition struct {
	Subject   string        `yaml:"subject" json:"subject,omitempty"`
	Relation  []string      `yaml:"relation" json:"relation,omitempty"`
	Object    string        `yaml:"object" json:"object,omitempty"`
	Item      string        `yaml:"item" json:"item,omitempty"` // variable: the item of the claim
	Attribute string        `yaml:"attribute" json:"attribute,omitempty"`
	Terms     []string      `yaml:"terms" json:"terms,omitempty"`
	Kind      []string      `yaml:"kind" json:"kind,omitempty"`     // of the subject
	Repeat    string        `yaml:"repeat" json:"repeat,omitempty"` // RepeatAny, RepeatUltimate or empty: exactly one step
	MinShare  float64       `yaml:"min_share" json:"min_share,omitempty"`
	Binding   string        `yaml:"binding" json:"binding,omitempty"`
	Threshold string        `yaml:"threshold" json:"threshold,omitempty"` // variable: the decision
	Any       [][]Condition `yaml:"any" json:"any,omitempty"`
	Not       []Condition   `yaml:"not" json:"not,omitempty"`
}

// How often the relation of a condition is followed.
const (
	RepeatAny      = "any"      // no step or more
	RepeatUltimate = "ultimate" // no step, or all steps to the end of the chain
)

// Init checks the ontology against itself and builds its look-ups; every other method needs it to have succeeded.
// The error joins all faults, each wrapping ErrOntology.
func (o *Ontology) Init() error {
	o.kinds = map[string]*Kind{}
	o.units = map[string]*Unit{}
	o.attributes = map[string]*Attribute{}
	o.relations = map[string]*Relation{}
	o.inverses = map[string]*Relation{}
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: %s", ErrOntology, fmt.Sprintf(format, args...)))
	}
	for i := range o.Kinds {
		k := &o.Kinds[i]
		if k.Name == "" || o.kinds[k.Name] != nil {
			fault("kind %q is unnamed or declared twice", k.Name)
		}
		o.kinds[k.Name] = k
	}
	for i := range o.Units {
		o.units[o.Units[i].Name] = &o.Units[i]
	}
	predicates := map[string]bool{}
	predicate := func(name string) {
		if name == "" || predicates[name] {
			fault("predicate %q is unnamed or declared twice (an inverse counts)", name)
		}
		predicates[name] = true
	}
	for i := range o.Attributes {
		predicate(o.Attributes[i].Name)
		o.attributes[o.Attributes[i].Name] = &o.Attributes[i]
	}
	for i := range o.Relations {
		r := &o.Relations[i]
		predicate(r.Name)
		o.relations[r.Name] = r
		if r.Inverse != "" {
			predicate(r.Inverse)
			o.inverses[r.Inverse] = r
		}
	}
	o.check(fault)
	return errors.Join(faults...)
}

// Kind returns a kind by name, or nil.
func (o *Ontology) Kind(name string) *Kind { return o.kinds[name] }

// Attribute returns an attribute by name, or nil.
func (o *Ontology) Attribute(name string) *Attribute { return o.attributes[name] }

// Relation returns a relation by its name (not its inverse), or nil.
func (o *Ontology) Relation(name string) *Relation { return o.relations[name] }

// InverseOf returns the relation whose inverse has this name, or nil.
func (o *Ontology) InverseOf(name string) *Relation { return o.inverses[name] }

// Unlabelled lists the kinds, attributes, relations and inverses that have no label in every language of the ontology.
func (o *Ontology) Unlabelled() (names []string) {
	languages := o.Languages
	if len(languages) == 0 {
		languages = defaultLanguages
	}
	note := func(name string, label Text) {
		if name != "" && slices.ContainsFunc(languages, func(l Language) bool { return label[l.Name] == "" }) {
			names = append(names, name)
		}
	}
	for _, k := range o.Kinds {
		note(k.Name, k.Label)
	}
	for _, a := range o.Attributes {
		note(a.Name, a.Label)
	}
	for _, r := range o.Relations {
		note(r.Name, r.Label)
		note(r.Inverse, r.InverseLabel)
	}
	return names
}

// Unit returns a unit by name, or nil.
func (o *Ontology) Unit(name string) *Unit { return o.units[name] }

// InBase converts a quantity to its base unit; a unit that is not declared is its own base.
func (o *Ontology) InBase(q Quantity) Quantity {
	if u := o.units[q.Unit]; u != nil && u.Base != "" {
		return Quantity{q.Number * u.Factor, u.Base}
	}
	return q
}

// defaultLanguages are the joining words where an ontology declares none.
var defaultLanguages = []Language{{Name: "en", Which: "which", And: "and"}, {Name: "fr", Which: "qui", And: "et", Decimal: ","}}

// Language returns the joining words of a language: those declared, else the usual ones, else those of English.
func (o *Ontology) Language(name string) Language {
	for _, languages := range [][]Language{o.Languages, defaultLanguages} {
		for _, l := range languages {
			if l.Name == name {
				return l
			}
		}
	}
	return defaultLanguages[0]
}

// CanBeNeeded reports whether anything may depend on entities of a kind, by the channels that are walked by default.
func (o *Ontology) CanBeNeeded(kind string) bool {
	return slices.ContainsFunc(o.Relations, func(r Relation) bool {
		return IsDefaultChannel(r.Channel) && (len(r.To) == 0 || slices.Contains(r.To, kind))
	})
}

// Channels lists the channels that relations declare, in order of first use.
func (o *Ontology) Channels() []string {
	var channels []string
	for _, r := range o.Relations {
		if r.Channel != "" && !slices.Contains(channels, r.Channel) {
			channels = append(channels, r.Channel)
		}
	}
	return channels
}

// StratumOf returns the place, from 0, of the stratum of a relation between ends of two kinds among the strata of the ontology,
// or -1 if it has none.
func (o *Ontology) StratumOf(r *Relation, from, to string) int {
	name := r.Stratum
	for _, w := range r.Strata {
		if (len(w.From) == 0 || slices.Contains(w.From, from)) && (len(w.To) == 0 || slices.Contains(w.To, to)) {
			name = w.Stratum
			break
		}
	}
	return slices.Index(o.Strata, name)
}
