package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// lines is a transport of messages that are a line each. What is no message is answered with an error and passed over, where the SDK's own
// transport ends, and the end of what comes in waits for the answers to what came before.
type lines struct {
	in  io.Reader
	out io.WriteCloser
}

// Connect begins to read.
func (t *lines) Connect(context.Context) (sdk.Connection, error) {
	c := &lineConnection{out: t.out, incoming: make(chan []byte), closed: make(chan struct{}), answered: make(chan struct{}, 1), waiting: map[any]bool{}}
	go c.readLines(bufio.NewReader(t.in))
	return c, nil
}

// lineConnection is a connection by lines.
type lineConnection struct {
	incoming chan []byte // closed where they end; nil is one that is too long
	closed   chan struct{}
	once     sync.Once
	answered chan struct{} // something was, since it was last looked at

	sync.Mutex
	out     io.WriteCloser
	waiting map[any]bool // ids of the requests that have no answer yet
}

// readLines takes what comes in apart. It ends when that does: a read that waits can't be ended otherwise.
func (c *lineConnection) readLines(in *bufio.Reader) {
	defer close(c.incoming)
	for {
		line, err := readLine(in)
		if line == nil || len(bytes.TrimSpace(line)) > 0 {
			select {
			case c.incoming <- line:
			case <-c.closed:
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// readLine reads to the end of a line; one that is too long is nil.
func readLine(in *bufio.Reader) ([]byte, error) {
	line, long := []byte{}, false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxRequest; !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			line = nil
		}
		return line, err
	}
}

// Read returns the next message.
func (c *lineConnection) Read(ctx context.Context) (jsonrpc.Message, error) {
	for {
		select {
		case line, more := <-c.incoming:
			if !more {
				return nil, c.settle(ctx)
			}
			message, wrong := readMessage(line)
			if wrong == nil {
				c.expect(message)
				return message, nil
			}
			if err := c.write(append(plainJSON(object{{"jsonrpc", "2.0"}, {"id", idOf(line)}, {"error", object{{"code", wrong.Code}, {"message", wrong.Message}}}}), '\n')); err != nil {
				return nil, err
			}
		case <-c.closed:
			return nil, io.EOF
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// settle waits until all requests have their answers; then it returns io.EOF.
func (c *lineConnection) settle(ctx context.Context) error {
	for {
		c.Lock()
		open := len(c.waiting)
		c.Unlock()
		if open == 0 {
			return io.EOF
		}
		select {
		case <-c.answered:
		case <-c.closed:
			return io.EOF
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// readMessage reads a line, or says what is wrong with it.
func readMessage(line []byte) (jsonrpc.Message, *jsonrpc.Error) {
	refuse := func(code int64, format string, arguments ...any) (jsonrpc.Message, *jsonrpc.Error) {
		return nil, &jsonrpc.Error{Code: code, Message: fmt.Sprintf(format, arguments...)}
	}
	var members map[string]json.RawMessage
	switch {
	case line == nil:
		return refuse(jsonrpc.CodeInvalidRequest, "a message is longer than the %d bytes that it may have", maxRequest)
	case !json.Valid(line):
		return refuse(jsonrpc.CodeParseError, "this line is no JSON: a message is one line of it")
	case json.Unmarshal(line, &members) != nil || members == nil:
		return refuse(jsonrpc.CodeInvalidRequest, "a message is a JSON object; several are sent one by one, a line each")
	case members["method"] == nil && members["result"] == nil && members["error"] == nil:
		return refuse(jsonrpc.CodeInvalidRequest, "a message has a method, or is the answer to one")
	}
	message, err := jsonrpc.DecodeMessage(line)
	if err != nil {
		return refuse(jsonrpc.CodeInvalidRequest, "this is no message of JSON-RPC 2.0: %v", err)
	}
	return message, nil
}

// idOf is the id of what is no message, if it has one that a message may have.
func idOf(line []byte) any {
	var members struct{ ID any }
	_ = json.Unmarshal(line, &members)
	switch id := members.ID.(type) {
	case string:
		return clipped(id)
	case float64:
		return id
	}
	return nil
}

// expect notes that a request is to be answered, or no longer.
func (c *lineConnection) expect(message jsonrpc.Message) {
	request, ok := message.(*jsonrpc.Request)
	if !ok {
		return
	}
	c.Lock()
	defer c.Unlock()
	if request.IsCall() {
		c.waiting[request.ID.Raw()] = true
		return
	}
	var cancelled struct{ RequestID any }
	if request.Method == "notifications/cancelled" && json.Unmarshal(request.Params, &cancelled) == nil {
		if id, err := jsonrpc.MakeID(cancelled.RequestID); err == nil {
			delete(c.waiting, id.Raw())
		}
	}
}

// Write sends a message.
func (c *lineConnection) Write(_ context.Context, message jsonrpc.Message) error {
	data, err := jsonrpc.EncodeMessage(message)
	if err != nil {
		return err
	}
	if err := c.write(append(data, '\n')); err != nil {
		return err
	}
	if response, ok := message.(*jsonrpc.Response); ok {
		c.Lock()
		delete(c.waiting, response.ID.Raw())
		c.Unlock()
		select {
		case c.answered <- struct{}{}:
		default:
		}
	}
	return nil
}

func (c *lineConnection) write(line []byte) error {
	c.Lock()
	defer c.Unlock()
	_, err := c.out.Write(line)
	return err
}

// Close ends the connection; what waits to be read is not.
func (c *lineConnection) Close() error {
	var err error
	c.once.Do(func() {
		close(c.closed)
		err = c.out.Close()
	})
	return err
}

// SessionID is empty: there is one session.
func (c *lineConnection) SessionID() string { return "" }
