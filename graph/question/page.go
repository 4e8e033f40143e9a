package question

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"

	"chokepoint/graph"
)

// macSize is how many bytes of the signature a cursor carries: enough that nobody guesses one.
const macSize = 12

// letters are those of a cursor: a shell, an address and a person take them as one word.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Window returns where a page begins and how many rows it has. The error is graph.ErrCursor for a cursor that this store did
// not give for this question on these facts.
func (a *Asking) Window(p graph.Page) (offset, limit int, err error) {
	limit = min(p.Limit, graph.MaxLimit)
	if p.Cursor == "" {
		return 0, limit, nil
	}
	raw, err := letters.DecodeString(p.Cursor)
	if err != nil || len(raw) <= macSize || letters.EncodeToString(raw) != p.Cursor { // the decoder passes over ends of lines and bits at the end
		return 0, 0, graph.ErrCursor
	}
	at, size := binary.Uvarint(raw[macSize:])
	if size != len(raw)-macSize || at > maxOffset || !hmac.Equal(raw[:macSize], a.sign(raw[macSize:])) {
		return 0, 0, graph.ErrCursor
	}
	return int(at), limit, nil
}

// maxOffset is beyond every list.
const maxOffset = 1 << 31

// Next returns the cursor of the rows from offset on, or nothing if there are none or none were asked for.
func (a *Asking) Next(p graph.Page, offset, total int) string {
	if offset >= total || p.Limit == 0 {
		return ""
	}
	at := binary.AppendUvarint(nil, uint64(offset))
	return letters.EncodeToString(append(a.sign(at), at...))
}

// sign binds an offset to the store, the state of its facts and the question.
func (a *Asking) sign(at []byte) []byte {
	mac := hmac.New(sha256.New, a.Facts.Secret())
	mac.Write([]byte(a.Facts.Version() + "\x00" + a.scope + "\x00"))
	mac.Write(at)
	return mac.Sum(nil)[:macSize]
}

// Paginate cuts a page out of a list that is ready as a whole; phrase what is on the page, not the list.
func Paginate[T any](a *Asking, p graph.Page, all []T) (part []T, next string, err error) {
	offset, limit, err := a.Window(p)
	if err != nil {
		return nil, "", err
	}
	part = all[min(offset, len(all)):min(offset+limit, len(all))]
	return part, a.Next(p, offset+len(part), len(all)), nil
}
