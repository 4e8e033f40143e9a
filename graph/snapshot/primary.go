package snapshot

import "chokepoint/graph"

// notePrimary marks the classes of claims that cite a source that speaks for itself, so that a mask decides on them as on all else
// that claims have in common. What is derived, and a statement of another snapshot, is marked by who adds it.
func (b *Builder) notePrimary(sources map[string]graph.Source) {
	primary := make([]bool, len(b.cited))
	for n, cited := range b.cited {
		for _, c := range cited {
			src := sources[c.Source]
			primary[n] = primary[n] || src.IsPrimary()
		}
	}
	marked := map[uint32]uint32{} // by class, that of the same claims but primary
	mark := func(class *uint32, citations uint32) {
		if !primary[citations] {
			return
		}
		n, ok := marked[*class]
		if !ok {
			k := b.classes.values[*class]
			k.primary = k.primary || !k.derived
			n = b.classes.intern(k)
			marked[*class] = n
		}
		*class = n
	}
	for i := range b.rows.terms {
		mark(&b.rows.terms[i].class, b.rows.sources[i])
	}
	for i := range b.attrs {
		mark(&b.attrs[i].class, b.attrs[i].sources)
	}
}
