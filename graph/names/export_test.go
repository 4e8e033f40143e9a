package names

import "unicode/utf8"

// Resemblance scores a pair of folded texts that share some bigrams.
func Resemblance(asked, name string, shared int) float64 {
	return newAsked(asked).resemblance(&indexed{folded: name, length: utf8.RuneCountInString(name), grams: len(Bigrams(name))}, shared)
}
