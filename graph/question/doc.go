// Package question is how things are asked. A question is declared once, by Define: its name, path and summary, a struct of
// parameters, what of the facts it needs, what answers it, and how its answer reads as a table and as a sentence. The HTTP
// operation, the command, the call that ask shows and every later face are loops over such declarations.
//
// Parameters come as texts by name (Values), wherever they come from, and are read and validated here and nowhere else. Run
// through a Question, everything has a context, a budget, one snapshot from beginning to end, and signed cursors.
package question
