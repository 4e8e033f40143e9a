package names

import (
	"slices"
	"unicode/utf8"
)

// Pair is a word of the name that is looked for against a word of a known name: a part of what makes a score. One of the words
// is empty if nothing stands against the other.
type Pair struct {
	Asked, Known string
	Class        string  // what the word tells: distinct, generic, trade, industry, common, place, number
	Weight       float64 // how much it tells, from 0 to 1
	Similarity   float64 // 1 is the same word, 0 none
}

// Adjustment is what else a score was multiplied with.
type Adjustment struct {
	Reason string // symbols, branch, known-branch, other-place, seat-elsewhere, seat-unknown, common-words, one-word, short, missing-word, item, country, identifier
	Factor float64
}

// IdentifierReason is the reason of an adjustment because the entity has another identifier of the same scheme.
const IdentifierReason = "identifier"

// The factors of what is no word of a name.
const (
	nearlySame     = 0.99 // what the score of a name that is not the same as a whole is at most
	otherSymbols   = 0.95 // C++ against C
	branch         = 0.97 // a place in brackets or at the end that the known name has not
	knownBranch    = 0.78 // a place of the known name, as of a branch, that is not asked for
	knownPlace     = 0.93 // as its first word
	otherPlace     = 0.6  // another place
	seatIsOther    = 0.7  // a place in front in which the entity has no seat
	seatNotKnown   = 0.79 // one of which nothing is known
	onlyCommon     = 0.8  // what agrees tells too little, and something differs
	oneCommonWord  = 0.95 // a single such word with a form of a firm that is not that of the known name: Nova GmbH, Nova Ltd.
	missingWord    = 0.75 // a distinctive word is without a counterpart: no more than this
	missingMore    = 0.6  // two of them, or a number
	itemOfFirm     = 0.6  // a thing that is bought and sold, where the name has the form of a firm
	shortName      = 0.8  // a word of at most three letters is all that agrees, and something differs
	otherCountry   = 0.75 // the state that is given is another
	otherCountries = 0.85 // but more than one word agrees
	otherIdentity  = 0.85 // another number in the same register
	personalLetter = 0.8  // an initial for a name of a person
)

// shortWord is the most letters of a word that is not taken for a name unless the whole agrees.
const shortWord = 3

// scoring is what one name is compared in, used again and again.
type scoring struct {
	x       *index
	asked   *asked
	mine    []int8 // by word asked: its counterpart, or -1
	theirs  []int8 // by word known
	like    []float64
	placed  bool // a place has its counterpart
	explain bool
	pairs   []Pair
	adjusts []Adjustment
}

func (x *index) scoring(a *asked) *scoring {
	return &scoring{x: x, asked: a, mine: make([]int8, mostTokens), theirs: make([]int8, mostTokens), like: make([]float64, mostTokens)}
}

// score is how likely a name that is not the same as a whole is one of the party that is asked for: the weight of the words that have a
// counterpart, by how like they are, in that of all words, times what the places say. A distinctive word without one bounds it.
func (c *scoring) score(k *known) float64 {
	c.pairs, c.adjusts = nil, nil
	parts := c.x.partsOf(k)
	c.align(parts, k.person)
	matched, all, evidence := c.sum(k, parts)
	if all == 0 || matched == 0 {
		return 0
	}
	score := matched / all
	if k.person && (c.asked.legal || score < 1 && len(c.asked.tokens) < 2) {
		return 0
	}
	if evidence < telling && (!c.isPaired(parts) || !c.sameForm(parts)) && !c.isBranchOf(parts) {
		score = c.adjust(score, "common-words", onlyCommon)
		if c.asked.legal && c.asked.words() == 1 {
			score = c.adjust(score, "one-word", oneCommonWord)
		}
	}
	if matched < all && c.agreesShortly() {
		score = c.adjust(score, "short", shortName)
	}
	score = c.bound(score, parts)
	score = c.places(score, k, parts)
	if c.asked.legal && c.x.isItem(k.node) {
		score = c.adjust(score, "item", itemOfFirm)
	}
	if c.asked.symbols != k.symbolsIn() {
		score = c.adjust(score, "symbols", otherSymbols)
	}
	return min(score, nearlySame)
}

