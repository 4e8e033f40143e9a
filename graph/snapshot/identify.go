package snapshot

import "github.com/google/uuid"

// indexClaims maps the ids of all claims that stand, or of the last version of those that don't, to their places.
func (s *Snapshot) indexClaims() map[uuid.UUID]Ref {
	byID := make(map[uuid.UUID]Ref, s.rows.len()+len(s.attrs))
	for ref := range s.Claims() {
		id := s.ClaimID(ref)
		if old, ok := byID[id]; ok && s.Recorded(old).From.After(s.Recorded(ref).From) {
			continue
		}
		byID[id] = ref
	}
	return byID
}
