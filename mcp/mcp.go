// Package mcp is the face of the questions for assistants: tools, resources and prompts of the Model Context Protocol, over standard
// input and output or HTTP. It has no logic of its own: a tool asks one of the questions with a few of its parameters, and shows less of
// each row of the answer, with claims and sources as ids that resources resolve. Each answer comes as JSON and as text, each complete by
// itself and short enough to be read as a whole; what is not shown is counted, and a cursor leads to it.
package mcp

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/graph/question"
)

// Ask answers a question, on the terms of those who run the server.
type Ask func(context.Context, question.Prepared) (*question.Reply, error)

// Config says how to serve.
type Config struct {
	Program string // its version
	Ask     Ask
	Log     *slog.Logger // nil: none
}

type server struct {
	Config
	sdk *sdk.Server
}

func newServer(c Config) *server {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	about := &sdk.Implementation{Name: "chokepoint", Title: "Chokepoint", Version: c.Program,
		Description: "Who depends on whom in advanced semiconductors, and which government decisions sit on the way."}
	s := &server{c, sdk.NewServer(about, &sdk.ServerOptions{Instructions: instructions, Capabilities: &sdk.ServerCapabilities{
		Tools: &sdk.ToolCapabilities{}, Resources: &sdk.ResourceCapabilities{}, Prompts: &sdk.PromptCapabilities{}}})}
	s.addTools()
	s.addResources()
	s.addPrompts()
	return s
}

// Serve answers what comes in, a message a line, until that ends and all is answered, or the context ends.
func Serve(ctx context.Context, c Config, in io.Reader, out io.WriteCloser) error {
	err := newServer(c).sdk.Run(ctx, &lines{in, out})
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return fmt.Errorf("the conversation with the assistant has ended: %w", err)
	}
	return nil
}

// maxRequest is how long a request may be, in bytes.
const maxRequest = 1 << 20

// Handler answers over HTTP. Each request stands by itself: there are no sessions.
func Handler(c Config) http.Handler {
	s := newServer(c).sdk
	return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s },
		&sdk.StreamableHTTPOptions{Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxRequest, PropagateRequestCancellation: true,
			DisableLocalhostProtection: true}) // whoever serves it checks the host, of any address
}

func (s *server) addTools() {
	closed := false
	for _, t := range tools() {
		s.sdk.AddTool(&sdk.Tool{Name: t.name, Title: t.title, Description: t.description, InputSchema: t.inputSchema(), OutputSchema: outputSchema,
			Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}},
			func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
				return s.call(ctx, t, r.Params.Arguments), nil
			})
	}
}
