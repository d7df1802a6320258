package mention

// particles are the Korean particles and copulas that may be attached to a
// noun, longest first, so that the noun found is the shortest that leaves a
// whole particle.
var particles = bytesOf(
	"으로부터", "에게서는", "에서부터", "이라고는",
	"에서는", "에게서", "으로는", "으로서", "으로써", "로부터", "까지는", "까지도", "부터는", "에서도", "이라는", "이라고", "에게는", "와의", "과의",
	"에서", "에게", "께서", "으로", "로서", "로써", "까지", "부터", "마다", "보다", "처럼", "조차", "밖에", "이나", "이며", "이고", "이다", "라는", "라고", "하고", "에는", "에도", "와는", "과는", "만이", "만을", "들이", "들을", "들은", "들의",
	"은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "나", "며", "들", "인",
)

func bytesOf(words ...string) [][]byte {
	list := make([][]byte, len(words))
	for i, w := range words {
		list[i] = []byte(w)
	}
	return list
}
