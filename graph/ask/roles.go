package ask

import "slices"

// auxiliaries of the passive, folded.
var auxiliaries = []string{"is", "are", "was", "were", "be", "been", "being", "est", "sont", "etait", "etaient", "ete", "etre", "fut", "get", "gets", "got"}

// isPassive reports whether a participle stands in the passive: after a form of to be, or before by.
func (s *sentence) isPassive(at int) bool {
	if at+1 < len(s.parts) && s.parts[at+1].is(caseOf, "by") {
		return true
	}
	for i := range s.parts[:at] {
		for _, t := range s.tokens[s.parts[i].from:s.parts[i].to] {
			if slices.Contains(auxiliaries, t.folded) && len(s.parts[i].names) == 0 && s.parts[i].to-s.parts[i].from == 1 {
				return true
			}
		}
	}
	return false
}

// roles parts the names that are not taken in by what they are to a verb: who does it, and to whom or what it is done. Inverted
// says that a name after an active verb does it, as in que fabrique SMIC.
func (r *reading) roles(at int, inverted, passive bool) (agents, patients []int) {
	for _, i := range r.ofClaims() {
		mark := r.parts[i].mark
		if i > 0 && r.parts[i].joined {
			if len(agents) > 0 && agents[len(agents)-1] == i-2 || len(agents) > 0 && agents[len(agents)-1] == i-1 {
				agents = append(agents, i)
				continue
			}
		}
		switch {
		case mark == "by":
			agents = append(agents, i)
		case passive && (mark == "" || mark == "of"):
			patients = append(patients, i)
		case passive:
			agents = append(agents, i)
		case i < at && (mark == "" || mark == "of"):
			agents = append(agents, i)
		case i > at && mark == "" && inverted:
			agents = append(agents, i)
		default:
			patients = append(patients, i)
		}
	}
	return agents, patients
}
