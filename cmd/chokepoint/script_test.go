package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain builds the binary as it is shipped: scripts start it some hundred times, which takes three times as long with the
// race detector in it. The handlers that a server runs at once are under the detector in the tests of api.
func TestMain(m *testing.M) { os.Exit(withBinary(m)) }

func withBinary(m *testing.M) int {
	folder, err := os.MkdirTemp("", "chokepoint")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "chokepoint"), ".")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return 1
	}
	if err := os.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH")); err != nil {
		panic(err)
	}
	return m.Run()
}

// The scripts run the commands as a person does. Beside those of testscript, they use: exits STATUS COMMAND…, which wants an
// exit status; serve ARGS…, which starts a server and returns when it says its address; get PATH, which prints a GET's status
// and body; getwith FILE PATH, which does the same with the key in a file; revoke FILE STORE, which revokes that; hold PATH, which begins to
// post a question and never ends; terminal COLUMNSxLINES COMMAND…, which runs a command at a terminal of that size and prints what it shows; typed FILE COMMAND…, which types what stands in a file at one; terminate, which ends the server and wants it to end well; samejson FILE FILE; and flip FILE TEXT, which
// turns over one bit of a text in a file.
func TestScripts(t *testing.T) {
	folder, err := filepath.Abs("testdata/facts")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Values[server{}] = &server{}
			env.Setenv("FACTS", folder)
			env.Setenv("OLDER", filepath.Join(folder, "..", "..", "..", "..", "graph", "sqlite", "testdata"))
			env.Setenv("SEEDS", filepath.Join(folder, "..", "..", "..", "..", "seeds"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "serve": serve, "get": get, "getwith": getWith, "revoke": revoke, "hold": hold, "terminate": terminate, "samejson": sameJSON, "flip": flip, "terminal": atTerminal, "typed": typed,
		},
	})
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// server is the one that a script has started; its zero value is the key under which the script holds it.
type server struct {
	command *exec.Cmd
	url     string
}

func serverOf(ts *testscript.TestScript) *server { return ts.Value(server{}).(*server) }

