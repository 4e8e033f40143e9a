package ask

import (
	"cmp"
	"strings"
)

// kindNouns are the nouns by which a question may narrow its answer to a kind.
var kindNouns = map[string]string{
	"companies": "company", "firms": "company", "entreprises": "company", "sociétés": "company",
	"chips": "chip", "puces": "chip", "models": "model", "modèles": "model", "governments": "government", "gouvernements": "government",
	"decisions": "decision", "décisions": "decision", "technologies": "technology", "facilities": "facility", "sites": "facility",
}

func (r *reader) dependents() error   { return r.reach("dependents") }
func (r *reader) dependencies() error { return r.reach("dependencies") }

func (r *reader) reach(name string) error {
	of, err := r.needed("x")
	if err != nil {
		return err
	}
	depth := ""
	if r.words["direct"] != "" || r.words["straight"] != "" {
		depth = "1"
	}
	r.ask(name, "ref", of, "depth", depth, "kind", kindNouns[strings.ToLower(r.words["kind"])])
	return nil
}

func (r *reader) why() error {
	from, err := r.id("x")
	if err != nil {
		return err
	}
	to, err := r.needed("y")
	if err != nil {
		return err
	}
	r.ask("paths", "from", from, "to", to)
	return nil
}

func (r *reader) owners() error     { return r.about("owners") }
func (r *reader) holdings() error   { return r.about("holdings") }
func (r *reader) timeline() error   { return r.about("timeline") }
func (r *reader) affiliates() error { return r.about("affiliates") }
func (r *reader) decisions() error  { return r.about("decisions") }
func (r *reader) card() error       { return r.about("entity") }

func (r *reader) about(name string) error {
	ref, err := r.id("x")
	if err != nil {
		return err
	}
	r.ask(name, "ref", ref)
	return nil
}

func (r *reader) impact() error {
	removed, err := r.ids("x")
	if err != nil {
		return err
	}
	r.ask("impact")
	r.out.Values["remove"] = removed
	return nil
}

func (r *reader) chokepoints() error {
	loser, err := r.optional("x")
	if err != nil {
		return err
	}
	country, err := r.optional("y")
	if err != nil {
		return err
	}
	r.ask("chokepoints", "for", loser, "country", country)
	return nil
}

func (r *reader) compare() error {
	one, err := r.id("x")
	if err != nil {
		return err
	}
	other, err := r.id("y")
	if err != nil {
		return err
	}
	r.ask("compare", "one", one, "other", other)
	return nil
}

func (r *reader) check() error {
	item, err := r.id("x")
	if err != nil {
		return err
	}
	to, err := r.id("y")
	if err != nil {
		return err
	}
	endUser, err := r.optional("z")
	if err != nil {
		return err
	}
	r.ask("check", "item", item, "to", to, "end_user", endUser)
	return nil
}

// changes reads a period, or the days or periods at its two ends. Loads are not what people ask about.
func (r *reader) changes() error {
	today := r.filter.AsOf
	since, until, err := readPeriod(cmp.Or(r.words["in"], r.words["x"]), today)
	if err != nil {
		return err
	}
	if r.words["in"] == "" {
		until = today
	}
	if to := r.words["y"]; to != "" {
		if _, until, err = readPeriod(to, today); err != nil {
			return err
		}
	}
	r.ask("changes", "since", since.String(), "until", until.String(), "what", "began", "what", "ended", "what", "on")
	return nil
}

func (r *reader) search() error {
	r.ask("search", "q", r.words["x"])
	return nil
}
