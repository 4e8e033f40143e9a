package sqlite

import "hash/maphash"

// seed is the process's own: hashes are compared within a load and never stored.
var seed = maphash.MakeSeed()

// hashTexts hashes texts, each with its length.
func hashTexts(texts ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, t := range texts {
		maphash.WriteComparable(&h, len(t))
		h.WriteString(t)
	}
	return h.Sum64()
}
