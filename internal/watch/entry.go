package watch

// entry is what stands at a name.
type entry struct {
	kind kind
	sum  Sum  // of a file
	link bool // it is a symbolic link
	twin bool // the file has another name

	// firm says that the file was old enough, when it was read, for the same
	// stamp to mean the same bytes: two writes at once leave the same times.
	firm  bool
	stamp stamp
}

type kind uint8

const (
	absent     kind = iota
	file            // whose bytes could be read
	unreadable      // a file or a folder
	linkLost        // a symbolic link to nothing, out of the root or to no file
	linkFolder      // a symbolic link to a folder
)

// restless says that what stands here may change without an event at its name.
func (e entry) restless() bool { return e.link || e.twin || e.kind > file }

// same says whether two entries are the same for the consumer.
func (e entry) same(o entry) bool { return e.kind == o.kind && e.sum == o.sum }

// stamp is by what the system tells that a file is another, or was written.
type stamp struct {
	size     int64  // in bytes
	modified int64  // in nanoseconds
	changed  int64  // of anything about the file, in nanoseconds; modified where the system does not tell
	inode    uint64 // 0 where the system does not tell
}
