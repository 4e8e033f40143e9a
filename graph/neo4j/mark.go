package neo4j

import (
	"crypto/sha256"
	"encoding/binary"

	"chokepoint/graph"
)

// marker makes marks: digests of all that a statement says, and of what the ontology says of its relation. What is published is the
// same exactly while the mark is. Marks are compared among statements of one claim, so that 64 bits are plenty. They take no
// properties to be made first, as a load marks all that is recorded to find what has changed.
type marker struct{ digester }

func (m *marker) mark(st *graph.Statement, terms relationTerms) int64 {
	if m.hash == nil {
		m.hash = sha256.New()
	}
	m.hash.Reset()
	m.buffer = m.buffer[:0]
	m.claim(&st.Claim)
	m.texts(st.Dataset, terms.channel, terms.need)
	if st.Stratum >= 0 {
		m.texts(terms.strata[st.Stratum])
	}
	for _, is := range [...]bool{st.Own, st.Primary, st.Derived} {
		if is {
			m.number(1)
		} else {
			m.number(0)
		}
	}
	for _, r := range [...]graph.Recording{st.Recorded, st.Said} {
		m.number(r.From.UnixMicro())
		m.number(r.To.UnixMicro())
	}
	for _, n := range [...]int64{int64(st.Effective.From), int64(st.Effective.To), int64(st.Stratum), int64(len(st.AlsoIn)), int64(len(st.DerivedFrom))} {
		m.number(n)
	}
	m.texts(st.AlsoIn...)
	for _, id := range st.DerivedFrom {
		m.buffer = append(m.buffer, id[:]...)
	}
	return int64(binary.LittleEndian.Uint64(m.sum()))
}
