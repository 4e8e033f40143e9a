package names

// Resolution says how sure it is whom candidates mean.
type Resolution string

// The resolutions.
const (
	Sure     Resolution = "sure"     // the first candidate is meant
	Doubtful Resolution = "doubtful" // a person has to look at the candidates
	None     Resolution = "none"     // nobody known here is meant
)

// Doubt is the score below which nobody has to look at a candidate, and Margin what a sure one leads the next by.
const (
	Doubt  = 0.6
	Margin = 0.02
)

// ResolutionOf decides whom candidates, the best first, mean. The first is meant for sure if its score is at least Threshold and the second
// is at least Margin behind it, or comes without the identifier that the first was found by, or is not of the state that is given while the first
// is. Nobody is meant if there is none of at least Doubt. Otherwise it is doubtful.
func ResolutionOf(found []Candidate) Resolution {
	switch {
	case len(found) == 0 || found[0].Score < Doubt:
		return None
	case found[0].Score < Threshold:
		return Doubtful
	case len(found) == 1 || found[0].Score-found[1].Score >= Margin-1e-9:
		return Sure
	case found[0].Identified && !found[1].Identified, found[0].sameState && !found[1].sameState:
		return Sure
	}
	return Doubtful
}
