package names

import "slices"

// places judges the places without a counterpart.
func (c *scoring) places(score float64, k *known, parts []part) float64 {
	tokens := c.asked.tokens
	mine := slices.IndexFunc(tokens, func(t askedToken) bool { return t.class == place })
	for mine >= 0 && mine < len(tokens) && (tokens[mine].class != place || c.mine[mine] >= 0) {
		mine++
	}
	theirs := 0
	for theirs < len(parts) && (c.x.words[parts[theirs].word()].class != place || c.theirs[theirs] >= 0) {
		theirs++
	}
	isMine, isTheirs := mine >= 0 && mine < len(tokens), theirs < len(parts)
	switch {
	case isMine && isTheirs:
		return c.adjust(score, "other-place", otherPlace)
	case isMine:
		return c.askedPlace(score, k, &tokens[mine])
	case isTheirs && parts[theirs].leading() && c.agrees():
		return c.adjust(score, "known-branch", knownPlace)
	case isTheirs:
		return c.adjust(score, "known-branch", knownBranch)
	}
	return score
}

// askedPlace judges a place that only the name that is asked for has. In front it is a seat; in brackets or behind, a branch.
func (c *scoring) askedPlace(score float64, k *known, t *askedToken) float64 {
	if !t.leading || t.bracket {
		return c.adjust(score, "branch", branch)
	}
	switch c.x.isIn(k.node, t.means) {
	case seatHere:
		return score
	case seatElsewhere:
		return c.adjust(score, "seat-elsewhere", seatIsOther)
	}
	return c.adjust(score, "seat-unknown", seatNotKnown)
}
