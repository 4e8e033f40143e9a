package mcp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chokepoint/graph/question"
	"chokepoint/mcp"
)

// A mistake in an answer ends neither the server nor the session, and is told to those who run it, not to who asks.
func TestPanic(t *testing.T) {
	var log bytes.Buffer
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	go func() {
		_ = mcp.Serve(t.Context(), mcp.Config{Log: slog.New(slog.NewTextHandler(&log, nil)), Ask: func(context.Context, question.Prepared) (*question.Reply, error) {
			panic("told to")
		}}, in, out)
	}()
	session := connectBy(t, &sdk.IOTransport{Reader: fromServer, Writer: toServer})
	for range 2 {
		r := call(t, session, "find", `{"name":"x"}`)
		if !r.failed || strings.Contains(r.text, "told to") {
			t.Errorf("%+v", r)
		}
		_, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "chokepoint://source/x"})
		var wrong *jsonrpc.Error
		if !errors.As(err, &wrong) || wrong.Code != jsonrpc.CodeInternalError || strings.Contains(wrong.Message, "told to") {
			t.Errorf("%v", err)
		}
	}
	if strings.Count(log.String(), "told to") != 4 {
		t.Errorf("the log has %s", &log)
	}
}
