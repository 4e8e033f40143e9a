package control

import (
	"slices"

	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Judgement is a criterion of a decision, or of a class that it covers, put to an item.
type Judgement struct {
	Claim    snapshot.Ref // that states the criterion
	Verdict  Verdict
	Figures  []Figure
	Missing  []string // attributes that the criterion names and nothing gives
	Disputed []string // attributes whose other values, by other sources, would decide otherwise
}

// maxCombinations bounds how many combinations of what sources give are tried.
const maxCombinations = 256

// judge puts a stated criterion to the item. Where sources differ, the best supported values decide, unless a combination of
// what they give would decide otherwise: then the verdict is unknown. A criterion that several decisions share is judged once.
func (f *figures) judge(l *limits.Limits, stated snapshot.Ref) (Judgement, error) {
	if j, ok := f.judged[stated]; ok {
		return j, nil
	}
	j, err := f.judgeAnew(l, stated)
	if err == nil {
		f.judged[stated] = j
	}
	return j, err
}

func (f *figures) judgeAnew(l *limits.Limits, stated snapshot.Ref) (Judgement, error) {
	j := Judgement{Claim: stated, Verdict: Unknown}
	c, err := criteriaOf(f.s).compile(f.s.Value(stated).Text)
	if err != nil {
		return j, err
	}
	for _, name := range c.names {
		switch figure := f.of(name, nil); {
		case figure != nil:
			j.Figures = append(j.Figures, *figure)
		case f.value(name, nil) == nil:
			j.Missing = append(j.Missing, name)
		}
	}
	differ, count := f.differing(c)
	if count > maxCombinations {
		for _, d := range differ {
			j.Disputed = append(j.Disputed, d.name)
		}
		return j, nil
	}
	verdicts := make([]Verdict, count)
	for k := range verdicts {
		if err := l.Work(); err != nil {
			return j, err
		}
		chosen := choice{}
		for _, d := range differ {
			chosen[d.name] = d.digit(k)
		}
		if verdicts[k], err = c.put(l.Context(), func(name string) any { return f.value(name, chosen) }); err != nil {
			return j, err
		}
	}
	j.Verdict, j.Disputed = weigh(verdicts, differ)
	return j, nil
}

// differing is an attribute for which sources give several values. Combinations of the values of all such attributes are
// numbered: each attribute is a digit of the number.
type differing struct {
	name         string
	weight, base int // of the digit
}

func (d *differing) digit(combination int) int { return combination / d.weight % d.base }

// differing lists the attributes that the criterion reads and sources differ on, and counts the combinations of what they
// give, up to one more than maxCombinations.
func (f *figures) differing(c *criterion) (all []differing, count int) {
	var inputs []string
	for _, name := range c.names {
		inputs = append(inputs, f.inputs(name)...)
	}
	count = 1
	for i, name := range inputs {
		if n := len(f.values(name)); n > 1 && !slices.Contains(inputs[:i], name) {
			all = append(all, differing{name, count, n})
			count = min(count*n, maxCombinations+1)
		}
	}
	return all, count
}

// weigh makes one verdict of those by combination, of which number 0 takes the best supported values. An attribute is disputed
// if a combination decides otherwise and would not with the attribute's best supported value.
func weigh(verdicts []Verdict, differ []differing) (v Verdict, disputed []string) {
	v = verdicts[0]
	for _, d := range differ {
		for k := range verdicts {
			if digit := d.digit(k); digit > 0 && verdicts[k] != v && verdicts[k-digit*d.weight] == v {
				disputed = append(disputed, d.name)
				break
			}
		}
	}
	if len(disputed) > 0 {
		return Unknown, disputed
	}
	return v, nil
}
