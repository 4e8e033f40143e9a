package graph

// Page asks for a part of a list.
type Page struct {
	Limit  int    // greatest number of rows; NoRows: none, they are only counted
	Cursor string // the Next of the answer before, or empty
}

// Limits of a page.
const (
	DefaultLimit = 25
	MaxLimit     = 10000
)
