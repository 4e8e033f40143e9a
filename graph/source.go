package graph

import "slices"

// Source is a document that says something.
type Source struct {
	ID        string
	Title     string
	Publisher string
	URL       string // empty only for a document that has none
	Published Date   // Beginning when unknown
	Language  string // BCP 47
	Kind      string // one of SourceKinds
	CopyOf    string // what it retells: the id of a source, or a title
}

// SourceKinds returns the kinds of sources: government is a ministry's or agency's own page, copy a retelling of another document.
func SourceKinds() []string {
	return []string{"law", "regulation", "government", "filing", "company", "wire", "press", "copy", "dataset", "paper"}
}

// PrimaryKinds returns the kinds of sources that speak for themselves.
func PrimaryKinds() []string { return []string{"law", "regulation", "government", "filing", "company"} }

// CopyKind is the kind of a source that retells another document, which CopyOf names.
const CopyKind = "copy"

// IsPrimary reports whether the source speaks for itself.
func (s *Source) IsPrimary() bool { return slices.Contains(PrimaryKinds(), s.Kind) }

// CuratedDataset is the name of the dataset of the facts in seeds/. Where datasets disagree on an entity's name, it is heard first.
const CuratedDataset = "curated"
