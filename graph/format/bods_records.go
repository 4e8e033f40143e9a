package format

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// claim is a claim that a record makes.
func (r *record) claim(id, predicate, object string) load.DraftClaim {
	return load.DraftClaim{At: r.at, Entity: id, Predicate: load.Word{Text: predicate, At: r.at}, Object: load.Word{Text: object, At: r.at},
		Grade: load.Word{Text: r.grade, At: r.at}, Sources: r.cite}
}

// bodsKinds are the kinds of parties by type of entity; those of other types are not known, or not named.
var bodsKinds = map[string]string{"registeredEntity": companyKind, "legalEntity": companyKind, "arrangement": companyKind, "state": "government", "stateBody": "government"}

// party adds an entity or a person that is known by name.
func (o *ownership) party(r *record) {
	p := r.party
	kind, names, state := bodsKinds[p.EntityType.Type.first()], append(append(texts{}, p.Name...), p.Alternate...), p.Jurisdiction.text()
	if p.person {
		kind, names = personKind, nil
		for i := range p.Names {
			if name := p.Names[i].text(); name != "" {
				names = append(names, name)
			}
		}
		if len(p.Nationality) > 0 {
			state = p.Nationality[0].text()
		}
		if t := p.PersonType.first(); t == "anonymousPerson" || t == "unknownPerson" {
			kind = ""
		}
	}
	if kind == "" || len(names) == 0 {
		o.Leave("entities and people that are unknown, anonymous or without a name")
		return
	}
	e := load.DraftEntity{Entity: graph.Entity{ID: o.nameID(names[0], state, r.id), Kind: kind, Name: names[0]}, At: r.at, KindAt: r.at, Found: true}
	if state != "" {
		e.Country = load.Word{Text: state, At: r.at}
	}
	for _, name := range names[1:] {
		if name != e.Name {
			e.Aliases = append(e.Aliases, graph.Alias{Name: name})
		}
	}
	e.Identifiers = o.bodsNumbers(p)
	if e.Identifiers == nil {
		e.Identifiers = map[string]string{}
	}
	e.Identifiers["bods"] = r.id
	o.parties[r.id] = len(o.Entities)
	o.Entities = append(o.Entities, e)
	o.describe(r, &e)
}

// bodsNumbers are the identifiers of an entity; papers of people are left out.
func (o *ownership) bodsNumbers(p *bodsParty) (all map[string]string) {
	if p.person {
		if len(p.Identifiers) > 0 {
			o.Leave("papers of people")
		}
		return nil
	}
	for _, number := range p.Identifiers {
		scheme, id := strings.ToUpper(number.Scheme.first()), number.ID.first()
		state, registry, registered := strings.Cut(scheme, "-")
		switch {
		case scheme == "XI-LEI" || strings.EqualFold(number.Called.first(), "LEI") || strings.Contains(strings.ToLower(number.Called.first()), "legal entity identifier"):
			all = identify(all, "lei", id)
		case scheme == "RU-INN" || scheme == "RU-OGRN" || scheme == "CN-USCC":
			all = identify(all, strings.ToLower(registry), id)
		case registered && len(state) == 2 && state != "XI" && id != "":
			all = register(all, state, id)
			all = identify(all, strings.ToLower(scheme), id)
		default:
			o.Leave("numbers of no known register")
		}
	}
	for _, l := range p.Listing.Listings {
		if strings.EqualFold(l.Security.Scheme.first(), "isin") {
			all = identify(all, "isin", l.Security.ID.first())
		}
	}
	return all
}

// describe adds what a record says of a party beside its names. Where people live and when they were born is nobody's business here.
func (o *ownership) describe(r *record, e *load.DraftEntity) {
	p := r.party
	if e.Country.Text != "" && !p.person && p.EntityType.Type.first() != "state" {
		c := r.claim(e.ID, "", e.Country.Text)
		c.Predicate, c.Seat = load.Word{}, true
		o.Claims = append(o.Claims, c)
	}
	if p.person {
		if len(p.Born)+len(p.Addresses) > 0 {
			o.Leave("dates of birth and addresses of people")
		}
		if p.Exposure.Status.first() == "isPep" {
			o.Claims = append(o.Claims, r.claim(e.ID, "description", topics["role.pep"]))
		}
		return
	}
	for i := range p.Addresses {
		a := &p.Addresses[i]
		if text := strings.Join(append(append(append(texts{}, a.Address...), a.PostCode...), a.Country.Name...), ", "); text != "" {
			o.Claims = append(o.Claims, r.claim(e.ID, "address", text))
		}
	}
	begin, end := o.day(p.Founded.first()), o.day(p.Dissolved.first())
	if begin != "" {
		o.Claims = append(o.Claims, r.claim(e.ID, "founded_on", begin))
	}
	if end != "" && isAfter(end, begin) {
		o.Claims = append(o.Claims, r.claim(e.ID, "dissolved_on", end))
	}
}

