package main

import (
	"bytes"
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

// What is no message of the protocol ends the command with a sentence; a line without an end takes no memory for long.
func TestAssistantIsSentNonsense(t *testing.T) {
	for about, input := range map[string]string{"no JSON": "hello\n", "no call": "{}\n", "a long line": strings.Repeat(" ", 2<<20) + "\n", "nothing": ""} {
		c := exec.Command("chokepoint", "mcp", "--store", filepath.Join(t.TempDir(), "facts.db"), "--seeds", "testdata/facts")
		c.Stdin = strings.NewReader(input)
		var said bytes.Buffer
		c.Stderr = &said
		out, err := c.Output()
		if well := err == nil && said.Len() == 0; well != (about == "nothing") || len(out) > 0 {
			t.Errorf("%s: %v, %s, %s", about, err, out, &said)
		}
		if !strings.HasPrefix(said.String(), "chokepoint: what came in") && about != "nothing" || strings.Count(said.String(), "\n") > 1 {
			t.Errorf("%s: it says %s", about, &said)
		}
	}
}
