package catalogue_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// screenFile screens a file as the faces do.
func screenFile(t testing.TB, s *snapshot.Snapshot, text string, lines bool, v question.Values) (*question.Reply, error) {
	t.Helper()
	q, _ := catalogue.Find("screen")
	asked, err := q.ReadFile(v, question.File{Text: strings.NewReader(text), Lines: lines})
	if err != nil {
		return nil, err
	}
	return asked.Ask(context.Background(), fixed{s}, question.Terms{Now: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)})
}

func mustScreen(t testing.TB, s *snapshot.Snapshot, text string, lines bool) catalogue.Screening {
	t.Helper()
	r, err := screenFile(t, s, text, lines, question.Values{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Answer.(catalogue.Screening)
}

// screened is a row in one line.
func screened(r *catalogue.Screened) string {
	id := "-"
	if r.Entity != nil {
		id = r.Entity.ID
	}
	text := fmt.Sprint(r.Row, " ", r.Name, ": ", r.Resolution, " ", id, " listed ", r.Listed)
	for _, l := range r.Listings {
		text += " by " + l.Decision.ID + " " + l.Since + " " + l.Citation
	}
	for _, reach := range r.Affiliation {
		text += fmt.Sprint(" ", reach.Rule.ID, " ", reach.Reaches, " in force ", reach.InForce)
	}
	if r.Error != "" {
		text += " error: " + r.Error
	}
	return text
}

func TestScreenFile(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	x := mustScreen(t, s, "Customer no.;Company;Land;Notes\n7;firm;;x\n8;half;;\n9;;;\n10;xyzzyxyzzy;state;\n11;owner;Atlantis;\n12;a;b;c;d\n13;"+strings.Repeat("é", 151)+";;\n14;\"left\n \";;\n", false)
	want := []string{
		"1 firm: sure firm listed true by round 2020-12-18 85 FR 83416 by later 2021-06-01  rule no in force false",
		"2 half: sure half listed false rule yes in force false",
		"3 :  - listed false error: the name is empty",
		"4 xyzzyxyzzy: none - listed false",
		"5 owner: sure owner listed true by round 2021-01-01 85 FR 83416",
		"6 :  - listed false error: line 7: the row has 5 cells, and there are 4 columns: put a cell that has the delimiter in it into quotes",
		"7 " + strings.Repeat("é", 151) + ":  - listed false error: a name of 302 bytes is longer than the 300 that it may have",
		"8 left: sure left listed false",
	}
	var got []string
	for i := range x.Results {
		got = append(got, screened(&x.Results[i]))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if r := x.Results[0]; r.Reference != "7" || len(r.Notes) > 0 {
		t.Errorf("row 1 has the reference %q and notes %q", r.Reference, r.Notes)
	}
	if r := x.Results[4]; len(r.Notes) != 1 || !strings.Contains(r.Notes[0], `"Atlantis" is not on record`) {
		t.Errorf("row 5 has notes %q", r.Notes)
	}
	if want := (catalogue.ScreenedCounts{Rows: 8, Sure: 4, None: 1, Wrong: 3, Listed: 2}); x.Counts != want {
		t.Errorf("counts %+v, want %+v", x.Counts, want)
	}
}

func TestScreenKeepsTheColumnsOfTheFile(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	r, err := screenFile(t, s, "score,名称,\n1,firm,\"a,b\"\n2,half\n", false, question.Values{})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := r.Table().WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"row", "score", "名称", "", "resolution", "entity", "entity_name", "screen_score"}; !slices.Equal(rows[0][:8], want) {
		t.Errorf("columns %q", rows[0])
	}
	if want := []string{"1", "1", "firm", "a,b", "sure", "firm"}; !slices.Equal(rows[1][:6], want) {
		t.Errorf("row 1 %q", rows[1])
	}
	if want := []string{"2", "2", "half", "", "", ""}; !slices.Equal(rows[2][:6], want) { // it has too few cells
		t.Errorf("row 2 %q", rows[2])
	}
}

func TestScreenFilesWithoutHeads(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for what, x := range map[string]catalogue.Screening{"csv": mustScreen(t, s, "firm\n\"half\"\n", false), "lines": mustScreen(t, s, "firm\r\n\r\nhalf", true)} {
		if len(x.Results) != 2 || x.Results[0].Entity.ID != "firm" || x.Results[1].Entity.ID != "half" {
			t.Errorf("%s: %+v", what, x.Counts)
		}
	}
}

func TestScreenRefusesFiles(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	for text, want := range map[string]string{
		"city,street\na,b\n":                    `queries: no column of the file is called "name"`,
		"id\n7\n":                               `queries: no column of the file is called "name"`,
		"name,country\n":                        "queries: the file has heads and no rows",
		"name\nSoci\xe9t\xe9\n":                 "queries: line 2, column 5: this is not UTF-8",
		"name\n" + strings.Repeat("a\n", 10001): "queries: line 10002: there are more than 10000 rows",
	} {
		_, err := screenFile(t, s, text, false, question.Values{})
		var invalid *question.Invalid
		if !errors.As(err, &invalid) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
	}
	if _, err := screenFile(t, s, "name\na\n", false, question.Values{"queries": {"b"}}); err == nil {
		t.Error("a file and values are taken together")
	}
}

// A query that is wrong is named by its index, and one name has the same answer alone as among others.
func TestScreenQueries(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	q, _ := catalogue.Find("screen")
	for text, want := range map[string]string{`{"name":" "}`: "the name is empty", `{"country":"CN"}`: "it has no name", `{"name":"` + strings.Repeat("a", 301) + `"}`: "longer than the 300",
		`{"name":"a","colour":"red"}`: `unknown field "colour"`} {
		_, err := q.Read(question.Values{"queries": {`{"name":"firm"}`, text}})
		var invalid *question.Invalid
		if !errors.As(err, &invalid) || len(invalid.Faults) != 1 || invalid.Faults[0].Index != 1 || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := ask[catalogue.Screening](t, s, "screen", question.Values{"queries": {`{"name":"firm","kind":"no-such-kind"}`}}); !errors.Is(err, graph.ErrUnknownTerm) {
		t.Errorf("an unknown kind: %v", err)
	}
	var all []string
	for n := range snapshot.Node(s.Nodes()) {
		all = append(all, s.ID(n))
	}
	together := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": append(all, all...)})
	for i, name := range append(all, all...) {
		alone := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {name}}).Results[0]
		alone.Row = i + 1
		if diff := gocmp.Diff(screened(&alone), screened(&together.Results[i])); diff != "" {
			t.Errorf("%s alone and among others:\n%s", name, diff)
		}
		if alone.Entity == nil {
			continue
		}
		x := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {alone.Entity.ID}})
		var want, got []string
		for _, l := range x.Listings {
			want = append(want, l.Decision.ID+l.Since)
		}
		for _, l := range alone.Listings {
			got = append(got, l.Decision.ID+l.Since)
		}
		if !slices.Equal(want, got) || x.Listed != alone.Listed {
			t.Errorf("%s is listed %v, and by its row %v", name, want, got)
		}
	}
}

