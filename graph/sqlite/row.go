package sqlite

import (
	"bytes"
	"errors"
	"math"
	"strconv"

	"chokepoint/graph"
)

// row is a claim in the numbers of the ledger. Numbers begin at 1; 0 is absent.
type row struct {
	subject, predicate, object, item int32
	citations                        int32
	valid                            graph.Interval
	confidence                       graph.Confidence
	share                            graph.Share
	detail                           []byte // JSON of a detail, or nil
}

// appendRow appends the row as schema.sql describes it.
func appendRow(b []byte, r *row) []byte {
	b = append(b, '[')
	b = strconv.AppendInt(b, int64(r.subject), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(r.predicate), 10)
	b = append(b, ',')
	b = appendNumber(b, r.object)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(r.confidence), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(r.citations), 10)
	return append(appendRare(b, r), ']')
}

// appendRare appends what may be absent, as far as the last that is not.
func appendRare(b []byte, r *row) []byte {
	last := 0
	switch {
	case r.detail != nil:
		last = 5
	case r.item != 0:
		last = 4
	case r.share.Known():
		last = 3
	case r.valid.To != graph.End:
		last = 2
	case r.valid.From != graph.Beginning:
		last = 1
	}
	for i := 1; i <= last; i++ {
		b = append(b, ',')
		switch {
		case i == 1 && r.valid.From != graph.Beginning:
			b = strconv.AppendInt(b, int64(r.valid.From), 10)
		case i == 2 && r.valid.To != graph.End:
			b = strconv.AppendInt(b, int64(r.valid.To), 10)
		case i == 3 && r.share.Known():
			b = appendShare(b, r.share)
		case i == 4:
			b = appendNumber(b, r.item)
		case i == 5:
			b = append(b, r.detail...)
		default:
			b = append(b, "null"...)
		}
	}
	return b
}

func appendNumber(b []byte, n int32) []byte {
	if n == 0 {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// shareDigits is how many decimal places a share has.
const shareDigits = 9

// appendShare writes a share as the decimal fraction that it is.
func appendShare(b []byte, s graph.Share) []byte {
	if s >= graph.Whole {
		return append(b, '1')
	}
	var digits [shareDigits]byte
	last := 0
	for i := shareDigits - 1; i >= 0; i-- {
		digits[i] = '0' + byte(s%10)
		if s /= 10; digits[i] != '0' && last == 0 {
			last = i + 1
		}
	}
	if last == 0 {
		return append(b, '0')
	}
	return append(append(b, "0."...), digits[:last]...)
}

// block reads the rows of a block. It is written for this one layout: encoding/json would take thirty times as long.
type block struct {
	text  []byte
	at    int
	began int // where the row that was read last begins
	read  int // rows read, and those that were pruned
	err   error
}

var (
	errBlock  = damaged(errors.New("a block of claims"))
	errNumber = damaged(errors.New("a claim names a number that is not there"))
)

// pruned stands in a block for a row that is gone.
var pruned = []byte("null")

// next reads the next row into r and reports whether there was one. r.detail points into the block's text.
func (b *block) next(r *row) bool {
	for {
		if b.at < len(b.text) && b.text[b.at] == ']' {
			return false
		}
		b.at++ // the [ of the block, or the comma after a row
		b.read++
		if b.at >= len(b.text) || !bytes.HasPrefix(b.text[b.at:], pruned) {
			break
		}
		b.at += len(pruned)
	}
	if b.at >= len(b.text) || b.text[b.at] != '[' {
		b.err = errBlock
		return false
	}
	b.began = b.at
	*r = row{valid: graph.Always, share: graph.NoShare}
	r.subject, r.predicate, r.object = int32(b.integer(0)), int32(b.integer(0)), int32(b.integer(0))
	r.confidence, r.citations = graph.Confidence(b.integer(0)), int32(b.integer(0))
	if b.more() {
		r.valid.From = graph.Date(b.integer(int64(graph.Beginning)))
	}
	if b.more() {
		r.valid.To = graph.Date(b.integer(int64(graph.End)))
	}
	if b.more() {
		r.share = b.share()
	}
	if b.more() {
		r.item = int32(b.integer(0))
	}
	if b.more() {
		r.detail = b.object()
	}
	if b.at >= len(b.text) || b.text[b.at] != ']' || !r.sound() {
		b.err = errBlock
	}
	b.at++
	return b.err == nil
}

// sound reports whether all that is never absent is there.
func (r *row) sound() bool {
	return r.subject > 0 && r.predicate > 0 && r.citations > 0 && min(r.object, r.item) >= 0 &&
		r.confidence >= graph.Disputed && r.confidence <= graph.Official && (r.object > 0 || r.detail != nil)
}

// more reports whether the row goes on.
func (b *block) more() bool { return b.at < len(b.text) && b.text[b.at] == ',' }

// integer reads what follows the [ or comma at b.at: an integer, or null for the given absent value.
func (b *block) integer(absent int64) int64 {
	at := b.at + 1
	if at+4 < len(b.text) && b.text[at] == 'n' {
		b.at = at + 4
		return absent
	}
	negative := at < len(b.text) && b.text[at] == '-'
	if negative {
		at++
	}
	first, n := at, int64(0)
	for at < len(b.text) && b.text[at]-'0' <= 9 {
		n = n*10 + int64(b.text[at]-'0')
		at++
	}
	if at == first || at-first > 10 || n > math.MaxInt32+1 {
		b.err = errBlock
	}
	b.at = at
	if negative {
		return -n
	}
	return n
}

func (b *block) share() graph.Share {
	first := b.at + 1
	b.at = first
	for b.at < len(b.text) && b.text[b.at] != ',' && b.text[b.at] != ']' {
		b.at++
	}
	share, ok := parseShare(b.text[first:b.at])
	if !ok {
		b.err = errBlock
	}
	return share
}

// parseShare reads what appendShare wrote, and any number that stands for a share: files of schema 1 have those of a float.
func parseShare(text []byte) (graph.Share, bool) {
	if len(text) > 2 && len(text) <= 2+shareDigits && text[0] == '0' && text[1] == '.' {
		share := graph.Share(0)
		for i := 2; i < 2+shareDigits; i++ {
			share *= 10
			if i < len(text) {
				if text[i]-'0' > 9 {
					return graph.NoShare, false
				}
				share += graph.Share(text[i] - '0')
			}
		}
		return share, true
	}
	if string(text) == "null" {
		return graph.NoShare, true
	}
	x, err := strconv.ParseFloat(string(text), 64)
	if err != nil || !(x >= 0 && x <= 1) {
		return graph.NoShare, false
	}
	return graph.ShareOf(x), true
}

// object returns the JSON object after the comma at b.at.
func (b *block) object() []byte {
	first, depth, quoted := b.at+1, 0, false
	for b.at = first; b.at < len(b.text); b.at++ {
		switch c := b.text[b.at]; {
		case quoted && c == '\\':
			b.at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			depth--
			if depth == 0 {
				b.at++
				return b.text[first:b.at]
			}
		}
	}
	b.err = errBlock
	b.at = len(b.text)
	return nil
}
