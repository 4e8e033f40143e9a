package snapshot

import (
	"cmp"
	"slices"

	"chokepoint/graph"
)

// bringer is a dataset that brings a source of an id.
type bringer struct {
	source  string
	dataset string
}

// placeSources settles what the datasets say of each source. What they say alike is one source. A source belongs to the dataset
// that brings it: where others say something else of the same id, each such source stands under an id of its own, id@dataset, to
// which the claims of that dataset point; that of the curated dataset, or else of the first by name, keeps the id.
func (b *Builder) placeSources(s *Snapshot) {
	s.sources, s.sourceIn = make(map[string]graph.Source, len(b.heard)), make(map[string][]string, len(b.heard))
	renamed := map[bringer]string{}
	for id, said := range b.heard {
		slices.SortStableFunc(said, func(x, y sourceVersion) int { return compareDatasets(x.dataset, y.dataset) })
		ids := make([]string, 0, len(said))
		for _, v := range said {
			i := slices.IndexFunc(ids, func(other string) bool { return alike(s.sources[other], v.Source) })
			if i < 0 {
				if len(ids) > 0 {
					v.ID = id + "@" + v.dataset
				}
				i, ids = len(ids), append(ids, v.ID)
				s.sources[v.ID] = v.Source
			}
			s.sourceIn[ids[i]] = append(s.sourceIn[ids[i]], v.dataset)
			if i > 0 {
				renamed[bringer{id, v.dataset}] = ids[i]
			}
		}
	}
	b.heard = nil
	if len(renamed) > 0 && !b.bounded { // those of a part cite them already
		b.pointCitations(renamed)
	}
}

func compareDatasets(x, y string) int {
	return cmp.Or(-CompareBool(x == graph.CuratedDataset, y == graph.CuratedDataset), cmp.Compare(x, y))
}

// alike reports whether two descriptions of a source say the same document.
func alike(x, y graph.Source) bool {
	return x.Title == y.Title && x.Publisher == y.Publisher && x.URL == y.URL && x.Published == y.Published
}

// pointCitations makes claims cite the sources of their own datasets.
func (b *Builder) pointCitations(renamed map[bringer]string) {
	type set struct {
		dataset   uint16
		citations uint32
	}
	pointed := map[set]uint32{}
	point := func(class, citations uint32) uint32 {
		k := set{b.classes.values[class].dataset, citations}
		n, ok := pointed[k]
		if ok {
			return n
		}
		cited, dataset := slices.Clone(b.cited[citations]), b.says.values[k.dataset]
		for i, c := range cited {
			if own, ok := renamed[bringer{c.Source, dataset}]; ok {
				cited[i].Source = own
			}
		}
		n = b.Citations(cited)
		pointed[k] = n
		return n
	}
	for i, class := range b.rows.terms {
		b.rows.sources[i] = point(class.class, b.rows.sources[i])
	}
	for i := range b.attrs {
		b.attrs[i].sources = point(b.attrs[i].class, b.attrs[i].sources)
	}
}
