// Package criteria puts the criteria of decisions, and of classes that decisions cover, to items: a criterion is a CEL expression
// over an item's figures (Check, Figures.Judge). Derive concludes what a criterion covers.
package criteria