// isPaired reports whether every word of both names has its counterpart.
func (c *scoring) isPaired(parts []part) bool {
	for i := range c.asked.tokens {
		if c.mine[i] < 0 && !c.asked.tokens[i].class.void() {
			return false
		}
	}
	for j := range parts {
		if c.theirs[j] < 0 && !c.x.words[parts[j].word()].class.void() {
			return false
		}
	}
	return true
}

// isBranchOf reports whether all words of a name that is more than one word agree, and the name asked for has but a place in brackets or
// behind more, and the form of a firm: Applied Materials (Thailand) Co., Ltd.
func (c *scoring) isBranchOf(parts []part) bool {
	telling := 0
	for j := range parts {
		e := &c.x.words[parts[j].word()]
		if c.theirs[j] < 0 && !e.class.void() {
			return false
		}
		if !e.class.void() && e.class != generic && e.class != place {
			telling++
		}
	}
	more := false
	for i := range c.asked.tokens {
		t := &c.asked.tokens[i]
		switch {
		case c.mine[i] >= 0 || t.class.void():
		case t.class == place && (t.bracket || !t.leading):
			more = true
		default:
			return false
		}
	}
	return more && telling > 1
}

// sameForm reports whether the forms of firms in both names are the same.
func (c *scoring) sameForm(parts []part) bool {
	has := func(means string) bool {
		return slices.ContainsFunc(parts, func(p part) bool { return c.x.words[c.x.words[p.word()].means].text == means })
	}
	forms := 0
	for i := range c.asked.tokens {
		if t := &c.asked.tokens[i]; t.class == legal {
			if !has(t.means) {
				return false
			}
			forms++
		}
	}
	for _, p := range parts {
		if c.x.words[p.word()].class == legal {
			forms--
		}
	}
	return forms == 0
}

func (c *scoring) adjust(score float64, reason string, factor float64) float64 {
	if c.explain {
		c.adjusts = append(c.adjusts, Adjustment{reason, factor})
	}
	return score * factor
}

// align finds the counterparts of words: the same ones first, then two together that are one, then the likest.
func (c *scoring) align(parts []part, person bool) {
	tokens := c.asked.tokens
	for i := range tokens {
		c.mine[i], c.like[i] = -1, 0
	}
	for j := range parts {
		c.theirs[j] = -1
	}
	for i := range tokens {
		if tokens[i].number < 0 || tokens[i].class.void() {
			continue
		}
		for j := range parts {
			if c.theirs[j] < 0 && c.x.words[parts[j].word()].means == tokens[i].number {
				c.pair(i, j, 1)
				break
			}
		}
	}
	c.joins(parts)
	for i := range tokens {
		if c.mine[i] >= 0 || tokens[i].class != distinct {
			continue
		}
		best, at := 0.0, -1
		for j := range parts {
			if c.theirs[j] >= 0 {
				continue
			}
			like := tokens[i].likeness(c.x.words[parts[j].word()].means)
			if person {
				like = max(like, initial(tokens[i].text, c.x.words[parts[j].word()].text))
			}
			if like > best {
				best, at = like, j
			}
		}
		if at >= 0 {
			c.pair(i, at, best)
		}
	}
}

// initial is how like an initial is to a name of a person.
func initial(a, b string) float64 {
	if (len(a) == 1 || len(b) == 1) && a[0] == b[0] && isLatin(a) {
		return personalLetter
	}
	return 0
}

func (c *scoring) pair(i, j int, like float64) {
	c.mine[i], c.theirs[j], c.like[i] = int8(j), int8(i), like
}

// joins pairs two words that together are one of the other name, as Fiber Home is Fiberhome. Both of the two get it as counterpart.
func (c *scoring) joins(parts []part) {
	tokens := c.asked.tokens
	for i := 0; i+1 < len(tokens); i++ {
		if tokens[i].joined < 0 || c.mine[i] >= 0 || c.mine[i+1] >= 0 {
			continue
		}
		for j := range parts {
			if c.theirs[j] < 0 && parts[j].word() == tokens[i].joined {
				c.pair(i, j, 1)
				c.pair(i+1, j, 1)
				break
			}
		}
	}
	for j := 0; j+1 < len(parts); j++ {
		if c.theirs[j] >= 0 || c.theirs[j+1] >= 0 {
			continue
		}
		for i := range tokens {
			if c.mine[i] < 0 && slices.Contains(tokens[i].splits, [2]int32{parts[j].word(), parts[j+1].word()}) {
				c.pair(i, j+1, 1)
				c.pair(i, j, 1)
				break
			}
		}
	}
}

