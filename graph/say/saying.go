package say

// Saying is a text that is not put into words yet: the key of a message and its arguments. Arguments that are Told are said in the
// language of the whole. As an error it says itself in English.
type Saying struct {
	Key  string
	Args []any
}

// That is a saying.
func That(key string, args ...any) Saying { return Saying{key, args} }

// In puts the saying into words.
func (s Saying) In(lang string) string {
	args := make([]any, len(s.Args))
	for i, a := range s.Args {
		if told, ok := a.(Told); ok {
			a = told.In(lang)
		}
		args[i] = a
	}
	return Text(lang, s.Key, args...)
}

// Error implements error.
func (s Saying) Error() string { return s.In("en") }

// Because is an error as a part of a text: what Error says, without its capital in English.
func Because(err error) Told { return cause{err} }

type cause struct{ error }

// In implements Told.
func (c cause) In(lang string) string { return inWords(lang, c.error) }
