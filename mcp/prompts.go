package mcp

import (
	"bytes"
	"context"
	"embed"
	"strings"
	"text/template"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// promptTexts are the texts of prompts, by name.
//
//go:embed prompts/*.md
var promptTexts embed.FS

// prompt declares a prompt: what it is for, and what its text is filled with.
type prompt struct {
	name, title, description string
	arguments                []*sdk.PromptArgument
}

func prompts() []prompt {
	return []prompt{
		{"export-check", "Check an export", "Which decisions bear on the export of an item to a destination and end user on a day, with citations, fit for a file.",
			[]*sdk.PromptArgument{
				{Name: "item", Description: "The item: a name or id.", Required: true},
				{Name: "destination", Description: "The state or place that it goes to.", Required: true},
				{Name: "end_user", Description: "The party that would use it, if it is known."},
				{Name: "date", Description: "The day of the export, as 2026-01-15. Default: today."},
			}},
		{"dependence-brief", "Brief on a dependence", "Who depends on an entity, what it depends on, and what would stop without it, with citations.",
			[]*sdk.PromptArgument{
				{Name: "entity", Description: "The entity: a name or id.", Required: true},
				{Name: "day", Description: "The day that the brief is about, as 2026-01-15. Default: today."},
			}},
	}
}

func (s *server) addPrompts() {
	for _, p := range prompts() {
		text := template.Must(template.New(p.name+".md").Funcs(template.FuncMap{"json": func(v string) string { return string(plainJSON(v)) }}).
			ParseFS(promptTexts, "prompts/"+p.name+".md"))
		s.sdk.AddPrompt(&sdk.Prompt{Name: p.name, Title: p.title, Description: p.description, Arguments: p.arguments},
			func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
				given, err := p.read(r.Params.Arguments)
				if err != nil {
					return nil, err
				}
				var out bytes.Buffer
				if err := text.Execute(&out, given); err != nil {
					return nil, err
				}
				return &sdk.GetPromptResult{Description: p.description,
					Messages: []*sdk.PromptMessage{{Role: "user", Content: &sdk.TextContent{Text: strings.TrimSpace(out.String())}}}}, nil
			})
	}
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
