package criteria

import (
	"cmp"
	"slices"

	"chokepoint/graph"
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
	// Thresholds are the comparisons that the criterion makes, put to the best supported values.
	Thresholds []Threshold
}

// maxCombinations bounds how many combinations of what sources give are tried.
const maxCombinations = 256

// Concerns reports whether a stated criterion speaks only of attributes that things of the item's kind have, or of a kind of which
// it may be.
func (f *Figures) Concerns(stated snapshot.Ref) bool { return Concerns(f.s, stated, f.kinds) }

// Concerns reports whether a stated criterion speaks only of attributes that things of one of the kinds have.
func Concerns(s *snapshot.Snapshot, stated snapshot.Ref, kinds []string) bool {
	c, err := libraryOf(s).compile(s.Value(stated).Text)
	return err != nil || // judging it will say what is wrong
		slices.ContainsFunc(kinds, func(kind string) bool { return c.concerns(s.Ontology(), kind) })
}

// Judge puts a stated criterion to the item. Where sources differ, the best supported values decide, unless a combination of
// what they give would decide otherwise: then the verdict is unknown. A criterion that several decisions share is judged once.
func (f *Figures) Judge(l *limits.Limits, stated snapshot.Ref) (Judgement, error) {
	if j, ok := f.judged[stated]; ok {
		return j, nil
	}
	j, err := f.judgeAnew(l, stated)
	if err == nil {
		f.judged[stated] = j
	}
	return j, err
}

func (f *Figures) judgeAnew(l *limits.Limits, stated snapshot.Ref) (Judgement, error) {
	j := Judgement{Claim: stated, Verdict: Unknown}
	c, err := libraryOf(f.s).compile(f.s.Value(stated).Text)
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
	if j.Thresholds, err = f.thresholds(l, c, c.compares); err != nil {
		return j, err
	}
	j.Verdict, j.Disputed, err = f.decide(l, c, nil)
	return j, err
}

// decide puts the criterion to every combination of what sources give, as if nothing gave the attributes that are hidden, and
// weighs the verdicts.
func (f *Figures) decide(l *limits.Limits, c *criterion, hidden []string) (v Verdict, disputed []string, err error) {
	differ, count := f.differing(c, hidden)
	if count > maxCombinations {
		for _, d := range differ {
			disputed = append(disputed, d.name)
		}
		return Unknown, disputed, nil
	}
	verdicts := make([]Verdict, count)
	for k := range verdicts {
		if err := l.Work(); err != nil {
			return Unknown, nil, err
		}
		chosen := choice{}
		for _, d := range differ {
			if digit := d.digit(k); digit > 0 {
				chosen[d.name] = digit
			}
		}
		if verdicts[k], err = c.put(l.Context(), func(name string) any {
			if slices.Contains(hidden, name) {
				return nil
			}
			return f.value(name, chosen)
		}); err != nil {
			return Unknown, nil, err
		}
	}
	v, disputed = weigh(verdicts, differ)
	return v, disputed, nil
}

// differing is an attribute for which sources give several values. Combinations of the values of all such attributes are
// numbered: each attribute is a digit of the number.
type differing struct {
	name         string
	weight, base int // of the digit
}

func (d *differing) digit(combination int) int { return combination / d.weight % d.base }

// differing lists the attributes that the criterion reads, the hidden ones apart, and sources differ on, and counts the
// combinations of what they give, up to one more than maxCombinations.
func (f *Figures) differing(c *criterion, hidden []string) (all []differing, count int) {
	var inputs []string
	for _, name := range c.names {
		if !slices.Contains(hidden, name) {
			inputs = append(inputs, f.inputs(name)...)
		}
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

// surely returns the claims that show that the item meets a criterion; ok is false if it is not sure to. Of the figures those are
// left out without which the rest decides the same, the weakest first: a conclusion is no weaker than it need be.
func (f *Figures) surely(l *limits.Limits, c *criterion) (why []snapshot.Ref, ok bool, err error) {
	if v, _, err := f.decide(l, c, nil); err != nil || v != Met {
		return nil, false, err
	}
	needed, support := slices.Clone(c.names), map[string]graph.Confidence{}
	for _, name := range needed {
		support[name] = f.support(name)
	}
	slices.SortStableFunc(needed, func(x, y string) int { return cmp.Compare(support[x], support[y]) })
	var hidden []string
	for _, name := range needed {
		without := append(slices.Clip(hidden), name)
		v, _, err := f.decide(l, c, without)
		if err != nil {
			return nil, false, err
		}
		if v == Met {
			hidden = without
		}
	}
	for _, name := range c.names {
		if slices.Contains(hidden, name) {
			continue
		}
		for _, ref := range f.sourcesOf(name) {
			if !slices.Contains(why, ref) {
				why = append(why, ref)
			}
		}
	}
	return why, true, nil
}

// support is the confidence of the weakest claim that a value rests on.
func (f *Figures) support(name string) graph.Confidence {
	weakest := graph.Official
	for _, ref := range f.sourcesOf(name) {
		weakest = min(weakest, f.s.Confidence(ref))
	}
	return weakest
}

// sourcesOf lists the claims that give the best supported value of an attribute, the best of each figure that it rests on.
func (f *Figures) sourcesOf(name string) (refs []snapshot.Ref) {
	if figure := f.of(name, nil); figure != nil {
		var visit func(*Figure)
		visit = func(g *Figure) {
			if len(g.From) == 0 {
				refs = append(refs, g.Claims[:min(1, len(g.Claims))]...)
			}
			for i := range g.From {
				visit(&g.From[i])
			}
		}
		visit(figure)
	} else if all := f.values(name); len(all) > 0 {
		refs = append(refs, all[0].claims[:min(1, len(all[0].claims))]...)
	}
	return refs
}
