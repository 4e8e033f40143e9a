package mcp_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

var update = flag.Bool("update", false, "write the transcript in docs/agents.md")

// step is a call of a task, or a resource that is read.
type step struct {
	tool, arguments string // or a resource alone
	says            string // a part of the answer on which the conclusion rests
}

// task is what somebody asks an assistant, the calls that it takes, and what may be said after them.
type task struct {
	who, asks, answer string
	steps             []step
}

// tasks are those of docs/agents.md.
var tasks = []task{
	{"A compliance officer", "Could we have sold the Nvidia H20 to a customer in China on 1 June 2025? By which decision?",
		"Not without a licence: on that day the H20 licence requirement of April 2025 of the Bureau of Industry and Security applied, in force since 9 April 2025 (official; Nvidia's form 8-K of 15 April 2025). " +
			"No end user was given, so lists and ownership were not looked at. This is not legal advice.",
		[]step{
			{"check", `{"item":"H20","to":"China","as_of":"2025-06-01"}`, "1 decision applies: the H20 licence requirement of April 2025"},
			{"chokepoint://source/nvidia-8k-2025-04-15", "", "Nvidia form 8-K of April 2025"},
		}},
	{"A compliance officer", "Which of these customers are listed: Huawei Tech, Yangtze Memory, Nexperia BV, Foobar Optics GmbH?",
		"Huawei and YMTC are on the Entity List and the 1260H list, each with its citation. Nexperia is not listed itself, but a list reaches it through its owner. " +
			"Nobody of the name Foobar Optics is in these facts, which clears nobody: they hold a part of the lists. This is not legal advice.",
		[]step{{"screen", `{"queries":["Huawei Tech","Yangtze Memory","Nexperia BV","Foobar Optics GmbH"]}`, "Listed by what is on record: 2; reached through owners: 1"}}},
	{"A compliance officer", "The A800 was made to be legal. Which rule caught it, and when?",
		"On 1 June 2023 no decision on record controlled it: the rule of October 2022 asked for 600 GB/s of interconnect, and the A800 has 400. " +
			"On 1 December 2023 the October 2023 advanced computing rule applied, in force since 17 November 2023, with a presumption of denial.",
		[]step{
			{"check", `{"item":"A800","to":"china","as_of":"2023-06-01"}`, "interconnect bandwidth 400 GB/s of 600 GB/s (>=): not met"},
			{"check", `{"item":"A800","to":"china","as_of":"2023-12-01"}`, "the October 2023 advanced computing rule (a licence requirement, a presumption of denial)"},
		}},
	{"A French journalist", "Pourquoi DeepSeek dépend-il de Washington ?",
		"Par trois chemins au moins, dont celui-ci : DeepSeek est soumis, pour le Nvidia A100, à la règle d'octobre 2023 sur le calcul avancé, qui émane du BIS, qui fait partie du département du Commerce. " +
			"Le premier pas n'est que rapporté (reported) ; les suivants sont officiels.",
		[]step{{"paths", `{"from":"DeepSeek","to":"Washington","lang":"fr"}`, "la règle d'octobre 2023 sur le calcul avancé, qui émane du Bureau de l'industrie et de la sécurité"}}},
	{"A journalist", "What is Kimi?",
		"The name means two things here, the company and its model; asked what it is, the assistant says which it took: Kimi, an AI model developed by Moonshot AI.",
		[]step{
			{"entity", `{"ref":"Kimi"}`, `"Kimi" names several entities: kimi (Kimi), moonshot (Moonshot AI)`},
			{"entity", `{"ref":"kimi"}`, "Kimi is an AI model. Kimi is developed by Moonshot AI."},
		}},
	{"A supply-chain analyst", "What would Apple lose if TSMC stopped?",
		"Apple would be impaired: it is supplied with advanced-node foundry service by TSMC (confirmed), and nothing on record remains for it. " +
			"Of what is Apple's own, nothing is lost by what is on record; stocks and times are not part of it.",
		[]step{{"impact", `{"remove":["tsmc"],"on":"apple"}`, "Apple is impaired because TSMC is removed"}}},
	{"A supply-chain analyst", "Which single suppliers does ASML hang on?",
		"Six by what is on record, Carl Zeiss SMT first: without it 24 others are lost and 39 impaired. Ranks count entities and weigh none by money.",
		[]step{{"chokepoints", `{"for":"ASML"}`, "6 chokepoints for ASML. The loss of Carl Zeiss SMT alone loses 24 others and impairs 39."}}},
	{"A policy analyst", "What did the Netherlands decide about ASML, and what changed for ASML since 2024?",
		"Three Dutch decisions bear on ASML, the latest the licensing rule for DUV lithography in force since 7 September 2024, with case-by-case review. " +
			"What else changed is listed with dates; the assistant reads on with the cursor if the question needs all of it.",
		[]step{
			{"decisions", `{"ref":"asml","by":"netherlands","sort":"date"}`, "3 decisions of the Netherlands bear on ASML"},
			{"changes", `{"since":"2024-01-01","of":"asml","limit":5}`, "changes for ASML from 1 January 2024"},
		}},
	{"A policy analyst", "Which Chinese companies depend on ASML?",
		"The assistant gives the number in all and the nearest with their chains, keeps dependence and loss apart, and marks what is only reported.",
		[]step{{"dependence", `{"ref":"ASML","direction":"dependents","country":"china","kind":["company"],"limit":5}`, "depend on ASML"}}},
	{"Anybody", "Who depends on Fooscale?",
		"Nothing of that name is on record. The facts are about advanced semiconductors and their export controls, with decisions of ten states and authorities; " +
			"that something is absent here does not show that it is not so.",
		[]step{
			{"dependence", `{"ref":"Fooscale","direction":"dependents"}`, `No entity is called "Fooscale"`},
			{"find", `{"name":"Fooscale"}`, "no proof that there is none"},
			{"coverage", `{}`, "What is not on record is not shown to be untrue"},
		}},
}

