package names

import (
	"slices"
	"unicode/utf8"
)

// bigram is a pair of neighbouring letters; 0 stands before the first and after the last.
type bigram uint64

func bigramOf(first, second rune) bigram { return bigram(first)<<32 | bigram(second) }

// within reports whether both letters are of the word.
func (g bigram) within() bool { return g>>32 != 0 && uint32(g) != 0 }

// appendBigrams appends the different bigrams of a word, in order.
func appendBigrams(grams []bigram, word string) []bigram {
	from, last := len(grams), rune(0)
	for _, r := range word {
		grams = append(grams, bigramOf(last, r))
		last = r
	}
	grams = append(grams, bigramOf(last, 0))
	slices.Sort(grams[from:])
	return grams[:from+len(slices.Compact(grams[from:]))]
}

// grams are words by bigram, the shortest first: how many have one is known without counting.
type grams struct {
	ascii []int32 // by bigram of ASCII letters: its number, or -1
	other map[bigram]int32
	words lists // by number of a bigram
}

// number returns the number of a bigram, or -1.
func (x *grams) number(g bigram) int32 {
	first, second := g>>32, g&(1<<32-1)
	if first < utf8.RuneSelf && second < utf8.RuneSelf {
		return x.ascii[first*utf8.RuneSelf+second]
	}
	if n, ok := x.other[g]; ok {
		return n
	}
	return -1
}

// having are the words that have a bigram.
func (x *grams) having(g bigram) []int32 {
	if n := x.number(g); n >= 0 {
		return x.words.of(n)
	}
	return nil
}

// gramsOf finds the bigrams of words.
func gramsOf(words []entry) grams {
	x := grams{ascii: make([]int32, utf8.RuneSelf*utf8.RuneSelf), other: map[bigram]int32{}}
	for i := range x.ascii {
		x.ascii[i] = -1
	}
	number := func(g bigram) int32 {
		n := x.number(g)
		if n >= 0 {
			return n
		}
		n = int32(len(x.words.first))
		x.words.first = append(x.words.first, 0)
		if first, second := g>>32, g&(1<<32-1); first < utf8.RuneSelf && second < utf8.RuneSelf {
			x.ascii[first*utf8.RuneSelf+second] = n
		} else {
			x.other[g] = n
		}
		return n
	}
	var of []bigram
	var counts []uint32
	for i := range words {
		of = appendBigrams(of[:0], words[i].text)
		for _, g := range of {
			if n := int(number(g)); n == len(counts) {
				counts = append(counts, 1)
			} else {
				counts[n]++
			}
		}
	}
	l := newListing(len(counts))
	copy(l.first[1:], counts)
	l.counted()
	for _, w := range byLength(words) {
		of = appendBigrams(of[:0], words[w].text)
		for _, g := range of {
			l.put(x.number(g), w)
		}
	}
	x.words = l.lists
	return x
}

// byLength lists words from the shortest to the longest, those of one length as they stand.
func byLength(words []entry) []int32 {
	longest := 0
	for i := range words {
		longest = max(longest, len(words[i].text))
	}
	l := newListing(longest + 1)
	for i := range words {
		l.count(int32(len(words[i].text)))
	}
	l.counted()
	for i := range words {
		l.put(int32(len(words[i].text)), int32(i))
	}
	return l.all
}
