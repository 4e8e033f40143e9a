package mcp

// mostTokens bounds each form of an answer, in tokens of a language model: 4,000, with some to spare for what a client writes otherwise.
const mostTokens = 3900

// mostBytes bounds each form as well, for whoever reckons that a token has three bytes.
const mostBytes = 12_000

// fit reports whether a text is within both bounds.
func fit(text string) bool { return len(text) <= mostBytes && tokens(text) <= mostTokens }

// tokens is about how many tokens a text has, and rather more than less: a token for each word and each further four of its letters, for every
// three digits, for up to four signs that are no letters, and for each letter of other scripts, and a quarter on top. Of answers it comes to 1.0
// to 1.6 times what the tokenizers o200k and cl100k make of them.
func tokens(text string) int {
	n, run, kind := 0, 0, byte(0)
	for _, r := range text {
		k := kindOf(r)
		if k != kind || k == 'o' {
			kind, run = k, 0
		}
		if run++; k != 's' && begins(k, run) {
			n++
		}
	}
	return n + n/4
}

// begins reports whether a token begins with a letter, digit or sign at this place of its run.
func begins(kind byte, place int) bool {
	switch {
	case place == 1:
		return true
	case kind == 'a':
		return place > longWord && (place-longWord)%lettersOfToken == 1
	case kind == '1':
		return place%digitsOfToken == 1
	}
	return place%signsOfToken == 1
}

// What a token holds: a whole word up to a length, then some letters; digits; signs.
const (
	longWord       = 7
	lettersOfToken = 4
	digitsOfToken  = 3
	signsOfToken   = 4
)

// kindOf tells letters, digits, space, signs and letters of other scripts, which count for themselves, apart.
func kindOf(r rune) byte {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return 'a'
	case '0' <= r && r <= '9':
		return '1'
	case r == ' ' || r == '\n':
		return 's'
	case r < 0x80:
		return 'x'
	}
	return 'o'
}
