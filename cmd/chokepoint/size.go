package main

import (
	"errors"

	"github.com/dustin/go-humanize"
)

// size is an amount of memory or of a file, written as 64MB or 1GiB.
type size int64

// UnmarshalText reads an amount.
func (s *size) UnmarshalText(text []byte) error {
	n, err := humanize.ParseBytes(string(text))
	if err != nil || n > 1<<62 {
		return errors.New("give a size, such as 64MB or 1GiB")
	}
	*s = size(n)
	return nil
}
