package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serverKills is how many servers TestKilledImports ends by a signal that can't be caught.
const serverKills = 40

// zipOf packs the files of a folder.
func zipOf(t *testing.T, folder string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	if err := w.AddFS(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// startServer starts a server of a store, and returns its address.
func startServer(t *testing.T, path string) (c *exec.Cmd, address string) {
	t.Helper()
	c = exec.Command("chokepoint", "serve", "--store", path, "--addr", "127.0.0.1:0", "--quiet")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, rest, _ := strings.Cut(line, "http://")
	address, _, _ = strings.Cut(rest, " ")
	if err != nil || address == "" {
		_ = c.Process.Kill()
		t.Fatalf("the server says no address: %q, %v", line, err)
	}
	return c, "http://" + address
}

// TestKilledImports is TestKilledLoads over HTTP: the server is killed while it imports.
func TestKilledImports(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "facts.db")
	files := map[int][]byte{}
	for n := 1; n <= 2; n++ {
		writeEdition(t, filepath.Join(folder, fmt.Sprint(n)), n)
		files[n] = zipOf(t, filepath.Join(folder, fmt.Sprint(n)))
	}
	if out, err := exec.Command("chokepoint", "load", "--store", path, "--dataset", "dishes", "--allow-names",
		"--review", filepath.Join(folder, "review.yaml"), filepath.Join(folder, "1")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	token, err := exec.Command("chokepoint", "keys", "create", "--store", path, "--scope", "write").Output()
	if err != nil {
		t.Fatal(err)
	}
	post := func(address string, n int) error {
		r, err := http.NewRequest(http.MethodPost, address+"/v1/imports?dataset=dishes&allow_shrink=true&allow_names=true", bytes.NewReader(files[n]))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/zip")
		r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err == nil && answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", answer.Status, body)
		}
		return err
	}
	random := rand.New(rand.NewPCG(15, 14))
	held, took, whole := 1, 0, time.Duration(0)
	for range serverKills {
		c, address := startServer(t, path)
		if whole == 0 { // how long an import takes
			begun := time.Now()
			if err := post(address, 3-held); err != nil {
				t.Fatal(err)
			}
			whole, held = time.Since(begun), 3-held
		}
		kill := time.AfterFunc(time.Duration(random.Int64N(int64(whole))), func() { _ = c.Process.Kill() })
		done := post(address, 3-held) == nil
		kill.Stop()
		_ = c.Process.Kill()
		_ = c.Wait()
		now := editionIn(t, path)
		if done && now == held {
			t.Fatal("an import that was answered has done nothing")
		}
		if now != held {
			took++
		}
		held = now
	}
	t.Logf("of %d imports, %d had been done", serverKills, took)
}
