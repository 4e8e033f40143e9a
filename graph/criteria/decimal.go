package criteria

import (
	"math"
	"math/big"
	"strconv"

	"cel.dev/cel-go/common/overloads"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// Numbers are decimal in rules and data sheets. A sum, product or quotient is that of the decimal numbers, rounded once: binary
// arithmetic makes 434.99999999999994 of 4.35 × 100, which a threshold of 435 would not let pass.
func sum(x, y float64) float64 { return exactly(x, y, x+y, (*big.Rat).Add) }

func difference(x, y float64) float64 { return exactly(x, y, x-y, (*big.Rat).Sub) }

func product(x, y float64) float64 { return exactly(x, y, x*y, (*big.Rat).Mul) }

func quotient(x, y float64) float64 {
	if y == 0 {
		return x / y
	}
	return exactly(x, y, x/y, (*big.Rat).Quo)
}

// exactly applies an operation to two decimal numbers; what is no finite number is left to binary arithmetic, and so are whole
// numbers, of which it makes no mistake.
func exactly(x, y, binary float64, apply func(z, x, y *big.Rat) *big.Rat) float64 {
	const whole = 1 << 53 // from which binary numbers leave out whole ones
	if x == math.Trunc(x) && y == math.Trunc(y) && binary == math.Trunc(binary) && max(math.Abs(x), math.Abs(y), math.Abs(binary)) < whole {
		return binary
	}
	a, ok := decimal(x)
	b, also := decimal(y)
	if !ok || !also {
		return binary
	}
	result, _ := apply(new(big.Rat), a, b).Float64()
	return result
}

// decimal is the shortest decimal number that reads as x, which is what was written.
func decimal(x float64) (*big.Rat, bool) {
	return new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
}

// arithmetic are the operations of CEL that are done in decimals.
var arithmetic = map[string]func(x, y float64) float64{
	overloads.AddDouble: sum, overloads.SubtractDouble: difference, overloads.MultiplyDouble: product, overloads.DivideDouble: quotient,
}

// inDecimals makes the arithmetic of a criterion that of decimal numbers.
func inDecimals(i interpreter.InterpretableV2) (interpreter.InterpretableV2, error) {
	call, ok := i.(interpreter.InterpretableCall)
	if !ok {
		return i, nil
	}
	apply, ok := arithmetic[call.OverloadID()]
	if !ok {
		return i, nil
	}
	return interpreter.NewCall(i.ID(), call.Function(), call.OverloadID(), call.Args(), func(args ...ref.Val) ref.Val {
		x, ok := args[0].(types.Double)
		y, also := args[1].(types.Double)
		if !ok || !also {
			return types.MaybeNoSuchOverloadErr(args[0])
		}
		return types.Double(apply(float64(x), float64(y)))
	}), nil
}
