package criteria

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"chokepoint/graph/snapshot"
)

// mostAlternatives bounds in how many ways a criterion is said to be met; a longer one is given in none.
const mostAlternatives = 64

// Alternatives are the ways to meet a stated criterion: an item meets it if all comparisons of one of them hold. Each comparison is a
// Threshold without a value. Where bounds of one figure follow from each other the tighter stands, and no way is contained in
// another. There are none of a criterion that is no combination of comparisons with constants, or a too long one.
func Alternatives(s *snapshot.Snapshot, stated snapshot.Ref) ([][]Threshold, error) {
	c, err := libraryOf(s).compile(s.Value(stated).Text)
	if err != nil {
		return nil, err
	}
	all := make([][]Threshold, len(c.anyOf))
	for i, joint := range c.anyOf {
		for k := range joint {
			all[i] = append(all[i], joint[k].at(nil))
		}
	}
	return all, nil
}

// Reads lists the attributes that a stated criterion mentions, in order of first mention.
func Reads(s *snapshot.Snapshot, stated snapshot.Ref) ([]string, error) {
	c, err := libraryOf(s).compile(s.Value(stated).Text)
	if err != nil {
		return nil, err
	}
	return slices.Clone(c.names), nil
}

// joint are comparisons that hold together.
type joint []comparison

// waysOf are the ways in which a condition holds, or none if they can't be given.
func (x *comparing) waysOf(e ast.Expr) ([]joint, error) {
	all, ok, err := x.alternatives(e, false)
	if err != nil || !ok {
		return nil, err
	}
	return all, nil
}

// alternatives are the ways in which a condition holds, or, if it is negated, does not; ok is false if they can't be given.
func (x *comparing) alternatives(e ast.Expr, negated bool) (all []joint, ok bool, err error) {
	if e.Kind() != ast.CallKind {
		return x.leaf(e, negated)
	}
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.LogicalNot:
		return x.alternatives(args[0], !negated)
	case operators.LogicalAnd, operators.LogicalOr:
	default:
		return x.leaf(e, negated)
	}
	one, ok, err := x.alternatives(args[0], negated)
	if err != nil || !ok {
		return nil, false, err
	}
	other, ok, err := x.alternatives(args[1], negated)
	if err != nil || !ok {
		return nil, false, err
	}
	if (e.AsCall().FunctionName() == operators.LogicalOr) != negated {
		all = append(one, other...)
	} else {
		for _, a := range one {
			for _, b := range other {
				if both, possible := tightened(slices.Concat(a, b)); possible {
					all = append(all, both)
				}
			}
		}
	}
	all = withoutContained(all)
	return all, len(all) <= mostAlternatives, nil
}

// leaf is a single comparison.
func (x *comparing) leaf(e ast.Expr, negated bool) ([]joint, bool, error) {
	if e.Kind() == ast.CallKind && slices.ContainsFunc(e.AsCall().Args(), x.isCondition) {
		return nil, false, nil
	}
	of := &comparing{o: x.o, env: x.env, all: x.all, seen: map[string]bool{}}
	if err := of.visit(e); err != nil || len(of.found) != 1 {
		return nil, false, err
	}
	c := of.found[0]
	if !negated {
		return []joint{{c}}, true, nil
	}
	if c.op != "in" {
		c.op = opposite[c.op]
		return []joint{{c}}, true, nil
	}
	var none joint
	for _, limit := range c.limits {
		one := c
		one.op, one.limits = "!=", []any{limit}
		none = append(none, one)
	}
	return []joint{none}, true, nil
}

var opposite = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}

// tightened leaves out of comparisons that hold together those that follow from others; possible is false if they can't all hold.
func tightened(all joint) (kept joint, possible bool) {
	for _, c := range all {
		if slices.ContainsFunc(kept, func(k comparison) bool { return k.implies(&c) }) {
			continue
		}
		if slices.ContainsFunc(kept, func(k comparison) bool { return k.contradicts(&c) || c.contradicts(&k) }) {
			return nil, false
		}
		kept = append(slices.DeleteFunc(kept, func(k comparison) bool { return c.implies(&k) }), c)
	}
	return kept, true
}

// withoutContained leaves out each way that holds only where another does.
func withoutContained(all []joint) (kept []joint) {
	for _, a := range all {
		if slices.ContainsFunc(kept, func(k joint) bool { return a.within(k) }) {
			continue
		}
		kept = append(slices.DeleteFunc(kept, func(k joint) bool { return k.within(a) }), a)
	}
	return kept
}

// within reports whether the comparisons hold only where those of another joint do.
func (a joint) within(b joint) bool {
	return !slices.ContainsFunc(b, func(wanted comparison) bool {
		return !slices.ContainsFunc(a, func(c comparison) bool { return c.implies(&wanted) })
	})
}

// implies reports whether another comparison holds wherever this one does. It may miss that, and never claims it wrongly.
func (c *comparison) implies(d *comparison) bool {
	if c.name != d.name {
		return false
	}
	switch {
	case c.op == "==" || c.op == "in":
		return !slices.ContainsFunc(c.limits, func(value any) bool { return !d.holdsFor(value) })
	case c.op == d.op && c.limits[0] == d.limits[0]:
		return true
	case c.op[0] != d.op[0] || c.op[0] != '<' && c.op[0] != '>':
		return false
	}
	x, isNumber := c.limits[0].(float64)
	y, alike := d.limits[0].(float64)
	if !isNumber || !alike {
		return false
	}
	if x == y {
		return len(c.op) == 1 // the strict one implies the other
	}
	return (x > y) == (c.op[0] == '>')
}

// contradicts reports whether two comparisons never hold together. It may miss that, and never claims it wrongly.
func (c *comparison) contradicts(d *comparison) bool {
	if c.name != d.name {
		return false
	}
	if c.op == "==" || c.op == "in" {
		return !slices.ContainsFunc(c.limits, d.holdsFor)
	}
	least, isNumber := c.limits[0].(float64)
	most, alike := d.limits[0].(float64)
	if !isNumber || !alike || c.op[0] != '>' || d.op[0] != '<' {
		return false
	}
	return least > most || least == most && !(c.op == ">=" && d.op == "<=")
}

// holdsFor reports whether the comparison holds for a value.
func (c *comparison) holdsFor(value any) bool {
	return slices.ContainsFunc(c.limits, func(limit any) bool { return holds(value, c.op, limit) })
}
