package search

const (
	maxWeight = 7
	// weightBits is how many bits of a posting its weight takes.
	weightBits = 3
	// maxSlot bounds slots, so that a posting fits into 32 bits.
	maxSlot = 1<<(32-weightBits) - 1
	// typicalLength is the length, in words, at which occurrences count half.
	typicalLength = 256
)

// weightSteps are the hundredths of tf' from which on a weight is one more.
var weightSteps = [...]uint64{42, 60, 84, 119, 168, 238}

// weightOf returns the weight of a key that occurs so often in an entry of
// length words.
func weightOf(occurrences, length uint32) uint32 {
	scaled := uint64(occurrences) * 2 * typicalLength * 100
	weight := uint32(0)
	for _, step := range weightSteps {
		if scaled >= step*(typicalLength+uint64(length)) {
			weight++
		}
	}
	return weight
}
