package names

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Exact returns all entities that a text is the id, name, alias or identifier of, in order: where symbols tell names apart, those
// that are written so; else those of the same folded form; else those that differ in spaces alone, as S.M.I.C. and SMIC; else those
// that read the same in another script. It takes time linear in the text. The error is that of the limits.
func Exact(l *limits.Limits, s *snapshot.Snapshot, text string, f graph.Filter) ([]snapshot.Node, error) {
	s.LookFor(text, snapshot.Called)
	x, err := indexOf(l, s)
	if err != nil {
		return nil, err
	}
	return x.exact(text, f), nil
}

func (x *index) exact(text string, f graph.Filter) []snapshot.Node {
	absent := func(n snapshot.Node) bool { return !x.s.IsPresent(n, f.KnownAt) }
	if found := slices.DeleteFunc(x.nodesOf(x.exactly(text)), absent); len(found) > 0 {
		return found
	}
	return slices.DeleteFunc(x.nodesOf(x.nearly(text)), absent)
}

// leastSlipped is the number of letters from which a word may be written wrong in Slip, twoSlips that from which it may twice, and clearly what
// the one entity must be ahead of others by.
const (
	leastSlipped = 6
	twoSlips     = 10
	clearly      = 0.02
)

// Slip returns the one entity of which a text is a name with a slip of the pen, if one stands out: the words of both are as many, each
// is the same or, in at least six letters, a slip of the other (isClearSlip). No known word and no name with digits is taken for a
// slip. It takes time linear in the words that share a rare pair of letters with those of the text. The error is that of the limits.
func Slip(l *limits.Limits, s *snapshot.Snapshot, text string, f graph.Filter) (n snapshot.Node, ok bool, err error) {
	s.LookFor(text, snapshot.Alike)
	x, err := indexOf(l, s)
	if err != nil {
		return snapshot.None, false, err
	}
	tokens := takeApart(text)
	if !maySlip(x, tokens) {
		return snapshot.None, false, nil
	}
	a, err := x.ask(l, text)
	if err != nil {
		return snapshot.None, false, err
	}
	if !x.onlyClearSlips(a) {
		return snapshot.None, false, nil
	}
	m := &matching{l: l, party: &Party{KnownAt: f.KnownAt}, scoring: x.scoring(a), found: map[snapshot.Node]hit{}}
	if err := m.words(); err != nil {
		return snapshot.None, false, err
	}
	best, second := hit{}, 0.0
	for _, h := range m.found {
		if !m.isSlipOf(&x.known[h.name]) {
			continue
		}
		if h.score > best.score {
			best, second = h, best.score
		} else {
			second = max(second, h.score)
		}
	}
	if best.score == 0 || best.score-second < clearly {
		return snapshot.None, false, nil
	}
	return x.known[best.name].node, true, nil
}

// maySlip reports whether a name can be a slip: some word of it is none that is known.
func maySlip(x *index, tokens []token) bool {
	unknown := false
	for _, t := range tokens {
		if t.class == number {
			return false
		}
		if _, known := x.number(t.text); t.class == distinct && !known {
			unknown = true
		}
	}
	return unknown
}

// onlyClearSlips keeps of the words that are like those asked the ones of which they are clear slips, and reports whether all have one or are
// known, and one of them is distinctive.
func (x *index) onlyClearSlips(a *asked) bool {
	tells := false
	for i := range a.tokens {
		t := &a.tokens[i]
		t.similar = slices.DeleteFunc(t.similar, func(s similar) bool { return !isClearSlip(t.text, x.words[s.means].text) })
		if t.class.void() {
			continue
		}
		if t.number < 0 && len(t.similar) == 0 {
			return false
		}
		tells = tells || t.number >= 0 && t.class == distinct || slices.ContainsFunc(t.similar, func(s similar) bool { return x.words[s.means].class == distinct })
	}
	return tells
}

// isSlipOf reports whether every word of a name has its counterpart among those asked, and the other way about, each long enough.
func (m *matching) isSlipOf(k *known) bool {
	parts := m.x.partsOf(k)
	if len(parts) != len(m.asked.tokens) {
		return false
	}
	m.align(parts, k.person)
	for i := range m.asked.tokens {
		t := &m.asked.tokens[i]
		switch {
		case t.class.void() && m.mine[i] < 0:
			continue
		case m.mine[i] < 0:
			return false
		case m.like[i] < 1 && !isClearSlip(t.text, m.x.words[parts[m.mine[i]].word()].text):
			return false
		}
	}
	return fold.Name(k.written) != ""
}

// isClearSlip reports whether a word is so like a known one that it hardly is another word: one slip, or two in long words, the same
// first letter but for a swap, and no letter more or less at the end, which makes plurals and other names (Trump and Trumpf).
func isClearSlip(text, known string) bool {
	x, y := []rune(text), []rune(known)
	if min(len(x), len(y)) < leastSlipped-1 || max(len(x), len(y)) < leastSlipped {
		return false
	}
	most := 1
	if min(len(x), len(y)) >= twoSlips {
		most = 2
	}
	swapped := x[0] == y[1] && x[1] == y[0]
	if d := editDistance(x, y); d > most || x[0] != y[0] && !swapped {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	last := y[len(y)-1]
	return len(x) == len(y) || x[len(x)-1] == last && (string(x) != string(y[:len(x)]) || y[len(y)-2] == last)
}
