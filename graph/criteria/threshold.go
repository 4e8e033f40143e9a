package criteria

import (
	"cmp"
	"fmt"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/parser"

	"chokepoint/graph"
	"chokepoint/graph/limits"
)

// Threshold is a comparison of a figure with a constant that a criterion makes, put to an item.
type Threshold struct {
	Name    string        // an attribute, or an expression over several: memory_bandwidth + interconnect_bandwidth
	Op      string        // <, <=, >, >=, == or !=, as if Name stood before it, or in
	Limit   graph.Value   // in the base unit; zero where Op is in
	Among   []graph.Value // of which the value is to be one, where Op is in
	Value   graph.Value   // in the base unit and not rounded, the best supported; zero if it is not known
	Verdict Verdict       // of this comparison alone
}

// Known reports whether the item's value is known.
func (t *Threshold) Known() bool { return !t.Value.IsZero() }

// comparison is a Threshold before it is put to an item.
type comparison struct {
	name    string
	names   []string    // the attributes that are read
	program cel.Program // that computes what is compared; nil if it is the one attribute
	op      string
	limits  []any // a float64, a bool or a string each
	unit    string
}

// mirrored are the operators of comparisons, as they read from the other side.
var mirrored = map[string]string{
	operators.Less: ">", operators.LessEquals: ">=", operators.Greater: "<", operators.GreaterEquals: "<=", operators.Equals: "==", operators.NotEquals: "!=",
}

var written = map[string]string{
	operators.Less: "<", operators.LessEquals: "<=", operators.Greater: ">", operators.GreaterEquals: ">=", operators.Equals: "==", operators.NotEquals: "!=",
}

// comparing looks for comparisons in an expression.
type comparing struct {
	o     *graph.Ontology
	env   *cel.Env
	all   *ast.AST
	found []comparison
	seen  map[string]bool
}

// comparisons lists the comparisons with a constant that the expression makes, in the order of its text, each once. An attribute
// that is true or false and stands for itself is compared with true.
func (x *comparing) comparisons() ([]comparison, error) {
	err := x.visit(x.all.Expr())
	return x.found, err
}

func (x *comparing) visit(e ast.Expr) error {
	if e.Kind() == ast.IdentKind && x.o.Attribute(e.AsIdent()) != nil {
		return x.add(e, "==", true)
	}
	if e.Kind() != ast.CallKind {
		return nil
	}
	call := e.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, operators.Conditional:
		return x.visitAll(args)
	case operators.In:
		return x.visitIn(args[0], args[1])
	}
	op, compares := written[call.FunctionName()]
	if !compares {
		return nil
	}
	for i, e := range args {
		other := args[1-i]
		if i == 1 {
			op = mirrored[call.FunctionName()]
		}
		if len(x.reads(other)) > 0 || len(x.reads(e)) == 0 {
			continue
		}
		if x.isCondition(e) {
			return x.visit(e)
		}
		limit, ok, err := x.constant(other)
		if err != nil || !ok {
			return err
		}
		return x.add(e, op, limit)
	}
	return x.visitAll(args) // of two conditions that are compared
}

func (x *comparing) visitAll(all []ast.Expr) error {
	for _, e := range all {
		if !x.isBool(e) {
			continue
		}
		if err := x.visit(e); err != nil {
			return err
		}
	}
	return nil
}

func (x *comparing) visitIn(e, list ast.Expr) error {
	if list.Kind() != ast.ListKind || len(x.reads(list)) > 0 || len(x.reads(e)) == 0 {
		return nil
	}
	var among []any
	for _, element := range list.AsList().Elements() {
		limit, ok, err := x.constant(element)
		if err != nil || !ok {
			return err
		}
		among = append(among, limit)
	}
	return x.add(e, "in", among...)
}

// isCondition reports whether an expression is a condition of several parts, rather than an attribute that is true or false.
func (x *comparing) isCondition(e ast.Expr) bool {
	return e.Kind() != ast.IdentKind && x.isBool(e)
}

func (x *comparing) isBool(e ast.Expr) bool { return x.all.GetType(e.ID()).Kind() == types.BoolKind }

// reads lists the attributes that an expression reads.
func (x *comparing) reads(e ast.Expr) (names []string) {
	ast.PreOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.IdentKind && x.o.Attribute(e.AsIdent()) != nil && !slices.Contains(names, e.AsIdent()) {
			names = append(names, e.AsIdent())
		}
	}))
	return names
}

// constant is the value of an expression that reads no attribute; ok is false if it is none that figures are compared with.
func (x *comparing) constant(e ast.Expr) (value any, ok bool, err error) {
	if e.Kind() == ast.LiteralKind {
		value = native(e.AsLiteral())
		return value, value != nil, nil
	}
	_, program, err := x.compile(e)
	if err != nil {
		return nil, false, err
	}
	out, _, err := program.Eval(cel.NoVars())
	if err != nil {
		return nil, false, nil // evaluating the criterion says what is wrong
	}
	value = native(out)
	return value, value != nil, nil
}

