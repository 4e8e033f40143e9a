package graph

import (
	"encoding/base64"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// Page asks for a part of a list.
type Page struct {
	Limit  int    // greatest number of rows; 0 is DefaultLimit, NoRows none
	Cursor string // the Next of the answer before, or empty
	Scope  string // what else a cursor is bound to besides the data: the question that it belongs to
}

// Limits of a page.
const (
	DefaultLimit = 100
	MaxLimit     = 10000
	NoRows       = -1
)

// ErrCursor marks a cursor that this service did not give, or that belongs to an earlier state of the data.
var ErrCursor = errors.New("the cursor is not valid for this question on this data; start again without it")

// window returns the offset and limit that a page asks for. version is the state of the data, which a cursor is bound to.
func (p Page) window(version string) (offset, limit int, err error) {
	switch {
	case p.Limit == NoRows:
		limit = 0
	case p.Limit == 0:
		limit = DefaultLimit
	default:
		limit = min(p.Limit, MaxLimit)
	}
	if p.Cursor == "" {
		return 0, limit, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil {
		return 0, 0, ErrCursor
	}
	at, of, ok := strings.Cut(string(raw), "@")
	offset, err = strconv.Atoi(at)
	if !ok || err != nil || offset < 0 || of != fingerprint(version+"\x00"+p.Scope) {
		return 0, 0, ErrCursor
	}
	return offset, limit, nil
}

// next returns the cursor of the rows from offset on, or empty if there are none.
func (p Page) next(version string, offset, total int) string {
	if offset >= total || p.Limit == NoRows {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(offset) + "@" + fingerprint(version+"\x00"+p.Scope)))
}

func fingerprint(version string) string {
	h := fnv.New32a()
	fmt.Fprint(h, version)
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// paginate cuts a list that is ready as a whole.
func paginate[T any](p Page, version string, all []T) ([]T, string, error) {
	offset, limit, err := p.window(version)
	if err != nil {
		return nil, "", err
	}
	part := all[min(offset, len(all)):min(offset+limit, len(all))]
	return part, p.next(version, offset+len(part), len(all)), nil
}