func serve(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath("chokepoint")
	ts.Check(err)
	c := exec.Command(path, append([]string{"serve"}, args...)...)
	c.Dir, c.Stderr = ts.MkAbs("."), os.Stderr
	for _, name := range []string{"CHOKEPOINT_ADDR", "CHOKEPOINT_STORE", "CHOKEPOINT_SEEDS", "CHOKEPOINT_QUIET"} {
		if value := ts.Getenv(name); value != "" {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	out, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	s := serverOf(ts)
	s.command = c
	ts.Defer(func() {
		if c.ProcessState == nil {
			_ = c.Process.Kill()
			_ = c.Wait()
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	_, rest, _ := strings.Cut(line, "http://")
	address, _, ok := strings.Cut(rest, " ")
	if !ok {
		ts.Fatalf("the server says no address: %s", line)
	}
	s.url = "http://" + address
	_, err = io.WriteString(ts.Stdout(), line)
	ts.Check(err)
}

func get(ts *testscript.TestScript, _ bool, args []string) {
	r, err := http.Get(serverOf(ts).url + args[0])
	ts.Check(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	ts.Check(err)
	if len(args) > 1 {
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
	}
	_, err = io.WriteString(ts.Stdout(), r.Status+"\n"+string(body))
	ts.Check(err)
}

func getWith(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodGet, serverOf(ts).url+args[1], nil)
	ts.Check(err)
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(ts.ReadFile(args[0])))
	r, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	ts.Check(err)
	_, err = io.WriteString(ts.Stdout(), r.Status+"\n"+string(body))
	ts.Check(err)
}

// hold posts half of a question. The server is reading it when hold returns.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	c, err := net.Dial("tcp", strings.TrimPrefix(serverOf(ts).url, "http://"))
	ts.Check(err)
	ts.Defer(func() { c.Close() })
	_, err = fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n", args[0])
	ts.Check(err)
	line, err := bufio.NewReader(c).ReadString('\n') // the server asks for the body
	ts.Check(err)
	if !strings.Contains(line, "100 Continue") {
		ts.Fatalf("the server says %s", line)
	}
}

// atTerminal runs a command with a terminal as its input and outputs, and wants it to end well.
func atTerminal(ts *testscript.TestScript, _ bool, args []string) {
	var size pty.Winsize
	_, err := fmt.Sscanf(args[0], "%dx%d", &size.Cols, &size.Rows)
	ts.Check(err)
	terminal, wait := startAtTerminal(ts, &size, args[1:])
	defer terminal.Close()
	showAll(ts, terminal)
	ts.Check(wait())
}

// typed runs a shell at a terminal and, once that says it is ready, types there what stands in a file, in which <TAB>, <^U> and <ENTER> are keys.
// All of it goes to one line, as shells have the terminal to themselves only while they read one.
func typed(ts *testscript.TestScript, _ bool, args []string) {
	terminal, wait := startAtTerminal(ts, &pty.Winsize{Cols: 200, Rows: 40}, args[1:])
	defer terminal.Close()
	shown := bufio.NewReader(terminal)
	for before := ""; !strings.HasSuffix(before, "ready> "); {
		b, err := shown.ReadByte()
		ts.Check(err)
		before += string(b)
	}
	_, err := strings.NewReplacer("<TAB>", "\t", "<^U>", "\x15", "<ENTER>", "\r", "\n", "").WriteString(terminal, ts.ReadFile(args[0]))
	ts.Check(err)
	showAll(ts, shown)
	ts.Check(wait())
}

func startAtTerminal(ts *testscript.TestScript, size *pty.Winsize, args []string) (terminal *os.File, wait func() error) {
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	c := exec.Command(path, args[1:]...)
	c.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TERM", "LANG", "COLUMNS", "PAGER", "LESS", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR",
		"CHOKEPOINT_STORE", "CHOKEPOINT_SEEDS", "CHOKEPOINT_AS_OF", "CHOKEPOINT_PAGER", "CHOKEPOINT_COLOR"} {
		if value := ts.Getenv(name); value != "" {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	terminal, err = pty.StartWithSize(c, size)
	ts.Check(err)
	stuck := time.AfterFunc(longestShown, func() { _ = c.Process.Kill() })
	return terminal, func() error {
		defer stuck.Stop()
		return c.Wait()
	}
}

// longestShown is how long a command may run at a terminal.
const longestShown = time.Minute

// showAll prints what a terminal shows until the command at it ends.
func showAll(ts *testscript.TestScript, terminal io.Reader) {
	shown, err := io.ReadAll(terminal)
	if !errors.Is(err, syscall.EIO) { // which is how a terminal ends that nobody has open any more
		ts.Check(err)
	}
	_, err = ts.Stdout().Write(bytes.ReplaceAll(shown, []byte("\r\n"), []byte("\n")))
	ts.Check(err)
}

// revoke finds the id of a key by its hash, as it stands in the file, and revokes it.
func revoke(ts *testscript.TestScript, _ bool, args []string) {
	var file struct{ Keys []struct{ ID, Hash string } }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1]+".keys")), &file))
	sum := sha256.Sum256([]byte(strings.TrimSpace(ts.ReadFile(args[0]))))
	for _, k := range file.Keys {
		if k.Hash == hex.EncodeToString(sum[:]) {
			ts.Check(ts.Exec("chokepoint", "keys", "revoke", k.ID, "--store", args[1]))
			return
		}
	}
	ts.Fatalf("no key has the hash of %s", args[0])
}

// longestEnd is how long a server may take to end; it is longer than any grace that a script gives, and shorter than a body may take.
const longestEnd = 15 * time.Second

func terminate(ts *testscript.TestScript, _ bool, _ []string) {
	c := serverOf(ts).command
	ts.Check(c.Process.Signal(syscall.SIGTERM))
	stuck := time.AfterFunc(longestEnd, func() { _ = c.Process.Kill() })
	defer stuck.Stop()
	ts.Check(c.Wait()) // an exit status other than 0 is an error
}

func flip(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	defer file.Close()
	data, err := io.ReadAll(file)
	ts.Check(err)
	at := bytes.LastIndex(data, []byte(args[1]))
	if at < 0 {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	_, err = file.WriteAt([]byte{data[at] ^ 1}, int64(at))
	ts.Check(err)
}

func sameJSON(ts *testscript.TestScript, _ bool, args []string) {
	var values [2]any
	for i, name := range args {
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(name)), &values[i]))
	}
	if diff := cmp.Diff(values[0], values[1]); diff != "" {
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], diff)
	}
}