// shownLines is how much of an answer the transcript shows.
const shownLines, shownLetters = 8, 260

// passing are parts of an answer that another state of the facts has otherwise: cursors, and the id of a check.
var passing = regexp.MustCompile(`(?m)("cursor": "|^id: )[0-9a-z]{12,}`)

// TestTranscript makes the calls of the transcript in docs/agents.md, and compares their answers with it.
func TestTranscript(t *testing.T) {
	const path, begin, end = "../docs/agents.md", "<!-- The transcript: go test ./mcp -run TestTranscript -update -->\n", "<!-- The end of the transcript. -->\n"
	doc, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(doc), begin)
	kept, after, ended := strings.Cut(rest, end)
	if !ok || !ended {
		t.Fatalf("%s has no place for the transcript", path)
	}
	session := connect(t, serve(t, nil))
	var made strings.Builder
	for i, task := range tasks {
		fmt.Fprintf(&made, "\n### %d. %s\n\n> %s\n", i+1, task.who, task.asks)
		for _, s := range task.steps {
			made.WriteString(perform(t, session, s))
		}
		fmt.Fprintf(&made, "\n%s\n", task.answer)
	}
	made.WriteString("\n")
	if made.String() == kept {
		return
	}
	if !*update {
		t.Fatalf("the transcript in %s is not what the calls answer; look at it after go test ./mcp -run TestTranscript -update", path)
	}
	if err := os.WriteFile(path, []byte(before+begin+made.String()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// perform makes a call, and writes it with the beginning of its answer.
func perform(t *testing.T, session *sdk.ClientSession, s step) string {
	t.Helper()
	var text string
	if s.arguments == "" {
		r, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: s.tool})
		if err != nil {
			t.Fatal(err)
		}
		text = r.Contents[0].Text
	} else {
		text = call(t, session, s.tool, s.arguments).text
	}
	if !strings.Contains(text, s.says) {
		t.Errorf("%s %s does not say %q, but %s", s.tool, s.arguments, s.says, text)
	}
	lines := strings.Split(passing.ReplaceAllString(text, `$1…`), "\n")
	left := len(lines) - shownLines
	var out strings.Builder
	fmt.Fprintf(&out, "\n```\n%s\n```\n\n```text\n", strings.TrimSpace(s.tool+" "+s.arguments))
	for _, line := range lines[:min(shownLines, len(lines))] {
		if letters := []rune(line); len(letters) > shownLetters {
			line = string(letters[:shownLetters]) + " …"
		}
		out.WriteString(line + "\n")
	}
	if left > 0 {
		fmt.Fprintf(&out, "… %d more lines\n", left)
	}
	out.WriteString("```\n")
	return out.String()
}
