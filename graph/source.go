package graph

// Source is a document that says something.
type Source struct {
	ID        string
	Title     string
	Publisher string
	URL       string // empty only for a document that has none
	Published Date   // Beginning when unknown
	Language  string // BCP 47
	Kind      string // one of SourceKinds
}

// SourceKinds returns the kinds of sources.
func SourceKinds() []string {
	return []string{"law", "regulation", "company", "press", "dataset", "paper"}
}

// CuratedDataset is the name of the dataset of the facts in seeds/. Where datasets disagree on an entity's name, it is heard first.
const CuratedDataset = "curated"
