package main

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// assistant starts the command as a client does, and connects to it.
func assistant(t *testing.T) (*sdk.ClientSession, *exec.Cmd, *bytes.Buffer) {
	t.Helper()
	said := &bytes.Buffer{}
	c := exec.Command("chokepoint", "mcp", "--store", filepath.Join(t.TempDir(), "facts.db"), "--seeds", "testdata/facts")
	c.Stderr = said
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &sdk.CommandTransport{Command: c}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return session, c, said
}

// An assistant has all there is over standard input and output, on which nothing else is written, and the command ends with its input.
func TestAssistant(t *testing.T) {
	session, c, said := assistant(t)
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil || len(tools.Tools) != 11 {
		t.Fatalf("%d tools, %v", len(tools.Tools), err)
	}
	r, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: "dependence", Arguments: map[string]any{"ref": "nvidia", "direction": "dependents"}})
	if err != nil || r.IsError || !strings.Contains(r.Content[0].(*sdk.TextContent).Text, "depend") {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "chokepoint://ontology"}); err != nil {
		t.Error(err)
	}
	if _, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: "dependence-brief", Arguments: map[string]string{"entity": "nvidia"}}); err != nil {
		t.Error(err)
	}
	if err := session.Close(); err != nil || !c.ProcessState.Success() {
		t.Errorf("it ends with %v, %v", err, c.ProcessState)
	}
	if said.Len() > 0 {
		t.Errorf("it says %s", said)
	}
}

// The command ends well when it is told to, though its input does not.
func TestAssistantIsTerminated(t *testing.T) {
	c := exec.Command("chokepoint", "mcp", "--store", filepath.Join(t.TempDir(), "facts.db"), "--seeds", "testdata/facts")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, `{"jsonrpc":"2.0","id":1,"method":"ping"}`+"\n")
	if _, err := out.Read(make([]byte, 1)); err != nil { // it answers, so that it hears signals
		t.Fatal(err)
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(out)
	if err := c.Wait(); err != nil {
		t.Errorf("%v\n%s", err, rest)
	}
}

// What is no message of the protocol is answered with an error of it, and ends nothing; a line without an end takes no memory for long.
func TestAssistantIsSentNonsense(t *testing.T) {
	ping := `{"jsonrpc":"2.0","id":"after","method":"ping"}` + "\n"
	for _, c := range []struct{ about, line, want string }{
		{"no JSON", "hello", `"id":null,"error":{"code":-32700`},
		{"a number", "7", `"id":null,"error":{"code":-32600`},
		{"null", "null", `"id":null,"error":{"code":-32600`},
		{"a batch", `[{"jsonrpc":"2.0","id":1,"method":"ping"}]`, `"id":null,"error":{"code":-32600`},
		{"no call", "{}", `"id":null,"error":{"code":-32600`},
		{"no version", `{"id":7,"method":"ping"}`, `"id":7,"error":{"code":-32600`},
		{"an object for an id", `{"jsonrpc":"2.0","id":{},"method":"ping"}`, `"id":null,"error":{"code":-32600`},
		{"no method and no answer", `{"jsonrpc":"2.0","id":"x"}`, `"id":"x","error":{"code":-32600`},
		{"an unknown method", `{"jsonrpc":"2.0","id":5,"method":"foo"}`, `"id":5,"error":{`},
		{"a long line", strings.Repeat(" ", 2<<20), `"id":null,"error":{"code":-32600`},
		{"an empty line", " ", ""},
	} {
		r := runAssistant(t, c.line+"\n"+ping)
		if !strings.Contains(r, c.want) || !strings.Contains(r, `"id":"after"`) || !strings.Contains(r, `"result":{}`) || strings.Count(r, "\n") > 2 {
			t.Errorf("%s: %s", c.about, r)
		}
	}
	if r := runAssistant(t, ""); r != "" {
		t.Errorf("nothing: %s", r)
	}
}

// Requests that are followed by the end of the input are answered before the command ends.
func TestAssistantAnswersAllBeforeItEnds(t *testing.T) {
	input := `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}` + "\n" +
		`{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n"
	const calls = 10
	for id := range calls {
		input += fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"dependence","arguments":{"ref":"nvidia","direction":"dependents"}}}`+"\n", id+1)
	}
	r := runAssistant(t, strings.TrimSuffix(input, "\n"))
	if n := strings.Count(r, `"structuredContent":{"summary":`); n != calls || strings.Count(r, "\n") != calls+1 {
		t.Errorf("%d calls are answered: %s", n, r)
	}
}

// runAssistant starts the command with what it is sent, to its end, and returns what it answers.
func runAssistant(t *testing.T, input string) string {
	t.Helper()
	c := exec.Command("chokepoint", "mcp", "--store", filepath.Join(t.TempDir(), "facts.db"), "--seeds", "testdata/facts")
	c.Stdin = strings.NewReader(input)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil || said.Len() > 0 {
		t.Errorf("%.100s: %v, %s", input, err, &said)
	}
	return string(out)
}
