package control

import (
	"fmt"
	"slices"
	"testing"

	"chokepoint/graph/snapshot"
)

// policies is what a check of h1 finds of review policies: "decision policy", or "decision policy by another".
func policies(t *testing.T, s *snapshot.Snapshot, endUser string) (all []string) {
	t.Helper()
	for _, r := range findings(t, s, endUser).Apply {
		for _, ref := range r.ReviewPolicy {
			text := s.ID(r.Decision) + " " + s.Value(ref).Text
			if r.Instead != snapshot.None {
				text += " by " + s.ID(r.Instead)
			}
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

func TestLimitedValues(t *testing.T) {
	const groups = "class: strict lax firms fast\nthere member_of strict\nthere member_of lax\nfirms firms_of here\nowner seated_in here\nh1 a 2\nfast criterion a > 1.0\n"
	for name, c := range map[string]struct {
		claims  []string
		endUser string
		want    []string
	}{
		"unlimited":                     {[]string{"policy denial"}, "", []string{"d denial"}},
		"for another place":             {[]string{"policy denial", "policy approval for=here"}, "", []string{"d denial"}},
		"for the place":                 {[]string{"policy denial", "policy approval for=there"}, "", []string{"d approval"}},
		"of two groups, the strictest":  {[]string{"policy approval for=lax", "policy denial for=strict"}, "", []string{"d denial"}},
		"the item before the place":     {[]string{"policy denial for=strict", "policy case for=chips"}, "", []string{"d case"}},
		"a class by its criterion":      {[]string{"policy denial for=strict", "policy case for=fast"}, "", []string{"d case"}},
		"the party before the item":     {[]string{"policy case for=chips", "policy approval for=buyer"}, "buyer", []string{"d approval"}},
		"a group of parties by a seat":  {[]string{"policy approval for=there", "policy denial for=firms"}, "owner", []string{"d denial"}},
		"another party":                 {[]string{"policy approval for=there", "policy denial for=firms"}, "buyer", []string{"d approval"}},
		"without a limit, side by side": {[]string{"policy denial", "policy case"}, "", []string{"d case", "d denial"}},
	} {
		s := compiled(t, world+groups+law("d", append(c.claims, "covers h1", "applies_to there")...))
		if got := policies(t, s, c.endUser); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The review policy of a decision that amends another stands in for the other's, for what both catch.
func TestAmendedPolicy(t *testing.T) {
	rule := law("rule", "covers chips", "applies_to there", "policy denial")
	amending := law("new", "amends rule", "applies_to there", "policy case", "criterion a < 5.0")
	for figure, want := range map[string][]string{"2": {"new case", "rule case by new"}, "7": {"rule denial"}} {
		if got := policies(t, compiled(t, world+rule+amending+"h1 a "+figure), ""); !slices.Equal(got, want) {
			t.Errorf("a is %s: %q, want %q", figure, got, want)
		}
	}
}

// An authorisation that names the end user is addressed to it, also if it is one of a group by its seat.
func TestAuthorisationByNameAndSeat(t *testing.T) {
	rule := law("rule", "covers chips", "applies_to there")
	for scope, want := range map[string]Reason{"e applies_to heres": ItemCovered, "e applies_to owner": PartyExempted, "e applies_to owner\ne applies_to heres": PartyExempted} {
		s := compiled(t, world+rule+"owner seated_in here\ndecision: e\ne status in-force\ne effect spare\ne answers rule\n"+scope)
		if got := checked(t, s, "owner"); got["rule"] != want {
			t.Errorf("%q: %v, want %v", scope, got, want)
		}
	}
}

func TestExceptions(t *testing.T) {
	rule := law("rule", "covers chips", "applies_to there")
	exception := func(claims ...string) string {
		text := "decision: e\ne status in-force\ne effect spare\ne answers rule\n"
		for _, c := range claims {
			text += "e " + c + "\n"
		}
		return text
	}
	for name, c := range map[string]struct {
		facts, endUser string
		want           []string
	}{
		"open for all":       {exception(), "", []string{"e met"}},
		"of the destination": {exception("applies_to there"), "", []string{"e met"}},
		"of another":         {exception("applies_to here"), "", nil},
		"of a party":         {exception("applies_to buyer"), "buyer", []string{"e met"}},
		"of a party unnamed": {exception("applies_to buyer"), "", nil},
		"by figures":         {exception("criterion a < 5.0") + "h1 a 2", "", []string{"e met"}},
		"not by figures":     {exception("criterion a < 5.0") + "h1 a 7", "", nil},
		"figure missing":     {exception("criterion a < 5.0"), "", []string{"e unknown"}},
		"of another item":    {exception("covers h2"), "", nil},
		"beside an embargo":  {exception() + law("embargo", "covers h1", "applies_to there"), "", nil},
		"beside what amends": {exception() + law("new", "covers h1", "applies_to there", "amends rule"), "", []string{"e met"}},
		"over":               {"decision: e\ne status over\ne answers rule", "", nil},
	} {
		s := compiled(t, world+rule+c.facts)
		e := Export{Item: node(t, s, "h1"), To: node(t, s, "there"), EndUser: snapshot.None}
		if c.endUser != "" {
			e.EndUser = node(t, s, c.endUser)
		}
		found, err := Check(unbounded(), s, e)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range found.Exceptions {
			got = append(got, fmt.Sprint(s.ID(x.Decision), " ", x.Fits))
			if len(x.Answers) != 1 || s.ID(x.Answers[0]) != "rule" {
				t.Errorf("%s: answers %v", name, x.Answers)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if c.endUser != "" && len(found.MayApply) == 1 && found.MayApply[0].Reason() == PartyExempted {
			continue
		}
		if len(found.Apply) == 0 || len(found.Beside)+len(found.MayApply) > 0 {
			t.Errorf("%s: an exception is no control: %d, %d, %d", name, len(found.Apply), len(found.MayApply), len(found.Beside))
		}
	}
}
