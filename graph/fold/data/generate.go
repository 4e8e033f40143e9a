//go:build ignore

// Command generate writes simplified.txt and pinyin.txt from checkouts of OpenCC and of pinyin-data:
//
//	go run generate.go <OpenCC> <pinyin-data>
//
// The files at hand are from OpenCC at 5249273a3e5606852f088c9a8b23522145d94f78 and pinyin-data at 82759f96236a65141ddc0cc9198fa688b7b8a7fa.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// Characters beyond the Basic Multilingual Plane do not occur in names of firms.
const last = 0xffff

func main() {
	if len(os.Args) != 3 {
		log.Fatal("want the directories of OpenCC and of pinyin-data")
	}
	simplified := variants(filepath.Join(os.Args[1], "data", "dictionary"))
	write("simplified.txt", `# Characters of one meaning and one sound: the first of a line is the simplified one, which stands for the rest.
# From TSCharacters.txt and JPShinjitaiCharacters.txt of OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0.
`, grouped(simplified, ""))
	write("pinyin.txt", `# Mandarin syllables without tones, each with the characters commonly read so.
# From pinyin.txt of pinyin-data (https://github.com/mozillazg/pinyin-data), MIT License, see LICENSE-pinyin-data.
`, grouped(readings(filepath.Join(os.Args[2], "pinyin.txt"), simplified), " "))
}

// variants tells which simplified character stands for a traditional or Japanese one.
func variants(dir string) map[rune]string {
	to := map[rune]string{}
	for fields := range records(filepath.Join(dir, "TSCharacters.txt"), "") {
		add(to, fields[0], fields[1])
	}
	// A Japanese form is taken for its traditional one only where Chinese does not write the same character for another word.
	for fields := range records(filepath.Join(dir, "JPShinjitaiCharacters.txt"), "") {
		if _, err := simplifiedchinese.HZGB2312.NewEncoder().String(fields[0]); err != nil {
			add(to, fields[0], fields[len(fields)-1])
		}
	}
	for from, next := range to { // a chain ends at its last character, so that folding twice changes nothing
		for range len(to) {
			r, _ := utf8.DecodeRuneInString(next)
			if to[r] == "" || r == from {
				break
			}
			next = to[r]
		}
		to[from] = next
	}
	return to
}

func add(to map[rune]string, from, next string) {
	from, next = norm.NFKC.String(from), norm.NFKC.String(next)
	f, _ := utf8.DecodeRuneInString(from)
	n, _ := utf8.DecodeRuneInString(next)
	if f != n && f <= last && n <= last && to[f] == "" {
		to[f] = string(n)
	}
}

// readings gives the first reading of each character that is left after simplification.
func readings(file string, simplified map[rune]string) map[rune]string {
	toneless := strings.NewReplacer("ü", "u")
	read := map[rune]string{}
	for fields := range records(file, "U+") {
		code, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimPrefix(fields[0], "U+"), ":"), 16, 32)
		r := rune(code)
		if err != nil || r > last || simplified[r] != "" || norm.NFKC.String(string(r)) != string(r) {
			continue
		}
		first, _, _ := strings.Cut(fields[1], ",")
		var b strings.Builder
		for _, c := range norm.NFD.String(toneless.Replace(first)) {
			if 'a' <= c && c <= 'z' {
				b.WriteRune(c)
			}
		}
		if b.Len() > 0 {
			read[r] = b.String()
		}
	}
	return read
}

// records yields the fields of each line that starts with a prefix and is no comment.
func records(file, prefix string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		f, err := os.Open(file)
		if err != nil {
			log.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) < 2 || !strings.HasPrefix(fields[0], prefix) || strings.HasPrefix(fields[0], "#") {
				continue
			}
			if !yield(fields) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			log.Fatal(err)
		}
	}
}

// grouped writes a map as lines, one a value: the value, then the keys that have it.
func grouped(m map[rune]string, between string) string {
	keys := map[string][]rune{}
	for r, to := range m {
		keys[to] = append(keys[to], r)
	}
	var b strings.Builder
	for _, to := range slices.SortedFunc(maps.Keys(keys), cmp.Compare[string]) {
		slices.Sort(keys[to])
		fmt.Fprintf(&b, "%s%s%s\n", to, between, string(keys[to]))
	}
	return b.String()
}

func write(file, head, body string) {
	if err := os.WriteFile(file, []byte(head+body), 0o644); err != nil {
		log.Fatal(err)
	}
}
