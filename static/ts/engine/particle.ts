// Korean particles and copulas that are attached to nouns: the words that
// internal/find/particle.go lists.

const particle =
	"(으?로(부터|[는서써의])?|으로도|이?라[고는]|이라고는|에게(서는?|[는도])?|에서(부터|[는도의])?|에[는도]?|까지[는도]?|부터는?|" +
	"[과와][는의]?|들[과은을의이]?|만[을이]?|께서?|이[고나다며]?|입니다|마다|보다|처럼|하고|[가나는도를며은을의인])$";
const alone = new RegExp("^" + particle);

// withoutParticle returns a word of Hangul without the longest particle that it
// ends in, or "" if it ends in none or fewer syllables than least are left.
export function withoutParticle(word: string, least: number): string {
	return new RegExp(`^(.{${least},}?)${particle}`, "u").exec(word)?.[1] || "";
}

// isParticle says whether nothing but a particle, or nothing, follows a noun.
export function isParticle(rest: string): boolean {
	return !rest || alone.test(rest);
}
