package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// fingerprint is a digest of properties: equal ones have equal fingerprints. It is compared among statements of one claim, and
// states of one thing, so that 64 bits are plenty; a number takes a third of the room of a text.
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
		case int64:
			b = binary.LittleEndian.AppendUint64(append(b, 'i'), uint64(v))
		case float64:
			b = binary.LittleEndian.AppendUint64(append(b, 'f'), math.Float64bits(v))
		case time.Time:
			b = binary.LittleEndian.AppendUint64(append(b, 't'), uint64(v.UnixMicro()))
		case neo4j.Date:
			b = binary.LittleEndian.AppendUint64(append(b, 'd'), uint64(v.Time().Unix()))
		default:
			b = fmt.Append(append(b, 'x'), v)
		}
		b = append(b, 0)
	}
	sum := sha256.Sum256(b)
	return int64(binary.LittleEndian.Uint64(sum[:]))
}