// sum returns the weight of the words that have a counterpart, that of all, and what the first tell, of which a distinctive one tells enough.
func (c *scoring) sum(k *known, parts []part) (matched, all, evidence float64) {
	c.placed = false
	for i := range c.asked.tokens {
		c.placed = c.placed || c.asked.tokens[i].class == place && c.mine[i] >= 0
	}
	alone := (!k.telling || c.asked.tells < telling) && !c.isBranchOf(parts)
	for i := range c.asked.tokens {
		t := &c.asked.tokens[i]
		w, cl := t.weight, t.class
		if c.mine[i] >= 0 && c.like[i] < 1 { // a slip of a word tells what that word tells
			e := &c.x.words[parts[c.mine[i]].word()]
			w, cl = min(w, float64(e.weight)), e.class
		}
		if cl == place {
			w = c.placeWeight(alone, c.mine[i] >= 0)
		}
		all += w
		if c.mine[i] >= 0 {
			matched += w * c.like[i]
			evidence += tells(cl, w)
		}
		if c.explain && !t.class.void() {
			p := Pair{Asked: t.text, Class: classNames[cl], Weight: w, Similarity: c.like[i]}
			if c.mine[i] >= 0 {
				p.Known = c.x.words[parts[c.mine[i]].word()].text
			}
			c.pairs = append(c.pairs, p)
		}
	}
	for j := range parts {
		e := &c.x.words[parts[j].word()]
		w := float64(e.weight)
		if e.class == place {
			w = c.placeWeight(alone, c.theirs[j] >= 0)
		}
		all += w
		if c.theirs[j] >= 0 {
			matched += w * c.like[c.theirs[j]]
		} else if c.explain && !e.class.void() {
			c.pairs = append(c.pairs, Pair{Known: e.text, Class: classNames[e.class], Weight: w})
		}
	}
	return matched, all, evidence
}

// placeWeight is what a place tells: in names whose other words tell enough, or in which another place agrees, one without a
// counterpart is judged by what it means, not here.
func (c *scoring) placeWeight(alone, paired bool) float64 {
	switch {
	case alone && (paired || !c.placed):
		return placeAlone
	case paired:
		return weightOf[place]
	}
	return 0
}

// bound lowers a score if distinctive words are without a counterpart. Where none agrees, all words but the generic ones are.
func (c *scoring) bound(score float64, parts []part) float64 {
	missing, agrees := 0, c.agrees()
	count := func(cl class) {
		switch cl {
		case distinct:
			missing++
		case number:
			missing += 2
		case trade, industry, common:
			if !agrees {
				missing++
			}
		}
	}
	for i := range c.asked.tokens {
		if c.mine[i] < 0 {
			count(c.asked.tokens[i].class)
		}
	}
	for j := range parts {
		if c.theirs[j] < 0 {
			count(c.x.words[parts[j].word()].class)
		}
	}
	switch {
	case missing == 1 && score > missingWord:
		return c.adjust(score, "missing-word", missingWord/score)
	case missing > 1 && score > missingMore:
		return c.adjust(score, "missing-word", missingMore/score)
	}
	return score
}

// agrees reports whether a distinctive word has its counterpart.
func (c *scoring) agrees() bool {
	for i := range c.asked.tokens {
		if c.mine[i] >= 0 && c.asked.tokens[i].class == distinct {
			return true
		}
	}
	return false
}

// agreesShortly reports whether all that agrees but generic words is one short word.
func (c *scoring) agreesShortly() bool {
	n := 0
	for i := range c.asked.tokens {
		t := &c.asked.tokens[i]
		if c.mine[i] < 0 || t.class == generic || t.class == place {
			continue
		}
		if n++; n > 1 || utf8.RuneCountInString(t.text) > shortWord || !isLatin(t.text) {
			return false
		}
	}
	return n == 1
}
