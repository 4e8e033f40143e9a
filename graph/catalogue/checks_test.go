package catalogue_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// verdicts are what a row may want of a check, and the outcome that says it.
var verdicts = map[string]catalogue.Outcome{
	"none": catalogue.NoneKnown, "may": catalogue.MayBeControlled, "licence": catalogue.LicenceRequired, "prohibit": catalogue.Prohibited,
}

// reviewPolicies are the words for a review policy in the rows, and the term that each stands for.
var reviewPolicies = map[string]string{
	"denial": "presumption-of-denial", "case": "case-by-case", "approval": "presumption-of-approval",
}

// knownCheck is an export whose answer the public record settles.
type knownCheck struct {
	item, to, asOf, endUser string
	want                    []string // any of these verdicts
	policy                  string   // the strictest of the decisions that apply; "" is not looked at
	citation, why           string
}

// String names the row as a test, without the end user where there is none.
func (k *knownCheck) String() string {
	return strings.TrimSuffix(k.item+"/"+k.to+"/"+k.asOf+"/"+k.endUser, "/")
}

// knownChecks reads testdata/checks.tsv and refuses rows that prove nothing.
func knownChecks(t *testing.T) []knownCheck {
	t.Helper()
	file, err := os.Open("testdata/checks.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, 8
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all, seen := make([]knownCheck, 0, len(rows)), map[string]bool{}
	for line, f := range rows[1:] {
		k := knownCheck{f[0], f[1], f[2], f[3], strings.Split(f[4], "|"), f[5], f[6], f[7]}
		for _, want := range k.want {
			if verdicts[want] == "" {
				t.Fatalf("row %d, %v, wants %q", line+1, &k, want)
			}
		}
		if k.policy != "" && reviewPolicies[k.policy] == "" {
			t.Fatalf("row %d, %v, has the policy %q", line+1, &k, k.policy)
		}
		if seen[k.String()] || k.citation == "" || k.why == "" {
			t.Fatalf("row %d, %v, has no citation or reason, or stands twice", line+1, &k)
		}
		seen[k.String()] = true
		all = append(all, k)
	}
	return all
}

// What the built-in facts answer about exports is what the documents cited in testdata/checks.tsv say.
func TestChecks(t *testing.T) {
	s, rows, right := builtInFacts(t), knownChecks(t), 0
	for _, k := range rows {
		if t.Run(k.String(), func(t *testing.T) { k.test(t, s) }) {
			right++
		}
	}
	t.Logf("%d of %d checks are right", right, len(rows))
}

// test asks the check of a row and compares.
func (k *knownCheck) test(t *testing.T, s *snapshot.Snapshot) {
	v := question.Values{"item": {k.item}, "to": {k.to}, "as_of": {k.asOf}}
	if k.endUser != "" {
		v["end_user"] = []string{k.endUser}
	}
	c, err := ask[catalogue.Check](t, s, "check", v)
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	got := verdictOf(s.Ontology(), &c)
	if !slices.Contains(k.want, got) {
		faults = append(faults, fmt.Sprintf("%s, want %s", got, strings.Join(k.want, "|")))
	}
	if c.Outcome != verdicts[got] {
		faults = append(faults, fmt.Sprintf("the outcome says %s of decisions that come to %s", c.Outcome, got))
	}
	if policy := strictest(s.Ontology(), &c); k.policy != "" && policy != reviewPolicies[k.policy] {
		faults = append(faults, fmt.Sprintf("policy %q, want %q", policy, reviewPolicies[k.policy]))
	}
	if len(faults) > 0 {
		t.Errorf("%s (%s; %s)\n%s", strings.Join(faults, "; "), k.why, k.citation, c.Text)
	}
}

// verdictOf reads the verdict from the decisions, whatever the outcome says of them.
func verdictOf(o *graph.Ontology, c *catalogue.Check) string {
	applying := map[string]bool{}
	for i := range c.Decisions {
		maps.Copy(applying, effectsOf(&c.Decisions[i]))
	}
	switch {
	case applying["prohibit"]:
		return "prohibit"
	case applying["require-licence"]:
		return "licence"
	}
	felt := slices.Concat(o.Binding.Restricts, o.Binding.Informal)
	for i := range c.MayApply {
		effects := effectsOf(&c.MayApply[i])
		if len(effects) == 0 || slices.ContainsFunc(felt, func(e string) bool { return effects[e] }) {
			return "may"
		}
	}
	return "none"
}

func effectsOf(r *catalogue.Ruling) map[string]bool {
	effects := map[string]bool{}
	for _, claim := range r.Effects {
		effects[fmt.Sprint(claim.Value)] = true
	}
	return effects
}

// strictest is the review policy of the decisions that apply which is the hardest on the applicant; the ontology lists them so.
func strictest(o *graph.Ontology, c *catalogue.Check) string {
	for _, policy := range o.Attribute(o.Binding.ReviewPolicy).Terms {
		for i := range c.Decisions {
			for _, claim := range c.Decisions[i].ReviewPolicy {
				if fmt.Sprint(claim.Value) == policy {
					return policy
				}
			}
		}
	}
	return ""
}