// Of one list, a row says what listings says of that list, and what holds by others apart.
func TestScreenOfOneList(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	var all []string
	for n := range snapshot.Node(s.Nodes()) {
		all = append(all, s.ID(n))
	}
	decisions := func(shown []catalogue.ListingInBrief) (ids []string) {
		for _, l := range shown {
			ids = append(ids, l.Decision.ID)
		}
		return ids
	}
	listed := 0
	for _, list := range []string{"state", "bureau", "other", "list", "round", "later", "paused-round", "draft", "rule"} {
		x := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": all, "list": {list}, "threshold": {"1"}})
		if x.List == nil || x.List.ID != list {
			t.Fatalf("of %s: %v", list, x.List)
		}
		counted := 0
		for i := range x.Results {
			r := &x.Results[i]
			if r.Listed {
				counted++
			}
			if r.Entity == nil {
				continue
			}
			alone := mustAsk[catalogue.Listings](t, s, "listings", question.Values{"ref": {r.Entity.ID}, "list": {list}})
			var on, elsewhere []string
			for _, l := range alone.Listings {
				on = append(on, l.Decision.ID)
			}
			for _, l := range alone.Elsewhere {
				elsewhere = append(elsewhere, l.Decision.ID)
			}
			if r.Listed != alone.Listed || !slices.Equal(decisions(r.Listings), on) || !slices.Equal(decisions(r.Elsewhere), elsewhere) {
				t.Errorf("%s on %s: %v and %v elsewhere, want %v and %v", r.Entity.ID, list, decisions(r.Listings), decisions(r.Elsewhere), on, elsewhere)
			}
		}
		if x.Counts.Listed != counted {
			t.Errorf("on %s: %d counted, %d listed", list, x.Counts.Listed, counted)
		}
		listed += counted
	}
	if listed == 0 {
		t.Error("nobody is on any list")
	}
	if _, err := ask[catalogue.Screening](t, s, "screen", question.Values{"queries": {"firm"}, "list": {"no-such-list"}}); err == nil {
		t.Error("an unknown list is taken")
	}
}

// One candidate that is shown is no sure one for that.
func TestScreenShowsAsManyCandidatesAsAsked(t *testing.T) {
	s := readText(t, readOntology(t), "company: acme-west acme-east\n")
	for _, limit := range []string{"1", "2"} {
		r := mustAsk[catalogue.Screening](t, s, "screen", question.Values{"queries": {"Acme"}, "limit": {limit}}).Results[0]
		if fmt.Sprint(len(r.Candidates)) != limit || r.Resolution != "doubtful" {
			t.Errorf("limit %s: %s with %d candidates", limit, r.Resolution, len(r.Candidates))
		}
	}
}

