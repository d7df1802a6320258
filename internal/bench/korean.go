package main

import (
	"math/rand/v2"
	"strings"
)

// newKorean makes nouns of two or three syllables.
func newKorean(rng *rand.Rand, count int) []string {
	taken := make(map[string]bool, count)
	nouns := make([]string, 0, count)
	for len(nouns) < count {
		noun := pick(rng, koreanSyllables) + pick(rng, koreanSyllables)
		if rng.IntN(3) == 0 {
			noun += pick(rng, koreanSyllables)
		}
		if !taken[noun] {
			taken[noun] = true
			nouns = append(nouns, noun)
		}
	}
	return nouns
}

// No syllable here is a particle, so that where a noun ends is as plain as it is to a reader.
var koreanSyllables = strings.Fields(`강 거 건 검 결 경 계 공 관 교 구 국 군 권 금 기 남 내 농 단 담 당 대 동 등 망 명 모 무 문 물
	민 바 박 발 방 배 법 변 보 복 본 부 북 사 산 상 생 서 선 성 세 소 속 수 순 시 식 신 실 심 안 양 어 여 연 영 예 온 용 우 운
	원 위 육 융 음 응 인 일 임 자 작 장 재 전 절 점 정 제 조 종 주 준 중 증 지 직 진 차 참 창 책 천 청 체 초 총 추 출 치 친 통
	투 판 평 표 품 하 학 한 합 항 해 행 향 험 현 협 호 화 확 환 활 회 효`)

// particles are for a noun that ends in a vowel and for one that ends in a consonant.
var particles = [][2]string{
	{"는", "은"}, {"가", "이"}, {"를", "을"}, {"와", "과"}, {"의", "의"}, {"에서", "에서"}, {"에", "에"}, {"도", "도"},
}

var (
	koreanVerbs  = []string{"마련하였다", "추진한다", "강화하기로 하였다", "확인하였다", "환영하였다", "논의할 것이다", "이행한다"}
	koreanBodies = []string{"부", "청", "원", "처", "위원회", "연구원"}
)

// koreanSentence has three to eight nouns, each with its particle, and a verb.
func (n *natural) koreanSentence(rng *rand.Rand) string {
	var text strings.Builder
	for range 2 + rng.IntN(6) {
		text.WriteString(n.attached(pick(rng, particles)) + " ")
	}
	text.WriteString(n.attached([2]string{"를", "을"}) + " " + pick(rng, koreanVerbs) + ".")
	return text.String()
}

// attached is a noun with the form of a particle that goes with it.
func (n *natural) attached(particle [2]string) string {
	noun := n.korean[n.koreanRanks.Uint64()]
	if endsInConsonant(noun) {
		return noun + particle[1]
	}
	return noun + particle[0]
}

// endsInConsonant reads the last syllable: Unicode orders syllables so that every 28th has no final consonant.
func endsInConsonant(noun string) bool {
	runes := []rune(noun)
	return (runes[len(runes)-1]-'가')%28 != 0
}

func (n *natural) koreanName(rng *rand.Rand) string {
	return n.korean[n.koreanRanks.Uint64()] + n.korean[n.koreanRanks.Uint64()] + pick(rng, koreanBodies)
}
