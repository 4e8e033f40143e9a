package names_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/load"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// testOntology has places, firms, people and things.
const testOntology = `
kinds:
  - {name: company, actor: true}
  - {name: person}
  - {name: chip, item: true}
  - {name: government, actor: true}
  - {name: place}
relations:
  - {name: seat_in, from: [company], to: [government, place]}
  - {name: part_of, from: [place], to: [government]}
country: {relations: [seat_in, part_of], kind: government}
`

func readOntology(t rapid.TB) *graph.Ontology {
	o, err := load.Ontology(load.File{Name: "ontology.yaml", Data: []byte(testOntology)})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// firms is a graph as text: an entity a line, "id kind = name; alias; …", its identifiers after "#", its seat after ">".
const firms = `
china government = China; PRC
sweden government = Sweden
myanmar government = Myanmar
shenzhen place = Shenzhen > china
shanghai place = Shanghai > china
huawei company = Huawei; Huawei Technologies Co., Ltd.; 华为 # lei=549300HUAWEI > shenzhen
skyverse company = Skyverse > shenzhen
kingsemi company = Kingsemi
kingsemi-japan company = Kingsemi Japan
nova company = Nova Ltd.
smic company = SMIC; Semiconductor Manufacturing International Corporation; 中芯国际 > shanghai
smic-beijing company = Semiconductor Manufacturing International (Beijing) Corporation
cetc company = CETC; China Electronics Technology Group Corporation
ymtc company = YMTC; Yangtze Memory Technologies; 长江存储
cxmt company = CXMT; ChangXin Memory Technologies; 长鑫存储
nvidia company = Nvidia; 英伟达 # ticker=NVDA
h20 chip = Nvidia H20; H20
micron company = Micron
graphite chip = Graphite
huang person = Jensen Huang
silex company = Silex Microsystems; Silex > sweden
cplus company = C++ Systems
c company = C Systems
stars company = ★★★
wingtech company = Wing-tech
peking company = Peking University
kioxia company = Kioxia
crow company = カラス
orsted company = Ørsted Chips
tsmc company = 台積電
`

func read(t rapid.TB, text string) *snapshot.Snapshot {
	o := readOntology(t)
	b := snapshot.NewBuilder(o, "1")
	var claims []graph.Claim
	for line := range strings.Lines(text) {
		line, seat, seated := strings.Cut(strings.TrimSpace(line), " > ")
		line, numbers, numbered := strings.Cut(line, " # ")
		head, called, ok := strings.Cut(line, " = ")
		if !ok {
			continue
		}
		fields, all := strings.Fields(head), strings.Split(called, "; ")
		e := graph.Entity{ID: fields[0], Kind: fields[1], Name: all[0]}
		for _, a := range all[1:] {
			e.Aliases = append(e.Aliases, graph.Alias{Name: a})
		}
		if numbered {
			scheme, value, _ := strings.Cut(numbers, "=")
			e.Identifiers = map[string]string{scheme: value}
		}
		b.Entity(e, "d", graph.Recording{})
		if seated {
			predicate := map[string]string{"place": "part_of"}[e.Kind]
			if predicate == "" {
				predicate = "seat_in"
			}
			claims = append(claims, graph.Claim{Subject: e.ID, Predicate: predicate, Object: seat, Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Official})
		}
	}
	for _, c := range claims {
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: "d"}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func unlimited() *limits.Limits { return limits.New(context.Background(), graph.Budget{}) }

func match(t rapid.TB, s *snapshot.Snapshot, p names.Party) []names.Candidate {
	if p.Most == 0 {
		p.Most = 5
	}
	found, err := names.Match(unlimited(), s, p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Names as they stand in lists: the first candidate and whom they mean, or nobody for sure.
func TestMatch(t *testing.T) {
	s := read(t, firms)
	for _, c := range []struct {
		name, id string
		want     names.Resolution
	}{
		{"HUAWEI TECHNOLOGIES CO LTD", "huawei", names.Sure},
		{"Huawei Technologies (Yangon) Co., Ltd.", "huawei", names.Sure},
		{"Technologies Huawei", "huawei", names.Sure},
		{"Hauwei Technologies", "huawei", names.Sure},
		{"华为技术有限公司", "huawei", names.Sure},
		{"華為技術有限公司", "huawei", names.Sure},
		{"Хуавэй", "huawei", names.Sure},
		{"ファーウェイ", "huawei", names.Sure},
		{"Shenzhen Huawei Technologies", "huawei", names.Sure},
		{"Zhuhai Skyverse Technology Co., Ltd.", "skyverse", names.Doubtful},
		{"Kingsemi Japan K.K.", "kingsemi-japan", names.Sure},
		{"Kingsemi (Korea)", "kingsemi", names.Sure},
		{"Nova Technologies", "nova", names.Doubtful},
		{"Nova", "nova", names.Sure},
		{"Nova Ltd", "nova", names.Sure},
		{"Nova GmbH", "nova", names.Doubtful},
		{"Nova Inc.", "nova", names.Doubtful},
		{"CORP", "", names.None},
		{"Technology Group International", "", names.None},
		{"S.M.I.C.", "smic", names.Sure},
		{"Semiconductor Manufacturing International (Shenzhen) Corporation", "smic", names.Sure},
		{"Semiconductor Manufacturing International (Beijing) Corporation", "smic-beijing", names.Sure},
		{"中芯国际集成电路制造有限公司", "smic", names.Sure},
		{"China Electronics Technology Group Corporation 16th Research Institute", "", names.None},
		{"Changjiang Cunchu", "ymtc", names.Sure},
		{"长鑫存储技术有限公司", "cxmt", names.Sure},
		{"Micorn Technology Inc", "micron", names.Sure},
		{"Nedayeh Micron Electronics", "micron", names.Doubtful},
		{"Micro", "", names.None},
		{"H20", "h20", names.Sure},
		{"H21", "", names.None},
		{"Graphite India Limited", "graphite", names.None},
		{"Huang, Jensen", "huang", names.Sure},
		{"J. Huang", "huang", names.Sure},
		{"Huang Trading Co., Ltd.", "", names.None},
		{"Albert Huang", "huang", names.Doubtful},
		{"Sichuan University", "", names.None},
		{"C++ Systems", "cplus", names.Sure},
		{"C Systems", "c", names.Sure},
		{"★★★", "stars", names.Sure},
		{"★★", "", names.None},
		{"Wing tech", "wingtech", names.Sure},
		{"Wingtech", "wingtech", names.Sure},
		{"キオクシア株式会社", "kioxia", names.Sure},
		{"ガラス", "", names.None},
		{"Orsted Chips", "orsted", names.Sure},
		{"台积电", "tsmc", names.Sure},
		{"", "", names.None},
		{"Co., Ltd.", "", names.None},
	} {
		found, id := match(t, s, names.Party{Name: c.name, Country: snapshot.None}), ""
		got := names.ResolutionOf(found)
		if len(found) > 0 {
			id = s.ID(found[0].Node)
		}
		if c.want == names.None && got == names.None && c.id == "" {
			continue
		}
		if id != c.id || got != c.want {
			t.Errorf("%q: %q %s, want %q %s: %+v", c.name, id, got, c.id, c.want, found)
		}
	}
}

// What is known of a party besides its name decides, lowers or breaks ties.
func TestMatchKnows(t *testing.T) {
	s := read(t, firms+"twin company = Silex\n")
	node := func(id string) snapshot.Node {
		n, ok := s.Lookup(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		return n
	}
	nobody := match(t, s, names.Party{Name: "Quite Another", Country: snapshot.None, Identifiers: map[string]string{"lei": "549300huawei"}})
	if len(nobody) != 1 || s.ID(nobody[0].Node) != "huawei" || nobody[0].Score != 1 || !nobody[0].Identified || names.ResolutionOf(nobody) != names.Sure {
		t.Errorf("an identifier does not decide: %+v", nobody)
	}
	other := match(t, s, names.Party{Name: "Huawei", Country: snapshot.None, Identifiers: map[string]string{"lei": "other"}})
	if other[0].Score != 0.85 {
		t.Errorf("another identifier: %+v", other)
	}
	if same := match(t, s, names.Party{Name: "Huawei", Country: node("china")}); same[0].Score != 1 {
		t.Errorf("the same state: %+v", same)
	}
	if abroad := match(t, s, names.Party{Name: "Huawei", Country: node("sweden")}); abroad[0].Score != 0.75 {
		t.Errorf("another state: %+v", abroad)
	}
	if branch := match(t, s, names.Party{Name: "Huawei Technologies (Yangon)", Country: node("myanmar")}); branch[0].Score < names.Threshold {
		t.Errorf("a branch in another state: %+v", branch)
	}
	tie := match(t, s, names.Party{Name: "Silex", Country: snapshot.None})
	if got := names.ResolutionOf(tie); got != names.Doubtful || len(tie) != 2 {
		t.Errorf("two of a name: %s, %+v", got, tie)
	}
	broken := match(t, s, names.Party{Name: "Silex", Country: node("sweden")})
	if got := names.ResolutionOf(broken); got != names.Sure || s.ID(broken[0].Node) != "silex" {
		t.Errorf("two of a name, one of the state: %s, %+v", got, broken)
	}
	chips := match(t, s, names.Party{Name: "Nvidia", Country: snapshot.None, Keep: func(n snapshot.Node) bool { return s.Kind(n) == "chip" }})
	if len(chips) != 1 || s.ID(chips[0].Node) != "h20" {
		t.Errorf("chips alone: %+v", chips)
	}
}

// A score can be made from what explains it.
func TestMatchExplains(t *testing.T) {
	s := read(t, firms)
	for _, name := range []string{"Hauwei Technologies (Yangon) Co., Ltd.", "Zhuhai Skyverse Technology", "China Electronics Technology Group 16th Research Institute", "Nova Technologies"} {
		for _, c := range match(t, s, names.Party{Name: name, Country: snapshot.None}) {
			agree, all := 0.0, 0.0
			for _, p := range c.Pairs {
				// A pair counts for each of its words; here the two always tell the same.
				sides := 1.0
				if p.Asked != "" && p.Known != "" {
					sides = 2
				}
				all += sides * p.Weight
				agree += sides * p.Weight * p.Similarity
			}
			score := agree / all
			for _, a := range c.Adjustments {
				score *= a.Factor
			}
			if diff := score - c.Score; diff > 0.02 || diff < -0.02 {
				t.Errorf("%s: %s has %.3f, explained is %.3f: %+v", name, s.ID(c.Node), c.Score, score, c)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	s := read(t, firms+"one company = Chip maker\nother company = Chip Maker\n")
	for ref, want := range map[string]string{"nvidia": "nvidia", "ＮＶＩＤＩＡ": "nvidia", "英伟达": "nvidia", "nvda": "nvidia", "h 20": "h20", "H20": "h20", "S.M.I.C.": "smic", "smic": "smic",
		"c++ systems": "cplus", "C Systems": "c", "★★★": "stars", "Wingtech": "wingtech", "changjiangcunchu": "ymtc", "台积电": "tsmc", "nvidea": "", "H21": "", "★": ""} {
		n, err := names.Resolve(unlimited(), s, ref, graph.Filter{})
		switch missing := new(graph.NotFound); {
		case want == "":
			if !errors.As(err, &missing) || ref == "nvidea" && (len(missing.Near) == 0 || missing.Near[0].ID != "nvidia") {
				t.Errorf("%s: %v", ref, err)
			}
		case err != nil || s.ID(n) != want:
			t.Errorf("%s: %v, %v", ref, n, err)
		}
	}
	var several *graph.Ambiguous
	if _, err := names.Resolve(unlimited(), s, "chip-maker", graph.Filter{}); !errors.As(err, &several) || len(several.Candidates) != 2 || several.Candidates[0].ID != "one" {
		t.Errorf("chip-maker: %v", err)
	}
}

func TestSlip(t *testing.T) {
	s := read(t, firms+"nvidio company = Hauwey\ntrumpf company = Trumpf\nmoore company = Moore\nisrael government = Israel\n")
	for text, want := range map[string]string{"nvidea": "nvidia", "Nvidai": "nvidia", "micorn": "micron", "H21": "", "micro": "", "novq": "", "nvidia": "", "nvidea h20": "h20", "nvidea h21": "", "Trump": "", "trumpfs": "", "moon": "", "mistral": "", "nvidias": "", "nvida": "nvidia", "Skyverze": "skyverse",
		"hauwei": "", "sillex": "silex", "kioxai": "kioxia", "something": "", "": ""} {
		n, ok, err := names.Slip(unlimited(), s, text, graph.Filter{})
		if err != nil || ok != (want != "") || ok && s.ID(n) != want {
			t.Errorf("%q: %v %v %v, want %q", text, n, ok, err, want)
		}
	}
}

func TestSearch(t *testing.T) {
	s := read(t, firms)
	for text, want := range map[string]string{"nvid": "nvidia", "vidi": "nvidia", "semicon manufact": "smic", "英伟": "nvidia", "NVDA": "nvidia", "h2": "h20", "huwaei": "huawei", "yangtze mem": "ymtc", "C++": "cplus", "★★★": "stars"} {
		found, total, err := names.Search(unlimited(), s, names.Query{Text: text, Most: 1})
		if err != nil || len(found) != 1 || total < 1 || s.ID(found[0].Node) != want {
			t.Errorf("%s: %v of %d, %v; want %s", text, found, total, err, want)
		}
	}
	for _, text := range []string{"", "zzz", "nvidia zzz", "☆"} {
		if found, total, err := names.Search(unlimited(), s, names.Query{Text: text, Most: 1}); err != nil || total > 0 {
			t.Errorf("%q: %v of %d, %v", text, found, total, err)
		}
	}
}

// A search that nobody waits for ends with its context, and the next has the index.
func TestSearchEnds(t *testing.T) {
	var text strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&text, "e%d company = Entity %d\n", i, i)
	}
	s := read(t, text.String())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := names.Search(limits.New(ctx, graph.Budget{}), s, names.Query{Text: "entity", Most: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, total, err := names.Search(unlimited(), s, names.Query{Text: "entity", Most: 10}); err != nil || total != 20000 {
		t.Errorf("the next finds %d: %v", total, err)
	}
	if _, err := names.Match(limits.New(context.Background(), graph.Budget{Time: time.Nanosecond}), s, names.Party{Name: "Entity", Country: snapshot.None, Most: 1}); !errors.Is(err, graph.ErrTooCostly) {
		t.Errorf("out of time: %v", err)
	}
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"ab", "ba", 1}, {"微软", "微", 1}} {
		if got := names.EditDistance(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// What an entity is called by is found first, whatever its script and order.
func TestEveryNameFindsItsEntity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[A-Za-zßøあ-んア-ン一-十а-я]{2,8}( [a-z]{2,8}){0,2}`).Draw(t, "name")
		s := read(t, firms+"it company = "+name+"\n")
		found := match(t, s, names.Party{Name: strings.ToUpper(name), Country: snapshot.None, Most: 50})
		if !slices.ContainsFunc(found, func(c names.Candidate) bool { return s.ID(c.Node) == "it" && c.Score == 1 }) {
			t.Fatalf("%q: %+v", name, found)
		}
	})
}
