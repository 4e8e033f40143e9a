package criteria

import "chokepoint/graph"

// Best returns the figure by the best supported values, or nil if no claim gives it and it can't be computed.
func (f *Figures) Best(name string) *Figure { return f.of(name, nil) }

// InBase converts a number to the base unit of its unit; any other value stays as it is.
func InBase(o *graph.Ontology, v graph.Value) graph.Value {
	if v.Type == graph.NumberValue {
		v.Number, v.Unit = inBase(o, graph.Quantity{Number: v.Number, Unit: v.Unit})
	}
	return v
}

// Difference is x less y, of the decimal numbers and rounded once.
func Difference(x, y float64) float64 { return difference(x, y) }

// Ratio is x over y, of the decimal numbers and rounded once; y is not 0.
func Ratio(x, y float64) float64 { return quotient(x, y) }
