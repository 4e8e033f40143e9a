package sqlite

import (
	"errors"
	"fmt"
)

// readAhead is how many items are read before they are looked at.
const readAhead = 8

// errStopped ends a reading of which nobody wants more.
var errStopped = errors.New("nobody reads on")

// ahead runs two halves of a reading side by side, since stepping through a table takes SQLite as long as it takes us to make something of
// it: read gives items, which use looks at in turn. When it returns, both have ended.
func ahead[T any](read func(give func(T) error) error, use func(T) error) error {
	items, stop, used := make(chan T, readAhead), make(chan struct{}), make(chan error, 1)
	go func() {
		for item := range items {
			if err := use(item); err != nil {
				close(stop)
				used <- fmt.Errorf("reading the ledger: %w", err)
				return
			}
		}
		used <- nil
	}()
	err := read(func(item T) error {
		select {
		case items <- item:
			return nil
		case <-stop:
			return errStopped
		}
	})
	close(items)
	if failed := <-used; failed != nil {
		return failed
	}
	return err
}
