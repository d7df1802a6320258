// Package scaffold begins what editors go on with: a document with every field
// of its kind explained, and a whole site of an imaginary partnership.
//
// The contract:
//   - What it writes is valid as it stands: no diagnostic follows from it.
//   - Nothing that exists is overwritten, and a second file for the same id or
//     the same name is refused.
//   - What could not be written as a whole is taken away again.
//
// A refusal is a *Refusal, with what to do instead; any other error is a
// failure of the machine's.
package scaffold

import "fmt"

// Refusal is a request that cannot be carried out as it was made.
type Refusal struct {
	message, advice string
}

// Error is what is wrong with the request.
func (r *Refusal) Error() string { return r.message }

// Hint is what to ask for instead.
func (r *Refusal) Hint() string { return r.advice }

func refuse(advice, format string, args ...any) error {
	return &Refusal{message: fmt.Sprintf(format, args...), advice: advice}
}
