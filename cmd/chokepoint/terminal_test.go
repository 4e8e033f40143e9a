package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

// A pager ends with the process, and what it left unread is no error.
func TestPagerEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	shown, out := io.Pipe()
	p := &process{Context: ctx, out: out, err: io.Discard}
	was := make(chan bool, 1)
	go func() {
		was <- p.page(`tail -f /dev/null & trap "kill $!; echo ended; exit" TERM; echo begun; wait`, bytes.Repeat([]byte("a line\n"), 1<<16))
		out.Close()
	}()
	lines := bufio.NewReader(shown)
	if line, err := lines.ReadString('\n'); err != nil || line != "begun\n" {
		t.Fatalf("%q, %v", line, err)
	}
	cancel()
	if line, err := lines.ReadString('\n'); err != nil || line != "ended\n" {
		t.Errorf("%q, %v", line, err)
	}
	if !<-was {
		t.Error("the pager is not taken for one")
	}
}

// What interrupts a pager does not end it, nor the process; what ends the process does.
func TestPagerIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p := &process{Context: ctx}
	signals := make(chan os.Signal)
	go p.obey(signals, cancel)
	p.paging.Store(true)
	signals <- os.Interrupt
	signals <- os.Interrupt // it is obeyed once the next is taken
	if ctx.Err() != nil {
		t.Error("an interrupt of the pager ends the process")
	}
	signals <- syscall.SIGTERM
	<-ctx.Done()
}

// Where a pager is not there, or can't be run, the answer is printed after all.
func TestPagerIsMissing(t *testing.T) {
	p := &process{Context: t.Context(), out: io.Discard, err: io.Discard}
	for command, want := range map[string]bool{"no-such-pager": false, "/dev/null": false, "true": true, "false": true, "head -c 1": true} {
		if got := p.page(command, []byte(strings.Repeat("a line\n", 1<<16))); got != want {
			t.Errorf("%s: %t", command, got)
		}
	}
}
