package ask

import (
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// part is a piece of a question: a name, a time, or a word or phrase.
type part struct {
	from, to int // tokens
	text     string
	names    []snapshot.Node // what a name may mean; nil: it is none
	slip     bool            // the name is written otherwise
	time     *period
	means    []meaning // of a word or phrase; nil: it is not known
	mark     string    // of a name or noun: the case in which it stands, of the lexicon, or empty
	joined   bool      // of a name: to the one before it, by and, or or a comma
	product  bool      // of a noun: with the name beside it, it names what that party makes, as in Nvidia chips
	origin   bool      // of an adjective: it tells where the thing beside it comes from, as in Chinese rare earths
}

// is reports whether a word has a meaning.
func (p *part) is(class, name string) bool { return slices.Contains(p.means, meaning{class, name}) }

// of returns the name of the first meaning of a class, or nothing.
func (p *part) of(class string) (name string, ok bool) {
	for _, m := range p.means {
		if m.class == class {
			return m.name, true
		}
	}
	return "", false
}

// sentence is a question taken apart.
type sentence struct {
	*question.Asking
	filter graph.Filter
	lang   string
	text   string
	tokens []token
	parts  []part
	words  *lexicon
}

// longestMention is how many words a name in a question has at most.
const longestMention = 9

// take takes a text apart: times first, then names, the longest first, then words; what is left may be a name with a slip of the
// pen. The error is a *graph.NotDay for a day that does not exist, or that of the limits; the sentence then has a language alone.
func take(a *question.Asking, f graph.Filter, text string) (*sentence, error) {
	text = strings.ToValidUTF8(text, "\ufffd")
	s := &sentence{Asking: a, filter: f, text: text, tokens: tokensOf(text), words: lexiconOf(a.Facts)}
	s.lang = s.language()
	dates := &dates{tokens: s.tokens, today: a.Today}
	for i := 0; i < len(s.tokens); {
		p, err := s.next(dates, i)
		if err != nil {
			return s, err
		}
		p.from, p.text = i, s.text[s.tokens[i].from:s.tokens[p.to-1].to]
		s.parts = append(s.parts, p)
		i = p.to
	}
	if err := s.slips(); err != nil {
		return s, err
	}
	s.mark()
	s.setSeats()
	s.setProducts()
	s.setOrigins()
	return s, nil
}

// language is the one that more of the words are of; English if they are as many.
func (s *sentence) language() string {
	en, fr := 0, 0
	for i := 0; i < len(s.tokens); {
		e := s.words.at(s.tokens[i:])
		if e == nil {
			if strings.ContainsAny(s.tokens[i].text, "éèêàçùâîôûœ") {
				fr++
			}
			i++
			continue
		}
		if len(e.fr) == 0 {
			en += len(e.words)
		}
		if len(e.en) == 0 {
			fr += len(e.words)
		}
		i += len(e.words)
	}
	if fr > en {
		return "fr"
	}
	return "en"
}

// next reads the part at a token.
func (s *sentence) next(d *dates, i int) (part, error) {
	e := s.words.at(s.tokens[i:])
	if e != nil && len(e.words) > 3 { // a long phrase is no time
		return part{to: i + len(e.words), means: e.in(s.lang)}, nil
	}
	nodes, size, err := s.mention(i)
	if err != nil {
		return part{}, err
	}
	if p, n, err := d.at(i); err != nil || n > 0 && n >= size {
		return part{to: i + n, time: &p}, err
	}
	switch n := d.percentage(i); {
	case n > 0 && n >= size:
		return part{to: i + n, means: []meaning{{cueOf, "share"}}}, nil
	case size > 0 && (e == nil || size > len(e.words) || size == len(e.words) && s.isName(i, size)):
		return part{to: i + size, names: nodes}, nil
	case e != nil:
		return part{to: i + len(e.words), means: e.in(s.lang)}, nil
	}
	return part{to: i + 1}, nil
}

// isName reports whether words that are also in the lexicon are written as a name: in capitals, or with one that does not begin
// the question.
func (s *sentence) isName(i, size int) bool {
	t := s.tokens[i]
	return t.capital && (i > 0 || size > 1 || strings.ToUpper(t.text) == t.text && len(t.text) > 1)
}

// mention finds the longest name that stands at a token, and returns what it may mean and how many tokens it takes.
func (s *sentence) mention(i int) ([]snapshot.Node, int, error) {
	for n := min(longestMention, len(s.tokens)-i); n > 0; n-- {
		found, err := s.named(i, n)
		if err != nil || len(found) == 0 {
			if err != nil {
				return nil, 0, err
			}
			continue
		}
		same := func(i, n int) bool {
			other, err := s.named(i, n)
			return err == nil && slices.Equal(other, found)
		}
		switch { // words that join names to a sentence may count for nothing in them: à Huawei
		case n > 1 && s.isIdleToken(i) && same(i+1, n-1):
			return nil, 0, nil
		case n > 1 && s.isIdleToken(i+n-1) && same(i, n-1):
			continue
		}
		return found, n, nil
	}
	return nil, 0, nil
}

// named is what so many tokens are a name of.
func (s *sentence) named(i, n int) ([]snapshot.Node, error) {
	for _, text := range s.spellings(i, n) {
		found, err := names.Exact(s.Limits, s.Facts, text, s.filter)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// isIdleToken reports whether a word says nothing by itself, or only in which case a name stands.
func (s *sentence) isIdleToken(i int) bool {
	e := s.words.at(s.tokens[i : i+1])
	if e == nil {
		return false
	}
	p := part{means: e.in(s.lang)}
	return p.isIdle()
}

// articles stand before names in the aliases of a language, and not always in questions.
var articles = map[string][]string{"en": {"the "}, "fr": {"les ", "la ", "le ", "l'"}}

// spellings are the ways in which some words may be a name: as they stand, without what joins them, in the singular.
func (s *sentence) spellings(i, n int) []string {
	first, last := s.tokens[i], s.tokens[i+n-1]
	if n == 1 && len(first.text) == 1 && first.text[0] < 0x80 && !first.capital {
		return nil
	}
	as := s.text[first.from:last.to]
	all := []string{as}
	var bare []string
	for _, t := range s.tokens[i : i+n] {
		if !(t.folded == "s" && t.elided && n > 1) {
			bare = append(bare, t.text)
		}
	}
	if len(bare) < n && last.folded != "s" {
		all = append(all, strings.Join(bare, " "))
	}
	for _, article := range articles[s.lang] { // a name that is only known with its article
		all = append(all, article+as)
	}
	if len(last.text) > 2 && (strings.HasSuffix(last.text, "s") || strings.HasSuffix(last.text, "S")) {
		all = append(all, as[:len(as)-1])
	}
	return all
}

// slips looks for names among the words that mean nothing.
func (s *sentence) slips() error {
	for i := 0; i < len(s.parts); i++ {
		run := 0
		for i+run < len(s.parts) && s.parts[i+run].isUnknown() && run < 3 {
			run++
		}
		for ; run > 0; run-- {
			p, last := &s.parts[i], s.parts[i+run-1]
			text := s.text[s.tokens[p.from].from:s.tokens[last.to-1].to]
			n, ok, err := names.Slip(s.Limits, s.Facts, text, s.filter)
			if err != nil {
				return err
			}
			if ok {
				*p = part{from: p.from, to: last.to, text: text, names: []snapshot.Node{n}, slip: true}
				s.parts = slices.Delete(s.parts, i+1, i+run)
				break
			}
		}
	}
	return nil
}

func (p *part) isUnknown() bool { return p.names == nil && p.time == nil && len(p.means) == 0 }

// mark gives names and nouns the case of the words before them. Articles, kinds and adjectives may stand between; names that are
// joined stand in the case of the first.
func (s *sentence) mark() {
	mark, joined := "", false
	for i := range s.parts {
		p := &s.parts[i]
		if i > 0 && s.isParted(p.from) && len(p.names) > 0 && len(s.parts[i-1].names) > 0 {
			joined, mark = true, s.parts[i-1].mark
		}
		switch name, isCase := p.of(caseOf); {
		case len(p.names) > 0:
			p.mark, p.joined = mark, joined
			joined = false
			mark = ""
			if i+1 < len(s.parts) && s.parts[i+1].is(caseOf, "and") {
				mark = p.mark
			}
		case isCase && name == "and":
			joined = i > 0 && len(s.parts[i-1].names) > 0
		case isCase && !(p.is(filler, "") && mark != ""):
			mark, joined = name, false
		case p.is(filler, ""):
		case p.time != nil:
			mark, joined = "", false
		default:
			p.mark = mark
			_, isKind := p.of(kindOf)
			_, isAdjective := p.of(adjective)
			if !isKind && !isAdjective && !p.is(cueOf, "government") {
				mark, joined = "", false
			}
		}
	}
}

// setSeats lets the name of a state before a noun of a kind tell the state of what is meant: Hong Kong companies.
func (s *sentence) setSeats() {
	for i := range s.parts[:max(0, len(s.parts)-1)] {
		p := &s.parts[i]
		if _, isKind := s.parts[i+1].of(kindOf); isKind && p.mark == "" && s.lang == "en" && len(p.names) == 1 && s.isState(p.names[0]) {
			p.mark = "in"
		}
	}
}

// setProducts finds nouns of kinds that belong to the name beside them: behind it in English, before it in French. With the name of
// an item they say nothing more (EUV machines); with that of a party they name what it makes (Nvidia chips).
func (s *sentence) setProducts() {
	for i := range s.parts {
		p := &s.parts[i]
		beside := i - 1
		if s.lang == "fr" {
			beside = i + 1
		}
		if kind, ok := p.of(kindOf); !ok || kind == "unknown" || beside < 0 || beside >= len(s.parts) || len(s.parts[beside].names) == 0 || s.isAskedFor(i) {
			continue
		}
		k, n := s.Facts.Ontology().Kind(firstOf(p.of(kindOf))), s.parts[beside].names[0]
		switch {
		case k == nil:
		case s.Facts.Kind(n) == k.Name || s.isItem(n) && k.Item:
			p.means = []meaning{{filler, ""}}
		case s.isParty(n) && !k.Actor && s.parts[beside].mark != "in":
			p.product = true
		}
	}
}

func firstOf(name string, _ bool) string { return name }

// setOrigins finds the adjectives that belong to the name of a thing: before it in English, behind it in French.
func (s *sentence) setOrigins() {
	for i := range s.parts {
		if _, ok := s.parts[i].of(adjective); !ok {
			continue
		}
		beside := i + 1
		if s.lang == "fr" {
			beside = i - 1
		}
		s.parts[i].origin = beside >= 0 && beside < len(s.parts) && len(s.parts[beside].names) > 0 && s.isItem(s.parts[beside].names[0])
	}
}

// isParted reports whether a comma stands before a token.
func (s *sentence) isParted(i int) bool {
	return i > 0 && strings.Contains(s.text[s.tokens[i-1].to:s.tokens[i].from], ",")
}
