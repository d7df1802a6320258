// Korean particles and copulas that are attached to nouns, the longest first;
// as internal/find/particle.go has them.

const particles = (
	"으로부터 이라고는 에게서는 에서부터 까지는 까지도 로부터 부터는 에게는 에게서 에게도 에서는 에서도 에서의 " +
	"으로는 으로도 으로서 으로써 으로의 이라고 이라는 입니다 과는 과의 까지 께서 들과 들은 들을 들의 들이 라고 라는 로는 로서 로써 로의 마다 만을 만이 " +
	"보다 부터 에게 에는 에도 에서 와는 와의 으로 이나 이다 이며 이고 처럼 하고 가 과 께 나 는 도 들 로 를 만 며 에 와 은 을 의 이 인"
).split(" ");

// withoutParticle returns a word of Hangul without the longest particle that it
// ends in, or "" if it ends in none or fewer syllables than least are left.
export function withoutParticle(word: string, least: number): string {
	for (const particle of particles) {
		const noun = word.slice(0, -particle.length);
		if (word.endsWith(particle) && [...noun].length >= least) return noun;
	}
	return "";
}

// isParticle says whether nothing but a particle, or nothing, follows a noun.
export function isParticle(rest: string): boolean {
	return !rest || particles.includes(rest);
}
