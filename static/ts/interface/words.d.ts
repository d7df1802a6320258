// The module that the bundler makes for each language: see internal/bundle. The
// English words stand where they are said, in double quotes, and the bundler puts
// those of the language in their place.

declare module "concord:words" {
	// tr is a text with values in its places: tr("Paragraph {}", "7.3").
	export function tr(text: string, ...values: string[]): string;

	// count is a text for a number of things: count("{} result", "{} results", 2).
	export function count(one: string, other: string, n: number): string;

	// number is a number as the language writes it.
	export function number(n: number): string;

	// kinds are the names of kinds of page, of instrument and of property in the
	// language, by keys such as "letter-of-intent". In English there are none.
	export const kinds: Record<string, string>;
}
