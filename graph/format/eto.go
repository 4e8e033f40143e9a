package format

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"chokepoint/graph"
	"chokepoint/graph/load"
)

// eto is the Advanced Semiconductor Supply Chain Dataset of the Emerging Technology Observatory, a folder of five tables: stages and inputs
// of chipmaking, how the inputs follow on each other, and who provides them.
var eto = Format{
	Name: "eto", Title: "ETO Advanced Semiconductor Supply Chain, a folder of five tables in CSV", Licence: "CC-BY-NC-4.0", Extensions: []string{".csv"},
	knows: func(files []load.File, begin []byte) bool {
		line, _, _ := bytes.Cut(begin, []byte("\n"))
		return slices.ContainsFunc(files, func(f load.File) bool {
			return isNamed(f, "inputs.csv", "provision.csv", "sequence.csv", "stages.csv", "providers.csv")
		}) &&
			slices.ContainsFunc([]string{"input_id", "provider_id", "provided_id", "stage_id"}, func(column string) bool { return bytes.Contains(line, []byte(column)) })
	},
	read: func(r *Reading) {
		c := &chain{Reading: r, items: map[string]string{}, providers: map[string]provider{}, stages: map[string]string{}}
		for _, t := range []struct {
			name string
			heads
			read func(*row)
		}{
			{"stages.csv", etoHeads("stage_id", "stage_name"), c.stage},
			{"inputs.csv", etoHeads("input_id", "input_name"), c.input},
			{"providers.csv", etoHeads("provider_id", "provider_name", "provider_type"), c.provider},
			{"sequence.csv", etoHeads("input_id"), c.follow},
			{"provision.csv", etoHeads("provider_id", "provided_id"), c.provide},
		} {
			at := slices.IndexFunc(r.Files, func(f load.File) bool { return isNamed(f, t.name) })
			if at < 0 {
				r.Fault(load.Place{File: r.Files[0].Name}, "the folder has no %s: the dataset is inputs.csv, providers.csv, provision.csv, sequence.csv and stages.csv", t.name)
				continue
			}
			r.table(r.Files[at], t.heads, bounds, t.read)
		}
		c.finish()
	},
}

func etoHeads(needed ...string) heads { return heads{needed: needed, open: true} }

// etoSource is the id of the source that all claims cite.
const etoSource = "eto-semiconductor-supply-chain"

// chain is the dataset being read.
type chain struct {
	*Reading
	items     map[string]string // ids of stages and inputs by theirs
	stages    map[string]string // ids of stages by theirs
	providers map[string]provider
	supplies  []supply
}

// provider is a firm, or a state as a provider.
type provider struct {
	id    string // empty where it is left out
	state bool
}

// supply is that a firm provides something.
type supply struct {
	at             load.Place
	item, provider string
	share          load.Word
	negligible     bool
}

func (c *chain) cite(at load.Place, locator string) []load.DraftCitation {
	if len(c.Sources) == 0 {
		c.Sources = append(c.Sources, load.DraftSource{At: at, Source: graph.Source{ID: etoSource, Title: "Advanced Semiconductor Supply Chain Dataset (CC BY-NC 4.0)",
			Publisher: "Emerging Technology Observatory, Center for Security and Emerging Technology", URL: "https://eto.tech/dataset-docs/chipexplorer/",
			Kind: "dataset", Language: "en", Published: graph.Beginning}})
	}
	return []load.DraftCitation{{Word: load.Word{Text: etoSource, At: at}, Locator: locator}}
}

// say adds what a row says of something.
func (c *chain) say(row *row, id, predicate, object, locator string) {
	c.Claims = append(c.Claims, load.DraftClaim{At: row.at(), Entity: id, Predicate: load.Word{Text: predicate, At: row.at()}, Object: load.Word{Text: object, At: row.at()},
		Sources: c.cite(row.at(), locator)})
}

// item adds a stage or an input, and what the file says of it in words.
func (c *chain) item(row *row, id, name string) string {
	if _, there := c.items[id]; there {
		c.Leave("stages and inputs that the files have twice")
		return ""
	}
	e := load.DraftEntity{Entity: graph.Entity{ID: c.nameID(name, "", id), Kind: "technology", Name: name, Identifiers: map[string]string{"eto": id}}, At: row.at(), KindAt: row.at(), Found: true}
	c.items[id] = e.ID
	c.Entities = append(c.Entities, e)
	if text := clean(row.text("description")); text != "" {
		c.say(row, e.ID, "description", text, id)
	}
	if size := clean(row.text("market_share_chart_global_market_size_info")); size != "" {
		c.say(row, e.ID, "description", "Global market: "+size, id)
	}
	return e.ID
}

func (c *chain) stage(row *row) {
	id := row.text("stage_id")
	if own := c.item(row, id, row.text("stage_name")+" (stage of chipmaking)"); own != "" {
		c.stages[id] = own
	}
}