// day is a date without its time of day, or empty.
func (o *ownership) day(text string) string {
	text, _, _ = strings.Cut(text, "T")
	if text == "" {
		return ""
	}
	if _, err := graph.ParseDate(text); err != nil {
		o.Leave("dates that nobody can read for sure")
		return ""
	}
	return text
}

// relationship is what an interested party has in a subject.
type relationship struct {
	Subject    json.RawMessage `json:"subject"` // the id of a record, or why there is none
	Party      json.RawMessage `json:"interestedParty"`
	Interests  []interest      `json:"interests"`
	Components texts           `json:"componentRecords"`
	OtherParts texts           `json:"componentStatementIDs"`
}

type interest struct {
	Type    texts     `json:"type"`
	Direct  texts     `json:"directOrIndirect"`
	Owner   bool      `json:"beneficialOwnershipOrControl"`
	Details texts     `json:"details"`
	Share   bodsShare `json:"share"`
	Start   texts     `json:"startDate"`
	End     texts     `json:"endDate"`
}

// bodsShare is a share in percent, exactly or between bounds.
type bodsShare struct {
	Exact            *float64 `json:"exact"`
	Minimum          *float64 `json:"minimum"`
	Maximum          *float64 `json:"maximum"`
	ExclusiveMinimum *float64 `json:"exclusiveMinimum"`
	ExclusiveMaximum *float64 `json:"exclusiveMaximum"`
}

// bounds are the least and the most that a share can be; ok is false if nothing is known of it, or what is written is none.
func (s *bodsShare) bounds() (least, most float64, ok bool) {
	least, most = 0, 100
	for _, bound := range []struct {
		from *float64
		into []*float64
	}{{s.Minimum, []*float64{&least}}, {s.ExclusiveMinimum, []*float64{&least}}, {s.Maximum, []*float64{&most}}, {s.ExclusiveMaximum, []*float64{&most}}, {s.Exact, []*float64{&least, &most}}} {
		if bound.from != nil {
			ok = true
			for _, into := range bound.into {
				*into = *bound.from
			}
		}
	}
	return least, most, ok && least >= 0 && most <= 100 && least <= most
}

// words are the share as people write it.
func (s *bodsShare) words() string {
	percent := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) + " %" }
	least, most, ok := s.bounds()
	switch {
	case !ok:
		return ""
	case least == most:
		return percent(least)
	}
	from, to := "at least ", "at most "
	if s.ExclusiveMinimum != nil {
		from = "more than "
	}
	if s.ExclusiveMaximum != nil {
		to = "less than "
	}
	return from + percent(least) + " and " + to + percent(most)
}

// recordOf is the id of a record that a relationship names, or empty where it says why it names none.
func recordOf(raw json.RawMessage) string {
	var id string
	if json.Unmarshal(raw, &id) != nil {
		return ""
	}
	return clean(id)
}

// controlling are the interests that are control, whatever their share; voting rights are from half on.
var controlling = map[string]bool{
	"appointmentOfBoard": true, "otherInfluenceOrControl": true, "controlViaCompanyRulesOrArticles": true, "controlByLegalFramework": true, "rightsGrantedByContract": true,
	"settlor": true, "trustee": true, "protector": true,
}

// entitling are the interests in what a subject has or earns, without a share of it.
var entitling = map[string]bool{
	"rightsToSurplusAssetsOnDissolution": true, "rightsToProfitOrIncome": true, "rightToProfitOrIncomeFromAssets": true, "beneficiaryOfLegalArrangement": true, "enjoymentAndUseOfAssets": true,
}

// predicateOf is the relation that an interest is, from the subject, or from the party where back is true; none if it is empty.
func predicateOf(i *interest, person bool) (predicate string, back bool) {
	least, _, ok := i.Share.bounds()
	switch sort := i.Type.first(); {
	case sort == "shareholding" || entitling[sort]:
		return "owned_by", false
	case controlling[sort] || sort == "votingRights" && ok && least >= 50:
		return "controlled_by", false
	case (sort == "seniorManagingOfficial" || sort == "boardChair") && person:
		return "led_by", false
	case sort == "boardMember" && person:
		return "works_for", true
	}
	return "", false
}

