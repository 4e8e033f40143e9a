package neo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// fingerprint is a short digest of properties: equal ones have equal fingerprints.
func fingerprint(p properties) string {
	text, err := json.Marshal(p) // keys in order
	if err != nil {
		text = fmt.Append(nil, p) // a number that JSON has no word for; maps print in order too
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
