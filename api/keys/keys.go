// Package keys is who may use a server: keys with a scope, of which a file keeps a hash. The file may be changed by another process
// while a server reads it, and what changed counts from the next request on.
package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Scope is what a key allows. Whoever may write may read too.
type Scope string

// The scopes.
const (
	Read  Scope = "read"
	Write Scope = "write"
)

// Key is what is known of a key; the token itself is known to its holder alone.
type Key struct {
	ID       string     `json:"id"`
	Name     string     `json:"name,omitempty"`
	Scope    Scope      `json:"scope"`
	Created  time.Time  `json:"created"`
	Revoked  *time.Time `json:"revoked,omitempty"`
	LastUsed *time.Time `json:"last_used,omitempty"` // to the minute
	Hash     string     `json:"hash,omitempty"`      // SHA-256 of the token in hexadecimal
}

// Allows reports whether the key allows what needs a scope.
func (k *Key) Allows(s Scope) bool { return k.Revoked == nil && (k.Scope == s || k.Scope == Write) }

// Prefix begins every token, so that one that leaked is known for what it is.
const Prefix = "cpk_"

const (
	tokenBytes = 32 // 256 bits of chance: their plain hash can't be guessed back
	idBytes    = 5
)

// ErrUnknown is the error of a token or an id that no key has.
var ErrUnknown = errors.New("there is no such key")

// letters are those of a token: a shell, an address and a person take them as one word.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// newKey makes a key and its token.
func newKey(scope Scope, name string, now time.Time) (token string, k Key) {
	secret, id := make([]byte, tokenBytes), make([]byte, idBytes)
	_, _ = rand.Read(secret) // never fails
	_, _ = rand.Read(id)
	token = Prefix + letters.EncodeToString(secret)
	return token, Key{ID: letters.EncodeToString(id), Name: name, Scope: scope, Created: now.UTC().Truncate(time.Second), Hash: hashOf(token)}
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// find returns the key of a token.
func find(all []Key, token string) (int, bool) {
	if !strings.HasPrefix(token, Prefix) {
		return 0, false
	}
	hash := []byte(hashOf(token))
	for i := range all {
		if subtle.ConstantTimeCompare(hash, []byte(all[i].Hash)) == 1 {
			return i, all[i].Revoked == nil
		}
	}
	return 0, false
}

// check says what is wrong with keys that were read.
func check(all []Key) error {
	ids := map[string]bool{}
	for _, k := range all {
		switch {
		case k.ID == "" || ids[k.ID]:
			return fmt.Errorf("the id %q is empty or stands there twice", k.ID)
		case k.Scope != Read && k.Scope != Write:
			return fmt.Errorf("the scope of %s is %q: it is read or write", k.ID, k.Scope)
		case len(k.Hash) != hex.EncodedLen(sha256.Size):
			return fmt.Errorf("the hash of %s is none", k.ID)
		}
		ids[k.ID] = true
	}
	return nil
}
