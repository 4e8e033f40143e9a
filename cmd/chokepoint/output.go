package main

import (
	"errors"
	"os"

	"chokepoint/graph/say"
)

// output is where a command writes, and what first went wrong there: most of what is printed is printed by those that look at no errors.
type output struct {
	file   *os.File
	failed error
}

// Write implements io.Writer.
func (o *output) Write(text []byte) (int, error) {
	n, err := o.file.Write(text)
	if o.failed == nil {
		o.failed = err
	}
	return n, err
}

// written is how a command ended, and that what it wrote got lost, if it did.
func (p *process) written(err error) error {
	o, ok := p.out.(*output)
	if !ok || o.failed == nil || err != nil && !errors.Is(err, o.failed) {
		return err
	}
	return say.That("output.lost", plainCause(o.failed))
}
