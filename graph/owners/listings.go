package owners

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// DefaultThreshold is the share from which owners' listing reaches what they own, where no rule on record says another: 50
// percent or more, as in 15 CFR 744.11(a)(1)(i) in the version of 90 FR 47201.
const DefaultThreshold = graph.Whole / 2

// Threshold returns a fraction as the share that total holdings are compared with. One above the whole is never met.
func Threshold(x float64) graph.Share {
	if x > 1 {
		return math.MaxInt32
	}
	return max(0, graph.ShareFrom(x))
}

// Nodes is a set of nodes.
type Nodes map[snapshot.Node]bool

// Listings reads lists of parties, and who owns what, on a day.
type Listings struct {
	l      *limits.Limits
	s      *snapshot.Snapshot
	claims *snapshot.Mask // all claims of the day
	owning *snapshot.Mask // those of ownership
	binds  func(decision snapshot.Node) bool

	listedBy, lists, within snapshot.Predicates
}

// NewListings reads the lists that hold under a filter's date, recording, confidence and sources. Binds says which decisions bind then:
// rules.Bindings knows. The error wraps graph.ErrUnknownTerm.
func NewListings(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, binds func(snapshot.Node) bool) (*Listings, error) {
	claims, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	owning, err := OwningMask(s, f)
	if err != nil {
		return nil, err
	}
	roles := s.Ontology().Binding
	return &Listings{l: l, s: s, claims: claims, owning: owning, binds: binds, listedBy: s.Predicates(roles.ListedBy),
		lists: s.Predicates(roles.Lists...), within: s.Predicates(roles.Within...)}, nil
}

// OwningMask admits the claims of ownership that hold under a filter's date, recording, confidence and sources.
func OwningMask(s *snapshot.Snapshot, f graph.Filter) (*snapshot.Mask, error) {
	return s.WalkMask(graph.Filter{AsOf: f.AsOf, KnownAt: f.KnownAt, MinConfidence: f.MinConfidence, Primary: f.Primary, Channels: []string{graph.OwnershipChannel}})
}

// Owning is the mask that OwningMask gives for the filter.
func (x *Listings) Owning() *snapshot.Mask { return x.owning }

// Parties are those listed by one of the decisions, if it binds.
func (x *Listings) Parties(by Nodes) (Nodes, error) {
	listed := Nodes{}
	for _, d := range slices.Sorted(maps.Keys(by)) {
		if !x.binds(d) {
			continue
		}
		for ref, party := range x.s.InBy(d, x.listedBy) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if x.claims.Admits(ref) {
				listed[party] = true
			}
		}
	}
	return listed, nil
}

// Of returns the claims by which decisions that bind list a party, the earliest first.
func (x *Listings) Of(party snapshot.Node) ([]snapshot.Ref, error) {
	var found []snapshot.Ref
	for ref, list := range x.s.OutBy(party, x.listedBy) {
		if err := x.l.Work(); err != nil {
			return nil, err
		}
		if x.claims.Admits(ref) && x.binds(list) {
			found = append(found, ref)
		}
	}
	slices.SortFunc(found, func(r, q snapshot.Ref) int {
		return cmp.Or(cmp.Compare(x.s.Valid(r).From, x.s.Valid(q).From), x.s.CompareClaims(r, q))
	})
	return found, nil
}

// Lists are a decision, the lists that it works on, and all that are part of one of these.
func (x *Listings) Lists(d snapshot.Node) (Nodes, error) {
	found, queue := Nodes{d: true}, []snapshot.Node{d}
	add := func(n snapshot.Node) {
		if !found[n] {
			found[n] = true
			queue = append(queue, n)
		}
	}
	for ref, list := range x.s.OutBy(d, x.lists) {
		if x.claims.Admits(ref) {
			add(list)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for ref, part := range x.s.InBy(queue[0], x.within) {
			if err := x.l.Work(); err != nil {
				return nil, err
			}
			if x.claims.Admits(ref) {
				add(part)
			}
		}
	}
	return found, nil
}

// Thresholds are the decisions with a threshold, in order of id.
func (x *Listings) Thresholds() []snapshot.Node {
	return slices.DeleteFunc(slices.Clone(everWithThreshold(x.s)), func(n snapshot.Node) bool {
		_, ok := x.ThresholdOf(n)
		return !ok
	})
}

type thresholdKey struct{}

// everWithThreshold are the nodes of which a threshold was ever said, in order: found once a snapshot, in time linear in the entities
// of which one may be said.
func everWithThreshold(s *snapshot.Snapshot) []snapshot.Node {
	return snapshot.Memo(s, thresholdKey{}, func() (found []snapshot.Node) {
		threshold := s.Ontology().Attribute(s.Ontology().Binding.Threshold)
		if threshold == nil {
			return nil
		}
		for n := range s.OfKinds(threshold.On) {
			for range s.AttributesNamed(n, threshold.Name) {
				found = append(found, n)
				break
			}
		}
		return found
	})
}

// ThresholdOf returns the claim that gives a decision's threshold, if one does: its value is a number, for Threshold.
func (x *Listings) ThresholdOf(d snapshot.Node) (ref snapshot.Ref, ok bool) {
	for ref := range x.s.AttributesNamed(d, x.s.Ontology().Binding.Threshold) {
		if x.claims.Admits(ref) {
			return ref, true
		}
	}
	return snapshot.NoRef, false
}
