package criteria

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Verdict is whether an item meets a criterion.
type Verdict string

// The verdicts.
const (
	Met     Verdict = "met"
	NotMet  Verdict = "not-met"
	Unknown Verdict = "unknown" // a figure that decides is missing, or sources give figures that decide otherwise
)

// costLimit is what the evaluation of a criterion may cost, in CEL's units: an operation is one, a list ten. The longest
// rules on record cost some fifty.
const costLimit = 10_000

// interruptEvery is how many turns of a loop lie between two looks at the context. Loops are refused when a criterion is
// compiled; the bounds hold should one come in another way.
const interruptEvery = 100

// criterion is a compiled CEL expression over the attributes of an ontology: numbers are doubles in the base unit. An operand
// that is missing makes the result unknown unless the other operand of an "or" or "and" decides it.
type criterion struct {
	expression string
	program    cel.Program
	names      []string // attributes that it mentions, in order of first mention
	compares   []comparison
	anyOf      []joint // the ways to meet it; none if they can't be given
}

// Check returns an error, in one sentence, if an expression is not a condition over the ontology's attributes that
// can be evaluated in bounded time.
func Check(o *graph.Ontology, expression string) error {
	_, err := compile(o, expression)
	return err
}

// library holds the criteria of a snapshot, each compiled once.
type library struct {
	ontology *graph.Ontology
	compiled sync.Map // expression → *criterion
}

type libraryKey struct{}

func libraryOf(s *snapshot.Snapshot) *library {
	return snapshot.Memo(s, libraryKey{}, func() *library { return &library{ontology: s.Ontology()} })
}

func (cs *library) compile(expression string) (*criterion, error) {
	if c, ok := cs.compiled.Load(expression); ok {
		return c.(*criterion), nil
	}
	c, err := compile(cs.ontology, expression)
	if err == nil {
		cs.compiled.Store(expression, c)
	}
	return c, err
}

// environment is the attributes of an ontology as CEL has them.
type environment struct {
	ontology *graph.Ontology
	cel      *cel.Env
}

// latest is the environment made last. A load compiles all criteria of one ontology in turn, and making an environment takes
// longer than compiling.
var latest atomic.Pointer[environment]

func environmentOf(o *graph.Ontology) (*cel.Env, error) {
	if e := latest.Load(); e != nil && e.ontology == o {
		return e.cel, nil
	}
	if name := computedFromItself(o); name != "" {
		return nil, fmt.Errorf("%w: attribute %s is computed from itself", graph.ErrOntology, name)
	}
	options := []cel.EnvOption{cel.CrossTypeNumericComparisons(true), cel.ClearMacros()}
	for _, a := range o.Attributes {
		kind := cel.StringType
		switch a.Type {
		case graph.NumberValue:
			kind = cel.DoubleType
		case graph.BoolValue:
			kind = cel.BoolType
		}
		options = append(options, cel.Variable(a.Name, kind))
	}
	env, err := cel.NewEnv(options...)
	if err == nil {
		latest.Store(&environment{o, env})
	}
	return env, err
}

func compile(o *graph.Ontology, expression string) (*criterion, error) {
	env, err := environmentOf(o)
	if err != nil {
		return nil, fmt.Errorf("criterion: %w", err)
	}
	parsed, issues := env.Parse(expression)
	if issues.Err() != nil {
		return nil, fmt.Errorf("criterion %q: %s", expression, faultsOf(issues))
	}
	if name := loopOf(parsed); name != "" {
		return nil, fmt.Errorf("criterion %q goes over a list by %s: write a condition on the attributes themselves, as tpp >= 4800.0", expression, name)
	}
	checked, issues := env.Check(parsed)
	if issues.Err() != nil {
		return nil, fmt.Errorf("criterion %q: %s", expression, faultsOf(issues))
	}
	if checked.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("criterion %q is a %s: write a condition, as tpp >= 4800.0", expression, checked.OutputType())
	}
	program, err := programOf(env, checked)
	if err != nil {
		return nil, fmt.Errorf("criterion %q: %w", expression, err)
	}
	x := &comparing{o: o, env: env, all: checked.NativeRep(), seen: map[string]bool{}}
	compares, err := x.comparisons()
	if err != nil {
		return nil, fmt.Errorf("criterion %q: %w", expression, err)
	}
	anyOf, err := x.waysOf(x.all.Expr())
	if err != nil {
		return nil, fmt.Errorf("criterion %q: %w", expression, err)
	}
	return &criterion{expression, program, attributesOf(o, checked), compares, anyOf}, nil
}

