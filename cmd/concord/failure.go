package main

import (
	"errors"
	"fmt"

	"concord/internal/output"
)

// hinted is an error with advice.
type hinted struct {
	error
	advice string
}

func hint(err error, advice string) error { return &hinted{err, advice} }

// Hint is what to do about the error.
func (h *hinted) Hint() string { return h.advice }

// Unwrap returns the error itself.
func (h *hinted) Unwrap() error { return h.error }

// explainOutput adds advice to a refusal to write.
func explainOutput(err error) error {
	var notOurs *output.NotOursError
	if errors.As(err, &notOurs) {
		return hint(err, "name an empty folder with --output, or empty that one yourself")
	}
	return fmt.Errorf("write the site: %w", err)
}