// A country is told by its name in any language on record, its id, its codes, or the end of an address.
func TestCountriesOfQueries(t *testing.T) {
	s := builtInFacts(t)
	for _, c := range []struct{ country, address, note string }{
		{"CN", "", ""}, {"CHN", "", ""}, {"cn", "", ""}, {"China", "", ""}, {"PRC", "", ""}, {"中国", "", ""}, {"Hong Kong", "", ""}, {"HK", "", ""}, {"Chine", "", ""}, {"TW", "", ""}, {"UK", "", ""},
		{"us-bis", "", ""}, {"Atlantis", "", `the country "Atlantis" is not on record`}, {"Huawei", "", "is not on record"},
		{"", "18 Zhangjiang Road, Pudong, Shanghai 201203, China", "in China"}, {"", "Hsinchu Science Park, Hsinchu 300096, Taiwan", "in Taiwan"}, {"", "2788 San Tomas Expy, Santa Clara, CA 95051, United States", "in United States"},
		{"", "上海市浦东新区张江路18号", ""}, {"", "1 Main Street, Springfield, IN 46000", ""}, {"", "Veldhoven, the Netherlands.", "in Netherlands"}, {"", "Shenzhen 518129, P.R. China", "in China"}, {"", ",,,", ""},
		{"", "Haidian District, Beijing, 100029, CN", "in China"}, {"", "10 Kim Seng Road, 239427 SG", "in Singapore"}, {"", "Wilmington, DE", ""}, {"", "Building A, Road 7, No. 5", ""}, {"", "NO. 5", ""}, {"", "No", ""},
	} {
		text, err := screenFile(t, s, "name,country,address\nSMIC,"+c.country+",\""+c.address+"\"\n", false, question.Values{})
		if err != nil {
			t.Fatal(err)
		}
		notes := strings.Join(text.Answer.(catalogue.Screening).Results[0].Notes, "; ")
		if notes == "" != (c.note == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%q %q: notes %q, want %q", c.country, c.address, notes, c.note)
		}
	}
}

// BenchmarkScreen screens files of names of the built-in facts, one in five of them with an end that none of them has.
func BenchmarkScreen(b *testing.B) {
	s := builtInFacts(b)
	for _, rows := range []int{100, 5000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("id,name,country\n")
			for i := range rows {
				e := s.Entity(snapshot.Node(i * 7919 % s.Nodes()))
				fmt.Fprintf(&text, "%d,\"%s %d\",CN\n", i, strings.ReplaceAll(e.Name, `"`, ""), i%5)
			}
			for b.Loop() {
				if x := mustScreen(b, s, text.String(), false); len(x.Results) != rows {
					b.Fatal(len(x.Results))
				}
			}
		})
	}
}

// Whom a person found to be meant is taken for it, in a file and in a query; how a file was read is told.
func TestScreenMeant(t *testing.T) {
	s := readText(t, readOntology(t), listingsFacts)
	x := mustScreen(t, s, "Company;meant;Notes\nThe firm somewhere;firm;\nfirm;none;\nhalf;;\nfirm;nobody here;\n", false)
	want := []string{
		"1 The firm somewhere: sure firm listed true by round 2020-12-18 85 FR 83416 by later 2021-06-01  rule no in force false",
		"2 firm: none - listed false",
		"3 half: sure half listed false rule yes in force false",
	}
	for i, w := range want {
		if got := screened(&x.Results[i]); got != w {
			t.Errorf("got  %s\nwant %s", got, w)
		}
	}
	if r := x.Results[3]; r.Resolution != "" || !strings.Contains(r.Error, "nobody here") || x.Counts.Wrong != 1 {
		t.Errorf("%+v", r)
	}
	if x.Results[0].Query.Meant != "firm" || len(x.Results[1].Candidates) > 0 {
		t.Errorf("%+v", x.Results[:2])
	}
	if x.File == nil || x.File.Delimiter != ";" || !slices.Equal(x.File.Heads, []string{"Company", "meant", "Notes"}) {
		t.Errorf("%+v", x.File)
	}
	if f := mustScreen(t, s, "firm\nhalf\n", false).File; f == nil || f.Delimiter != "," || f.Heads != nil {
		t.Errorf("%+v", f)
	}
	if f := mustScreen(t, s, "firm; or not\n", true).File; f == nil || f.Delimiter != "" {
		t.Errorf("%+v", f)
	}
	y := askOne[catalogue.Screening](t, s, "screen", question.Values{"queries": {`{"name": "The firm somewhere", "meant": "firm"}`}})
	if r := y.Results[0]; r.Entity == nil || r.Entity.ID != "firm" || y.File != nil {
		t.Errorf("%+v", r)
	}
	m := askOne[catalogue.Matches](t, s, "match", question.Values{"queries": {`{"name": "Nothing like it", "meant": "firm"}`}})
	if r := m.Results[0]; r.Resolution != "sure" || r.Candidates[0].Entity.ID != "firm" {
		t.Errorf("%+v", r)
	}
}
