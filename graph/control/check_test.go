package control

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

const world = `
chip: h1 h2
class: chips
state: there here
company: buyer owner maker
class: all away heres
all everything true
away everywhere true
heres firms_of here
h1 member_of chips
buyer seated_in there
`

// law is a decision in force, with further claims on it.
func law(id string, claims ...string) string {
	text := "decision: " + id + "\n" + id + " status in-force\n" + id + " effect stop\n"
	for _, c := range claims {
		text += id + " " + c + "\n"
	}
	return text
}

func TestReasons(t *testing.T) {
	for name, c := range map[string]struct {
		facts, endUser string
		want           map[string]Reason
	}{
		"covered by name":            {law("d", "covers h1", "applies_to there"), "", map[string]Reason{"d": ItemCovered}},
		"covered by class":           {law("d", "covers chips", "applies_to there"), "", map[string]Reason{"d": ItemCovered}},
		"of another item":            {law("d", "covers h2", "applies_to there"), "", nil},
		"of another destination":     {law("d", "covers h1", "applies_to here"), "", nil},
		"of the end user's seat":     {law("d", "covers h1", "applies_to here") + "owner seated_in here", "owner", nil},
		"by the end user's seat":     {law("d", "covers h1", "applies_to heres") + "owner seated_in here", "owner", map[string]Reason{"d": ItemCovered}},
		"by the seat of its owner":   {law("d", "covers h1", "applies_to heres") + "owner seated_in here\nbuyer owned_by owner share=0.6", "buyer", map[string]Reason{"d": ItemCovered}},
		"by a seat in a group":       {law("d", "covers h1", "applies_to firms") + "class: firms\nfirms firms_of group\nclass: group\nhere member_of group\nowner seated_in here", "owner", map[string]Reason{"d": ItemCovered}},
		"of where the place lies":    {law("d", "covers h1", "applies_to here") + "there lies_in here", "", nil},
		"by a group of destinations": {law("d", "covers h1", "applies_to group") + "class: group\nthere member_of group", "", map[string]Reason{"d": ItemCovered}},
		"worldwide":                  {law("d", "covers h1", "applies_to away", "issued_by here"), "", map[string]Reason{"d": ItemCovered}},
		"worldwide, from there":      {law("d", "covers h1", "applies_to away", "issued_by there"), "", nil},
		"leaves out its group":       {law("d", "covers h1", "applies_to group", "excludes group2") + "class: group group2\nthere member_of group\nthere member_of group2", "", map[string]Reason{"d": PartyExcluded}},
		"named, its group left out":  {law("d", "covers h1", "applies_to there", "excludes group2") + "class: group2\nthere member_of group2", "", map[string]Reason{"d": ItemCovered}},
		"a part of the class":        {law("d", "covers other", "applies_to there") + "class: other\nchips partly_in other", "", map[string]Reason{"d": PartCovered}},
		"a part with a nearer limit": {law("d", "covers other", "applies_to there") + law("e", "covers near") + "class: other near\nchips partly_in other\nh1 partly_in near", "", map[string]Reason{"e": PartCovered}},
		"an effect for another":      {"decision: d\nd status in-force\nd effect stop for=here\nd covers h1\nd applies_to there", "", nil},
		"a part of the item":         {law("d", "partly_in h1", "applies_to there"), "", map[string]Reason{"d": PartCovered}},
		"a member of the item":       {law("d", "covers h2", "applies_to there") + "h2 member_of h1", "", map[string]Reason{"d": PartCovered}},
		"a form of the item":         {law("d", "covers h2", "applies_to there") + "h2 form_of h1", "", nil},
		"names no item":              {law("d", "applies_to buyer"), "buyer", map[string]Reason{"d": NamesNoItem}},
		"names no item, of a state":  {law("d", "applies_to there"), "", nil},
		"a list of no effect":        {"decision: d\nd status in-force\nd effect list\nbuyer listed_by d", "buyer", map[string]Reason{"d": NamesNoItem}},
		"no control":                 {"decision: d\nd status in-force\nd effect look\nd covers h1\nd applies_to there", "", map[string]Reason{"d": NoControl}},
		"advice":                     {"decision: d\nd status in-force\nd effect advise\nd covers h1\nd applies_to there", "", map[string]Reason{"d": Informal}},
		"announced":                  {"decision: d\nd status announced\nd effect stop\nd covers h1\nd applies_to there", "", map[string]Reason{"d": OnlyAnnounced}},
		"complied with later":        {law("d", "covers h1", "applies_to there", "from 2040-01-01"), "", map[string]Reason{"d": CompliedWithLater}},
		"later for another":          {law("d", "covers h1", "applies_to there", "from 2040-01-01 for=here"), "", map[string]Reason{"d": ItemCovered}},
		"designed there":             {law("d", "criterion a > 1.0", "applies_to there", "issued_by here") + "h1 a 2\nh1 designed_by maker\nmaker seated_in there", "", map[string]Reason{"d": OriginUnknown}},
		"designed there, named":      {law("d", "covers h1", "applies_to there", "issued_by here") + "h1 designed_by maker\nmaker seated_in there", "", map[string]Reason{"d": ItemCovered}},
		"foreign only, from home":    {law("d", "covers h1", "applies_to there", "issued_by here", "foreign true", "asks content") + "h1 designed_by maker\nmaker seated_in here", "", nil},
		"foreign only, from a part":  {law("d", "covers h1", "applies_to there", "issued_by here", "foreign true", "asks content") + "state: far\nfar part_of here\nh1 designed_by maker\nmaker seated_in far", "", nil},
		"foreign only, from abroad":  {law("d", "covers h1", "applies_to there", "issued_by here", "foreign true", "asks content") + "state: far\nh1 designed_by maker\nmaker seated_in far", "", map[string]Reason{"d": OriginAsked}},
		"foreign only, from unknown": {law("d", "covers h1", "applies_to there", "issued_by here", "foreign true", "asks content"), "", map[string]Reason{"d": OriginUnstated}},
		"asks, from abroad":          {law("d", "covers h1", "applies_to there", "issued_by here", "asks content") + "state: far\nh1 designed_by maker\nmaker seated_in far", "", map[string]Reason{"d": OriginAsked}},
		"asks, from home":            {law("d", "covers h1", "applies_to there", "issued_by here", "asks content") + "h1 designed_by maker\nmaker seated_in here", "", map[string]Reason{"d": ItemCovered}},
		"asks, from unknown":         {law("d", "covers h1", "applies_to there", "issued_by here", "asks content"), "", map[string]Reason{"d": ItemCovered}},
		"criterion for another":      {law("d", "criterion a > 1.0 for=here", "covers h2", "applies_to there") + "h1 a 2", "", nil},
		"leaves the item out":        {law("d", "covers chips", "excludes h1", "applies_to there"), "", map[string]Reason{"d": ItemExcluded}},
		"leaves the place out":       {law("d", "covers h1", "applies_to there", "excludes there"), "", map[string]Reason{"d": PartyExcluded}},
		"meets the criterion":        {law("d", "criterion a > 1.0", "applies_to there") + "h1 a 2", "", map[string]Reason{"d": CriterionMet}},
		"fails the criterion":        {law("d", "criterion a > 1.0", "applies_to there") + "h1 a 1", "", map[string]Reason{"d": CriterionNotMet}},
		"criterion of a class":       {law("d", "covers other", "applies_to there") + "class: other\nother criterion a > 1.0\nh1 a 2", "", map[string]Reason{"d": CriterionMet}},
		"figure missing":             {law("d", "criterion a > 1.0", "applies_to there"), "", map[string]Reason{"d": CriterionUnknown}},
		"one of two criteria":        {law("d", "criterion a > 1.0", "criterion b > 1.0", "applies_to there") + "h1 b 2", "", map[string]Reason{"d": CriterionMet}},
		"to parties, none given":     {law("d", "covers h1", "applies_to buyer"), "", nil},
		"to parties, one given":      {law("d", "covers h1", "applies_to buyer"), "buyer", map[string]Reason{"d": ItemCovered}},
		"scope not stated":           {law("d", "covers h1"), "", map[string]Reason{"d": ScopeUnknown}},
		"force not stated":           {"decision: d\nd covers h1\nd applies_to there", "", map[string]Reason{"d": ForceUnknown}},
		"over":                       {"decision: d\nd status over\nd covers h1\nd applies_to there", "", map[string]Reason{"d": NotInForce}},
		"over, and would not meet":   {"decision: d\nd status over\nd criterion a > 1.0\nd applies_to there\nh1 a 1", "", nil},
		"listed":                     {law("d", "covers all") + "buyer listed_by d", "buyer", map[string]Reason{"d": EndUserReached}},
		"another is listed":          {law("d", "covers all") + "owner listed_by d", "buyer", nil},
	} {
		if got := checked(t, compiled(t, world+c.facts), c.endUser); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What an owner is subject to reaches whom it holds at least half of, to the last digit that registers write.
func TestMajorityIsExact(t *testing.T) {
	for share, reaches := range map[string]bool{"0.49996": false, "0.499999": false, "0.4999": false, "0.5": true, "1": true, "": true} {
		claim := "buyer owned_by owner"
		if share != "" {
			claim += " share=" + share
		}
		facts := world + law("named", "covers h1", "applies_to owner") + claim
		if got := checked(t, compiled(t, facts), "buyer"); (got["named"] == ItemCovered) != reaches {
			t.Errorf("a decision on the owner of %q: %v, want that it applies: %v", share, got, reaches)
		}
		if share == "" {
			continue
		}
		facts = world + law("list") + law("rule", "covers all", "amends list", "threshold 0.5") + "owner listed_by list\n" + claim
		if got := checked(t, compiled(t, facts), "buyer"); (got["rule"] == EndUserReached) != reaches {
			t.Errorf("a list of the owner of %q: %v, want that the rule applies: %v", share, got, reaches)
		}
	}
}

// Of two claims that one owns the other, the same decides for a check as for every question on owners.
func TestDoubtfulClaimOfOwnership(t *testing.T) {
	facts := world + law("named", "covers h1", "applies_to owner") + "buyer owned_by owner share=0.1\n"
	if got := checked(t, compiled(t, facts+"vaguely buyer owned_by owner"), "buyer"); len(got) > 0 {
		t.Errorf("a holding of a tenth that another claim leaves open: %v", got)
	}
}

func TestShareThatIsNotKnown(t *testing.T) {
	facts := world + law("list") + law("rule", "covers all", "amends list", "threshold 0.5") + "owner listed_by list\nbuyer owned_by owner"
	if got := checked(t, compiled(t, facts), "buyer"); !maps.Equal(got, map[string]Reason{"rule": ShareUnknown}) {
		t.Errorf("%v", got)
	}
}

func TestShareThatIsARange(t *testing.T) {
	list := world + law("list") + law("rule", "covers all", "amends list", "threshold 0.5") + "owner listed_by list\nmaker listed_by list\n"
	named := world + law("named", "covers h1", "applies_to owner")
	seated := world + law("seated", "covers h1", "applies_to heres") + "owner seated_in here\n"
	for name, c := range map[string]struct {
		facts string
		want  map[string]Reason
	}{
		"of a listed owner":           {list + "buyer owned_by owner share=0.25-0.5", map[string]Reason{"rule": ShareRanges}},
		"below the threshold":         {list + "buyer owned_by owner share=0.25-0.499999999", nil},
		"from the threshold on":       {list + "buyer owned_by owner share=0.5-0.75", map[string]Reason{"rule": EndUserReached}},
		"of two listed owners":        {list + "buyer owned_by owner share=0.2-0.3\nbuyer owned_by maker share=0.2", map[string]Reason{"rule": ShareRanges}},
		"beside one that is unknown":  {list + "buyer owned_by owner share=0.2-0.3\nbuyer owned_by maker", map[string]Reason{"rule": ShareUnknown}},
		"known, and not enough":       {list + "buyer owned_by owner share=0.1", nil},
		"of an owner who is named":    {named + "buyer owned_by owner share=0.25-0.5", map[string]Reason{"named": OwnerRanges}},
		"a minority of it":            {named + "buyer owned_by owner share=0.25-0.49", nil},
		"a majority of it":            {named + "buyer owned_by owner share=0.5-0.75", map[string]Reason{"named": ItemCovered}},
		"of an owner of the owner":    {named + "buyer owned_by maker\nmaker owned_by owner share=0.25-0.5", map[string]Reason{"named": OwnerRanges}},
		"of an owner with a seat":     {seated + "buyer owned_by owner share=0.25-0.5", map[string]Reason{"seated": OwnerRanges}},
		"and of one who is left out":  {named + "named excludes owner\nbuyer owned_by owner share=0.25-0.5", nil},
		"listed, and an affiliate":    {list + "buyer listed_by list\nbuyer owned_by owner share=1", map[string]Reason{"list": NamesNoItem, "rule": EndUserReached}},
		"listed, and owned in part":   {list + "buyer listed_by list\nbuyer owned_by owner share=0.25-0.5", map[string]Reason{"list": NamesNoItem}},
		"listed by what covers items": {list + "list covers all\nbuyer listed_by list\nbuyer owned_by owner share=1", map[string]Reason{"list": EndUserReached, "rule": EndUserReached}},
	} {
		if got := checked(t, compiled(t, c.facts), "buyer"); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestGaps(t *testing.T) {
	s := compiled(t, world+law("d", "criterion a > 1.0 && b > 1.0", "applies_to there")+"h1 a 2\nvaguely h1 a 1\ndecision: e\ne status in-force\ne covers h1\ne applies_to there")
	found, err := Check(unbounded(), s, Export{Item: node(t, s, "h1"), To: node(t, s, "there"), EndUser: node(t, s, "buyer")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range found.Unknowns {
		got = append(got, fmt.Sprint(g.Kind, g.Names))
	}
	want := []string{fmt.Sprint(FiguresMissing, []string{"b"}), fmt.Sprint(FiguresDisputed, []string{"a"}), fmt.Sprint(EffectUnknown, []string{}), fmt.Sprint(OwnerUnknown, []string{}), fmt.Sprint(NotLookedAt, []string{})}
	if !slices.Equal(got, want) {
		t.Errorf("gaps %v, want %v", got, want)
	}
}

func TestKindsOfAnExport(t *testing.T) {
	s := compiled(t, world)
	for _, e := range []Export{{Item: node(t, s, "buyer"), To: node(t, s, "there")}, {Item: node(t, s, "h1"), To: node(t, s, "buyer")}} {
		if _, err := Check(unbounded(), s, e); !errors.Is(err, graph.ErrKind) {
			t.Errorf("%v", err)
		}
	}
}

func TestDecisionsOfAnEntity(t *testing.T) {
	s := compiled(t, world+law("z", "applies_to buyer")+law("a")+"decision: b\nb status over\nb covers h1\nbuyer subject_to a\nbuyer listed_by z\nbuyer subject_to b")
	all, err := Decisions(unbounded(), s, node(t, s, "buyer"), graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range all {
		got = append(got, fmt.Sprint(s.ID(b.Decision), len(b.Because), b.Binds(), len(b.Effects)))
	}
	if want := []string{"a1 true 1", "z2 true 1", "b1 false 0"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	all, err = Decisions(unbounded(), s, node(t, s, "buyer"), graph.Filter{Relations: []string{"listed_by"}})
	if err != nil || len(all) != 1 {
		t.Errorf("by listing alone: %d, %v", len(all), err)
	}
}

// A question that nobody waits for any more ends, and so does one whose time is over.
func TestQuestionsEnd(t *testing.T) {
	var facts strings.Builder
	facts.WriteString(world)
	for i := range 3000 {
		facts.WriteString(law(fmt.Sprintf("d%d", i), "covers h1", "applies_to there", "applies_to buyer"))
	}
	s := compiled(t, facts.String())
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for want, l := range map[error]func() *limits.Limits{
		context.Canceled:   func() *limits.Limits { return limits.New(gone, graph.Budget{}) },
		graph.ErrTooCostly: func() *limits.Limits { return limits.New(context.Background(), graph.Budget{Time: time.Nanosecond}) },
	} {
		begun := time.Now()
		if _, err := Check(l(), s, Export{Item: node(t, s, "h1"), To: node(t, s, "there"), EndUser: snapshot.None}); !errors.Is(err, want) {
			t.Errorf("check: %v, want %v", err, want)
		}
		if _, err := Decisions(l(), s, node(t, s, "buyer"), graph.Filter{}); !errors.Is(err, want) {
			t.Errorf("decisions: %v, want %v", err, want)
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("ending took %v", took)
		}
	}
}
