package cite

// CSLMedia is the media type of CSL-JSON.
const CSLMedia = "application/vnd.citationstyles.csl+json"

// Item is an entry in CSL-JSON, in the terms of its schema 1.0.
type Item struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title"`
	Author    []Name `json:"author,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Container string `json:"container-title,omitempty"`
	Issued    *Date  `json:"issued,omitempty"`
	URL       string `json:"URL,omitempty"`
	Language  string `json:"language,omitempty"`
	Note      string `json:"note,omitempty"`
}

// Name is the name of an institution.
type Name struct {
	Literal string `json:"literal"`
}

// Date has one list of a year, a month and a day, as far as they are known.
type Date struct {
	Parts [][]int `json:"date-parts"`
}

// CSL makes the entries of a bibliography in CSL-JSON, whose list is never nil.
func CSL(references []Reference) []Item {
	items := make([]Item, len(references))
	for i := range references {
		items[i] = references[i].item()
	}
	return items
}

func (r *Reference) item() Item {
	f := r.form()
	item := Item{ID: r.ID, Type: f.csl, Title: r.Title, URL: r.URL, Language: r.Language, Note: r.note()}
	if issued := parts(r.Published); issued != nil {
		item.Issued = &Date{[][]int{issued}}
	}
	switch {
	case r.Publisher == "":
	case f.within == "journal":
		item.Container = r.Publisher
	default:
		item.Author, item.Publisher = []Name{{r.Publisher}}, r.Publisher
	}
	return item
}
