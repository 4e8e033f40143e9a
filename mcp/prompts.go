package mcp

import (
	"context"
	"embed"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// promptTexts are the texts of prompts, by name. What stands in double braces is filled in; text/template would do that by reflection, for which the
// linker keeps all methods of all types: 10 MB.
//
//go:embed prompts/*.md
var promptTexts embed.FS

// prompt declares a prompt: what it is for, and what its text is filled with.
type prompt struct {
	name, title, description string
	arguments                []*sdk.PromptArgument
	fill                     func(given map[string]string) []string // names in the text, each before what stands there
}

func prompts() []prompt {
	return []prompt{
		{"export-check", "Check an export", "Which decisions bear on the export of an item to a destination and end user on a day, with citations, fit for a file.",
			[]*sdk.PromptArgument{
				{Name: "item", Description: "The item: a name or id.", Required: true},
				{Name: "destination", Description: "The state or place that it goes to.", Required: true},
				{Name: "end_user", Description: "The party that would use it, if it is known."},
				{Name: "date", Description: "The day of the export, as 2026-01-15. Default: today."},
			}, fillExportCheck},
		{"dependence-brief", "Brief on a dependence", "Who depends on an entity, what it depends on, and what would stop without it, with citations.",
			[]*sdk.PromptArgument{
				{Name: "entity", Description: "The entity: a name or id.", Required: true},
				{Name: "day", Description: "The day that the brief is about, as 2026-01-15. Default: today."},
			}, fillBrief},
	}
}

func (s *server) addPrompts() {
	for _, p := range prompts() {
		text, err := promptTexts.ReadFile("prompts/" + p.name + ".md")
		if err != nil {
			panic(err) // it is embedded
		}
		s.sdk.AddPrompt(&sdk.Prompt{Name: p.name, Title: p.title, Description: p.description, Arguments: p.arguments},
			func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
				given, err := p.read(r.Params.Arguments)
				if err != nil {
					return nil, err
				}
				filled := strings.NewReplacer(p.fill(given)...).Replace(strings.TrimSpace(string(text)))
				return &sdk.GetPromptResult{Description: p.description, Messages: []*sdk.PromptMessage{{Role: "user", Content: &sdk.TextContent{Text: filled}}}}, nil
			})
	}
}

func fillExportCheck(given map[string]string) []string {
	lines := []string{"Item: " + given["item"], "Destination: " + given["destination"]}
	screen := "Say that no end user was given, so that lists of parties, ownership and end use were not looked at."
	if user := given["end_user"]; user != "" {
		lines = append(lines, "End user: "+user)
		screen = "Call screen with " + arguments("queries", []string{user}, "as_of", given["date"]) +
			`: is the end user listed, or reached through its owners? "doubtful" is for the user to decide.`
	}
	if given["date"] != "" {
		lines = append(lines, "Day: "+given["date"])
	}
	check := arguments("item", given["item"], "to", given["destination"], "end_user", given["end_user"], "as_of", given["date"])
	return []string{"{{given}}", strings.Join(lines, "\n"), "{{check}}", check, "{{screen}}", screen}
}

func fillBrief(given map[string]string) []string {
	const id = "<id>" // which the first call finds
	subject, each := given["entity"], ""
	if given["day"] != "" {
		subject += " as of " + given["day"]
		each = `, each with "as_of": ` + string(plainJSON(given["day"]))
	}
	on := func(more ...any) string { return arguments(append(more, "as_of", given["day"])...) }
	return []string{"{{subject}}", subject, "{{each}}", each, "{{entity}}", on("ref", given["entity"]), "{{find}}", arguments("name", given["entity"]),
		"{{impact}}", on("remove", []string{id}), "{{chokepoints}}", on("for", id), "{{decisions}}", on("ref", id)}
}

// arguments are those of a call as JSON, names before their values; what is an empty text is left out.
func arguments(pairs ...any) string {
	var members []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			members = append(members, string(plainJSON(pairs[i]))+": "+string(plainJSON(pairs[i+1])))
		}
	}
	return "{" + strings.Join(members, ", ") + "}"
}

// read checks the arguments of a prompt, and returns them, each on one line.
func (p *prompt) read(arguments map[string]string) (map[string]string, error) {
	given := map[string]string{}
	for _, a := range p.arguments {
		value := strings.Join(strings.Fields(arguments[a.Name]), " ")
		if value == "" && a.Required {
			return nil, wrongPrompt("prompt " + p.name + " needs the argument " + a.Name + ": " + a.Description)
		}
		if len(value) > longestArgument {
			return nil, wrongPrompt("the argument " + a.Name + " of prompt " + p.name + " is too long")
		}
		given[a.Name] = value
	}
	return given, nil
}

// longestArgument is how long the argument of a prompt may be, in bytes.
const longestArgument = 300

// wrongPrompt is the error for arguments of a prompt that are wrong.
func wrongPrompt(why string) error {
	return &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: why}
}