func programOf(env *cel.Env, checked *cel.Ast) (cel.Program, error) {
	return env.Program(checked, cel.EvalOptions(cel.OptPartialEval), cel.CostLimit(costLimit), cel.InterruptCheckFrequency(interruptEvery),
		cel.CustomDecoratorV2(inDecimals))
}

// loopOf returns the name of a macro that would go over a list, if the expression calls one. They nest, each multiplying what
// the others cost.
func loopOf(parsed *cel.Ast) (name string) {
	ast.PostOrderVisit(parsed.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind || !e.AsCall().IsMemberFunction() {
			return
		}
		for _, macro := range cel.StandardMacros {
			if macro.IsReceiverStyle() && macro.Function() == e.AsCall().FunctionName() {
				name = macro.Function()
			}
		}
	}))
	return name
}

// attributesOf lists the attributes that an expression mentions, in order of first mention.
func attributesOf(o *graph.Ontology, checked *cel.Ast) (names []string) {
	references := checked.NativeRep().ReferenceMap()
	ids := make([]int64, 0, len(references))
	for id := range references {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if name := references[id].Name; o.Attribute(name) != nil && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// faultsOf puts what CEL finds wrong in one line; its own text draws the expression below each fault.
func faultsOf(issues *cel.Issues) string {
	var faults []string
	for _, e := range issues.Errors() {
		message, _, _ := strings.Cut(e.Message, " expecting ") // a list of all tokens
		faults = append(faults, fmt.Sprintf("%s (at %d)", message, e.Location.Column()+1))
	}
	return strings.Join(faults, "; ")
}

// concerns reports whether things of a kind have all attributes that the criterion names; one on chips is not put to a metal.
func (c *criterion) concerns(o *graph.Ontology, kind string) bool {
	return !slices.ContainsFunc(c.names, func(name string) bool {
		a := o.Attribute(name)
		return len(a.On) > 0 && !slices.Contains(a.On, kind)
	})
}

// put evaluates the criterion on values by attribute, nil being a value that nothing gives. The error wraps
// graph.ErrTooCostly if it costs more than a criterion may.
func (c *criterion) put(ctx context.Context, value func(name string) any) (Verdict, error) {
	out, err := evaluate(ctx, c.program, c.names, value)
	if err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("criterion %q: %w", c.expression, err)
		}
		return Unknown, err
	}
	return verdictOf(out), nil
}

// evaluate is what a program makes of the values of the attributes that it mentions.
func evaluate(ctx context.Context, program cel.Program, names []string, value func(name string) any) (ref.Val, error) {
	known := map[string]any{}
	var missing []*cel.AttributePatternType
	for _, name := range names {
		if v := value(name); v != nil {
			known[name] = v
		} else {
			missing = append(missing, cel.AttributePattern(name))
		}
	}
	vars, err := cel.PartialVars(known, missing...)
	if err != nil {
		return nil, fmt.Errorf("giving it the values: %w", err)
	}
	out, _, err := program.ContextEval(ctx, vars)
	var stopped interpreter.EvalCancelledError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &stopped) && stopped.Cause == interpreter.CostLimitExceeded:
		return nil, fmt.Errorf("%w: it takes over %d operations", graph.ErrTooCostly, costLimit)
	}
	return out, err
}

func verdictOf(out ref.Val) Verdict {
	switch out {
	case types.True:
		return Met
	case types.False:
		return NotMet
	}
	return Unknown
}
