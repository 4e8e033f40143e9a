package graph

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Verdict is whether an item meets a criterion.
type Verdict string

// The verdicts.
const (
	Met     Verdict = "met"
	NotMet  Verdict = "not-met"
	Unknown Verdict = "unknown" // a figure that decides is missing, or sources give figures that decide otherwise
)

// CriterionView is a criterion of a decision, or of a class that it covers, put to an item.
type CriterionView struct {
	Expression string    `json:"expression"`
	Verdict    Verdict   `json:"verdict"`
	Figures    []Figure  `json:"figures"`
	Missing    []string  `json:"missing,omitempty"`  // figures that the criterion names and no claim gives
	Disputed   []string  `json:"disputed,omitempty"` // figures whose other values, by other sources, would decide otherwise
	Of         EntityRef `json:"of"`                 // the decision or class
	Claim      ClaimView `json:"claim"`              // the claim that states the criterion
}

// criterion is a compiled CEL expression over the attributes of an ontology: numbers are doubles in the base unit. An operand
// that is missing makes the result unknown unless the other operand of an "or" or "and" decides it.
type criterion struct {
	program cel.Program
	names   []string // attributes that it mentions, in order of first mention
}

// criteria compiles expressions once for an ontology.
type criteria struct {
	env      func() (*cel.Env, error)
	compiled sync.Map // expression → *criterion
}

func newCriteria(o *Ontology) *criteria {
	return &criteria{env: sync.OnceValues(func() (*cel.Env, error) {
		options := []cel.EnvOption{cel.CrossTypeNumericComparisons(true)}
		for _, a := range o.Attributes {
			kind := cel.StringType
			switch a.Type {
			case NumberValue:
				kind = cel.DoubleType
			case BoolValue:
				kind = cel.BoolType
			}
			options = append(options, cel.Variable(a.Name, kind))
		}
		return cel.NewEnv(options...)
	})}
}

// CheckCriterion returns an error if an expression is not a condition over the ontology's attributes.
func (o *Ontology) CheckCriterion(expression string) error {
	_, err := newCriteria(o).compile(expression)
	return err
}

func (cs *criteria) compile(expression string) (*criterion, error) {
	if c, ok := cs.compiled.Load(expression); ok {
		return c.(*criterion), nil
	}
	env, err := cs.env()
	if err != nil {
		return nil, fmt.Errorf("criterion: %w", err)
	}
	ast, issues := env.Compile(expression)
	if issues.Err() != nil {
		return nil, fmt.Errorf("criterion %q: %s", expression, faultsOf(issues))
	}
	if ast.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("criterion %q is a %s: write a condition, as tpp >= 4800.0", expression, ast.OutputType())
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptPartialEval))
	if err != nil {
		return nil, fmt.Errorf("criterion %q: %w", expression, err)
	}
	c := &criterion{program: program}
	references := ast.NativeRep().ReferenceMap()
	ids := make([]int64, 0, len(references))
	for id := range references {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if name := references[id].Name; name != "" && !slices.Contains(c.names, name) {
			c.names = append(c.names, name)
		}
	}
	cs.compiled.Store(expression, c)
	return c, nil
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

// put evaluates the criterion on figures.
func (c *criterion) put(f *figures) (Verdict, error) {
	known := map[string]any{}
	var missing []*cel.AttributePatternType
	for _, name := range c.names {
		if v := f.value(name); v != nil {
			known[name] = v
		} else {
			missing = append(missing, cel.AttributePattern(name))
		}
	}
	vars, err := cel.PartialVars(known, missing...)
	if err != nil {
		return Unknown, err
	}
	out, _, err := c.program.Eval(vars)
	if err != nil {
		return Unknown, err
	}
	return verdictOf(out), nil
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

// value is what the item's claims give for an attribute of any type, or nil.
func (f *figures) value(name string) any {
	if figure := f.of(name); figure != nil {
		return figure.Value
	}
	if a := f.s.ontology.Attribute(name); a == nil || a.Type == NumberValue {
		return nil
	}
	if claims := f.claims(name); len(claims) > 0 {
		return claims[0].Value
	}
	return nil
}

// judge puts a stated criterion to an item, with the figures and the arithmetic. Where sources differ on a figure, the best
// supported decides, unless another one would decide otherwise: then the verdict is unknown.
func (s *Snapshot) judge(stated claimRef, item Node, m *mask, lang string) (CriterionView, error) {
	claim := s.view(stated, lang)
	v := CriterionView{Expression: claim.Value.(string), Verdict: Unknown, Figures: []Figure{}, Of: s.Ref(claim.Subject), Claim: claim}
	c, err := s.criteria.compile(v.Expression)
	if err != nil {
		return v, err
	}
	f := &figures{s: s, item: item, mask: m, lang: lang, chosen: map[string]int{}}
	for _, name := range c.names {
		switch figure := f.of(name); {
		case figure != nil:
			v.Figures = append(v.Figures, *figure)
		case f.value(name) == nil:
			v.Missing = append(v.Missing, name)
		}
	}
	if v.Verdict, err = c.put(f); err != nil {
		return v, err
	}
	for _, name := range c.names {
		for _, input := range s.ontology.inputs(name) {
			for i := 1; i < len(f.given(input)); i++ {
				f.chosen = map[string]int{input: i}
				other, err := c.put(f)
				if err != nil {
					return v, err
				}
				if other != v.Verdict && !slices.Contains(v.Disputed, input) {
					v.Disputed = append(v.Disputed, input)
				}
			}
		}
	}
	if len(v.Disputed) > 0 {
		v.Verdict = Unknown
	}
	return v, nil
}
