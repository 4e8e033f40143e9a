package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// fingerprint is a digest of the properties of an entity or a source: equal ones have equal fingerprints. It is compared among states
// of one thing, so that 64 bits are plenty; a number takes a third of the room of a text.
func fingerprint(p properties) int64 {
	b := make([]byte, 0, 512)
	for _, key := range slices.Sorted(maps.Keys(p)) {
		b = append(append(b, key...), 0)
		switch v := p[key].(type) {
		case string:
			b = append(append(b, 's'), v...)
		case []string:
			for _, s := range v {
				b = append(append(append(b, 'l'), s...), 0)
			}
		default:
			b = fmt.Append(append(b, 'x'), v)
		}
		b = append(b, 0)
	}
	sum := sha256.Sum256(b)
	return int64(binary.LittleEndian.Uint64(sum[:]))
}