// relationship adds the claims of a relationship, one for each way in which interests join its ends.
func (o *ownership) relationship(r *record, said map[string]bool) {
	subject, ok := o.parties[recordOf(r.relationship.Subject)]
	party, known := o.parties[recordOf(r.relationship.Party)]
	if !ok || !known {
		o.Leave("relationships with parties that are unknown, unspecified or not in the file")
		return
	}
	if len(r.relationship.Interests) == 0 {
		o.Leave("relationships without interests")
		return
	}
	joined := map[string]int{} // places of claims by relation and beginning
	for k := range r.relationship.Interests {
		i := &r.relationship.Interests[k]
		o.interest(r, i, &o.Entities[subject], &o.Entities[party], joined, said)
	}
}

// interest adds the claim that an interest is, or adds its words to that of another interest which says the same.
func (o *ownership) interest(r *record, i *interest, subject, party *load.DraftEntity, joined map[string]int, said map[string]bool) {
	predicate, back := predicateOf(i, party.Kind == personKind)
	from, to := subject, party
	if back {
		from, to = party, subject
	}
	begin, end := o.day(i.Start.first()), o.day(i.End.first())
	if end == "" && r.closed {
		end = o.day(r.date)
	}
	switch {
	case predicate == "":
		o.Leave("interests that nothing in the graph fits: " + cmp.Or(i.Type.first(), "of no type"))
		return
	case i.Direct.first() == "indirect" && len(r.relationship.Components)+len(r.relationship.OtherParts) > 0:
		o.Leave("indirect interests whose steps are relationships of their own")
		return
	case !o.canJoin(predicate, from.Kind, to.Kind) || from.ID == to.ID:
		o.Leave("interests between parties that they can't join: a " + from.Kind + " and a " + to.Kind)
		return
	case !isAfter(end, begin):
		o.Leave("interests that ended on the day on which they began, or before")
		return
	}
	key := strings.Join([]string{from.ID, predicate, to.ID, begin}, "\x00")
	at, there := joined[key]
	if !there {
		if said[key] {
			o.Leave("interests that another relationship says, from the same day")
			return
		}
		said[key] = true
		c := r.claim(from.ID, predicate, to.ID)
		c.From, c.To = load.Word{Text: begin, At: r.at}, load.Word{Text: end, At: r.at}
		at = len(o.Claims)
		joined[key] = at
		o.Claims = append(o.Claims, c)
	}
	c := &o.Claims[at]
	if least, most, ok := i.Share.bounds(); ok && i.Type.first() == "shareholding" && c.Share.Text == "" {
		c.Share = load.Word{Text: between01(least, most), At: r.at}
	}
	if words := i.words(); !strings.Contains(c.Note, words) {
		if c.Note != "" {
			c.Note += "; "
		}
		c.Note += words
	}
	if end == "" || c.To.Text != "" && c.To.Text < end {
		c.To.Text = end
	}
}

// interestWords are the interests as people call them.
var interestWords = map[string]string{
	"shareholding": "shares", "votingRights": "voting rights", "appointmentOfBoard": "appoints the board", "otherInfluenceOrControl": "other influence or control",
	"seniorManagingOfficial": "senior managing official", "settlor": "settlor", "trustee": "trustee", "protector": "protector", "boardChair": "chair of the board", "boardMember": "member of the board",
	"beneficiaryOfLegalArrangement": "beneficiary", "rightsToSurplusAssetsOnDissolution": "rights to surplus assets", "rightsToProfitOrIncome": "rights to profit or income",
	"rightToProfitOrIncomeFromAssets": "rights to income from assets", "rightsGrantedByContract": "rights by contract", "controlViaCompanyRulesOrArticles": "control by the articles",
	"controlByLegalFramework": "control by law", "enjoymentAndUseOfAssets": "use of assets",
}

// words are what an interest says beside its relation.
func (i *interest) words() string {
	text := interestWords[i.Type.first()]
	if share := i.Share.words(); share != "" {
		text += ", " + share
	}
	if i.Direct.first() == "indirect" {
		text += ", indirect"
	}
	if i.Owner {
		text += ", beneficial owner"
	}
	if details := i.Details.first(); details != "" {
		text += ", " + short(details)
	}
	return text
}