// compile makes a program of a part of the expression.
func (x *comparing) compile(e ast.Expr) (text string, program cel.Program, err error) {
	if text, err = parser.Unparse(e, x.all.SourceInfo()); err != nil {
		return "", nil, err
	}
	checked, issues := x.env.Compile(text)
	if issues.Err() != nil {
		return text, nil, issues.Err()
	}
	program, err = programOf(x.env, checked)
	return text, program, err
}

// add notes a comparison, unless it is noted already.
func (x *comparing) add(e ast.Expr, op string, limits ...any) error {
	c := comparison{names: x.reads(e), op: op, limits: limits}
	if e.Kind() == ast.IdentKind {
		c.name = e.AsIdent()
	} else {
		var err error
		if c.name, c.program, err = x.compile(e); err != nil {
			return err
		}
	}
	c.unit = x.unitOf(e)
	key := fmt.Sprintf("%s %s %q", c.name, op, limits)
	if !x.seen[key] {
		x.seen[key] = true
		x.found = append(x.found, c)
	}
	return nil
}

// unitOf is the base unit of what an expression comes to, or nothing.
func (x *comparing) unitOf(e ast.Expr) string {
	switch e.Kind() {
	case ast.IdentKind:
		if a := x.o.Attribute(e.AsIdent()); a != nil && a.Unit != graph.AnyUnit {
			return a.Unit
		}
	case ast.CallKind:
		args := e.AsCall().Args()
		if len(args) != 2 {
			return ""
		}
		unit := x.unitOf(args[0]) // once: sums nest to the left
		switch name := e.AsCall().FunctionName(); {
		case (name == operators.Add || name == operators.Subtract) && unit == x.unitOf(args[1]),
			(name == operators.Multiply || name == operators.Divide) && len(x.reads(args[1])) == 0:
			return unit
		case name == operators.Multiply && len(x.reads(args[0])) == 0:
			return x.unitOf(args[1])
		}
	}
	return ""
}

// native is a value of CEL as figures are, or nil if it is unknown or of another sort.
func native(v ref.Val) any {
	switch v := v.(type) {
	case types.Double:
		return float64(v)
	case types.Int:
		return float64(v)
	case types.Uint:
		return float64(v)
	case types.Bool:
		return bool(v)
	case types.String:
		return string(v)
	}
	return nil
}

// thresholds puts comparisons of a criterion to the item.
func (f *Figures) thresholds(l *limits.Limits, c *criterion, compares []comparison) ([]Threshold, error) {
	best := func(name string) any { return f.value(name, nil) }
	all := make([]Threshold, len(compares))
	for i := range compares {
		k := &compares[i]
		value := any(nil)
		if k.program == nil {
			value = best(k.name)
		} else if out, err := evaluate(l.Context(), k.program, k.names, best); err != nil {
			return nil, fmt.Errorf("criterion %q: %w", c.expression, err)
		} else {
			value = native(out)
		}
		all[i] = k.at(value)
	}
	return all, nil
}

// at is the comparison with a value, nil if that is not known.
func (c *comparison) at(value any) Threshold {
	t := Threshold{Name: c.name, Op: c.op, Verdict: Unknown}
	for _, limit := range c.limits {
		t.Among = append(t.Among, c.shown(limit))
	}
	if c.op != "in" {
		t.Limit, t.Among = t.Among[0], nil
	}
	if value == nil {
		return t
	}
	t.Value, t.Verdict = c.shown(value), NotMet
	if c.holdsFor(value) {
		t.Verdict = Met
	}
	return t
}

func (c *comparison) shown(value any) graph.Value {
	switch v := value.(type) {
	case float64:
		return graph.Value{Type: graph.NumberValue, Number: v, Unit: c.unit}
	case bool:
		return graph.Value{Type: graph.BoolValue, Bool: v}
	}
	return graph.Value{Type: graph.TextValue, Text: value.(string)}
}

// holds reports whether a comparison of two values of one type holds. One with what is no number does not.
func holds(value any, op string, limit any) bool {
	switch op {
	case "==", "in":
		return value == limit
	case "!=":
		return value != limit
	}
	switch v := value.(type) {
	case float64:
		limit, ok := limit.(float64)
		return ok && v == v && ordered(cmp.Compare(v, limit), op)
	case string:
		limit, ok := limit.(string)
		return ok && ordered(cmp.Compare(v, limit), op)
	}
	return false
}

func ordered(c int, op string) bool {
	switch op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}
