package spill

import (
	"fmt"
	"testing"
)

const (
	pageSize  = 10_000
	pageCount = 10_000
)

func BenchmarkAppend(b *testing.B) {
	for _, limit := range []int64{1 << 30, 0} {
		b.Run(fmt.Sprintf("limit=%d", limit), func(b *testing.B) {
			page := make([]byte, pageSize)
			b.SetBytes(pageSize * pageCount)
			b.ReportAllocs()
			for b.Loop() {
				s := New(limit)
				fill(b, s, page)
				s.Close()
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, limit := range []int64{1 << 30, 0} {
		b.Run(fmt.Sprintf("limit=%d", limit), func(b *testing.B) {
			s := New(limit)
			defer s.Close()
			refs := fill(b, s, make([]byte, pageSize))
			b.SetBytes(pageSize)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				var buf []byte
				for i := 0; pb.Next(); i++ {
					var err error
					if buf, err = s.Read(refs[i%len(refs)], buf); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}

func fill(b *testing.B, s *Store, page []byte) []Ref {
	refs := make([]Ref, 0, pageCount)
	for range pageCount {
		ref, err := s.Append(page)
		if err != nil {
			b.Fatal(err)
		}
		refs = append(refs, ref)
	}
	return refs
}
