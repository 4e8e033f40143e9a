package catalogue

import (
	"maps"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph/disagree"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
)

// saidOf are the claims about an entity, of which those that are shown are put in order and into words.
type saidOf struct {
	s      *snapshot.Snapshot
	n      snapshot.Node
	lang   string
	claims map[string][]snapshot.Ref // by what they are read under: the predicate, or the relation's inverse where the entity is the object
}

func newSaidOf(a *question.Asking, n snapshot.Node) *saidOf {
	return &saidOf{s: a.Facts, n: n, lang: a.Lang(), claims: map[string][]snapshot.Ref{}}
}

// collect finds the claims that a mask admits; one that joins the entity to itself is read from its subject.
func (x *saidOf) collect(a *question.Asking, m *snapshot.Mask) error {
	read := readingsOf(x.s)
	byName := make([][]snapshot.Ref, len(read.names))
	for i, claims := range [...]func(func([]snapshot.Step) bool){x.s.AdmittedAttributes(m, x.n), x.s.AdmittedOut(m, x.n), x.s.AdmittedIn(m, x.n)} {
		end := [...]int{fromSubject, fromSubject, fromObject}[i]
		for some := range claims {
			if err := a.Limits.Look(); err != nil {
				return err
			}
			for _, c := range some {
				if end == fromSubject || c.To != x.n {
					at := read.placeOf(c.Ref, end)
					byName[at] = append(byName[at], c.Ref)
				}
			}
		}
	}
	for at, refs := range byName {
		if len(refs) > 0 {
			x.claims[read.names[at]] = refs
		}
	}
	return nil
}

// total is how many claims there are.
func (x *saidOf) total() (n int) {
	for _, refs := range x.claims {
		n += len(refs)
	}
	return n
}

// best returns the best supported of some claims, in order.
func (x *saidOf) best(refs []snapshot.Ref, most int) []snapshot.Ref {
	leading := newLeadingClaims(x.s, most)
	for _, ref := range refs {
		object := snapshot.None
		if ref.IsRelation() && x.s.Subject(ref) != x.n {
			object = x.n
		}
		leading.add(0, ref, object, false)
	}
	best := make([]snapshot.Ref, 0, min(most, len(refs)))
	for _, c := range leading.from(0) {
		best = append(best, c.ref)
	}
	return best
}

// views puts claims into words.
func (x *saidOf) views(refs []snapshot.Ref) []view.ClaimView { return view.Claims(x.s, refs, x.lang) }

// contrasted puts the best supported of some claims into words, each with the kinds of its sources and those of the claims that
// contradict it.
func (x *saidOf) contrasted(a *question.Asking, refs []snapshot.Ref, most int) ([]view.ClaimView, error) {
	among, err := disagree.Among(a.Limits, x.s, refs)
	if err != nil {
		return nil, err
	}
	best := x.best(refs, most)
	views := x.views(best)
	nameKinds(x.s, views)
	for i, ref := range best {
		if views[i].Contradicts, err = contradicting(a, among, ref); err != nil {
			return nil, err
		}
	}
	return views, nil
}

// nameKinds says of what kinds the sources of claims are.
func nameKinds(s *snapshot.Snapshot, views []view.ClaimView) {
	for _, v := range views {
		for i := range v.Sources {
			src, _, _ := s.Source(v.Sources[i].ID)
			v.Sources[i].Kind = src.Kind
		}
	}
}

// contradicting are the ids of the claims that contradict a claim, each once.
func contradicting(a *question.Asking, among *disagree.Claims, ref snapshot.Ref) ([]uuid.UUID, error) {
	refs, err := among.With(a.Limits, ref)
	var ids []uuid.UUID
	for _, other := range refs {
		if id := a.Facts.ClaimID(other); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// names are what claims are read under, in order.
func (x *saidOf) names() []string { return slices.Sorted(maps.Keys(x.claims)) }

// all are the claims that are read under a name, in order and in words.
func (x *saidOf) all(name string) []view.ClaimView {
	return x.views(x.best(x.claims[name], len(x.claims[name])))
}

// inOrder are all claims in words, name by name.
func (x *saidOf) inOrder() (all []view.ClaimView) {
	for _, name := range x.names() {
		all = append(all, x.all(name)...)
	}
	return all
}
