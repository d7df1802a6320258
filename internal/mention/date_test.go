package mention

import (
	"fmt"
	"os"
	"testing"

	"concord/internal/record"
)

func TestTry(t *testing.T) {
	b, _ := os.ReadFile("../../content/sources/2025-11-02-press-statement.txt")
	today, _ := record.ParseEDTF("2025-11-02")
	m, p := scanDates(b, today, nil)
	for _, x := range m {
		fmt.Printf("%q → %v\n", b[x.Start:x.End], x.Date)
	}
	fmt.Println(p)
}