// input adds an input; one that is a step of a stage is required by the stage.
func (c *chain) input(row *row) {
	id := row.text("input_id")
	own := c.item(row, id, row.text("input_name"))
	if stage := c.stages[row.text("stage_id")]; own != "" && stage != "" {
		c.say(row, stage, "requires", own, id)
	}
}

// isoCodes are codes of states in the dataset that ISO 3166 has otherwise.
var isoCodes = map[string]string{"MAL": "MYS"}

func isoCode(code string) string {
	if iso := isoCodes[code]; iso != "" {
		return iso
	}
	return code
}

// provider adds who provides: a firm, or a state, called as the world calls it.
func (c *chain) provider(row *row) {
	id, name := row.text("provider_id"), row.text("provider_name")
	if _, there := c.providers[id]; there {
		c.Leave("providers that the files have twice")
		return
	}
	e := load.DraftEntity{Entity: graph.Entity{Kind: companyKind, Name: name}, At: row.at(), KindAt: row.at(), Found: true}
	state := row.text("provider_type") == "country"
	if state {
		region, err := language.ParseRegion(isoCode(name))
		if err != nil {
			c.providers[id] = provider{state: true}
			c.Leave("providers that are no firm and no single state: " + name)
			return
		}
		e.Kind, e.Name = "government", display.English.Regions().Name(region)
		e.Country = load.Word{Text: isoCode(name), At: row.at()}
	} else {
		e.Identifiers = map[string]string{"eto": id}
		e.Country = row.word("country")
		e.Country.Text = isoCode(e.Country.Text)
	}
	e.ID = c.nameID(e.Name, e.Country.Text, id)
	c.providers[id] = provider{e.ID, state}
	c.Entities = append(c.Entities, e)
	if !state && e.Country.Text != "" {
		c.Claims = append(c.Claims, load.DraftClaim{At: row.at(), Entity: e.ID, Object: e.Country, Seat: true, Sources: c.cite(row.at(), id)})
	}
}

// follow says what an input goes into, and what it is a type of.
func (c *chain) follow(row *row) {
	id := row.text("input_id")
	own, known := c.items[id]
	into, sort := row.text("goes_into_id"), row.text("is_sortof_id")
	for _, other := range []string{into, sort} {
		if other != "" && (!known || c.items[other] == "" || c.items[other] == own) {
			c.Leave("steps from or to inputs that the files do not have")
			return
		}
	}
	if into != "" {
		c.say(row, c.items[into], "requires", own, id)
	}
	if sort != "" {
		c.say(row, own, "member_of", c.items[sort], id)
	}
}

// provide says what share a state has, or that a firm is among the suppliers.
func (c *chain) provide(row *row) {
	p, known := c.providers[row.text("provider_id")]
	item := c.items[row.text("provided_id")]
	switch {
	case known && p.id == "":
		c.Leave("shares of nobody in particular")
		return
	case !known || item == "":
		c.Leave("provision by or of what the files do not have")
		return
	}
	s := supply{at: row.at(), item: item, provider: p.id, negligible: row.text("negligible_market_share") != ""}
	if text := row.text("share_provided"); text != "" {
		share, ok := percents(text)
		if !ok {
			c.Leave("shares that nobody can read for sure")
		}
		s.share = load.Word{Text: share, At: row.at()}
	}
	if !p.state {
		c.supplies = append(c.supplies, s)
		return
	}
	if s.share.Text == "" {
		c.Leave("states that provide something, without a share or with a negligible one")
		return
	}
	c.say(row, p.id, "market_share", strings.TrimSpace(strings.TrimSuffix(row.text("share_provided"), "%"))+" %", row.text("provided_id"))
	claim := &c.Claims[len(c.Claims)-1]
	claim.Item, claim.Purpose = load.Word{Text: item, At: row.at()}, row.text("provided_name")
}

// finish says who supplies what. A firm is one supplier among others, since the dataset names those that matter and not all, but where
// the whole market is its own.
func (c *chain) finish() {
	said := map[string]bool{}
	for _, s := range c.supplies {
		key := s.item + "\x00" + s.provider
		if said[key] {
			c.Leave("provision that the files have twice")
			continue
		}
		said[key] = true
		claim := load.DraftClaim{At: s.at, Entity: s.item, Predicate: load.Word{Text: "partly_supplied_by", At: s.at}, Object: load.Word{Text: s.provider, At: s.at},
			Share: s.share, Sources: c.cite(s.at, "")}
		if s.share.Text == "1" {
			claim.Predicate.Text = "supplied_by"
		}
		if s.negligible {
			claim.Note = "negligible market share"
		}
		c.Claims = append(c.Claims, claim)
	}
}
