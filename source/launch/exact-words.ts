// Everything that a terminal would obey or hide: C1 controls, and marks that reorder or hide text.
const hidden = /[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The words of a command as JSON, exactly, with nothing in it that a terminal would not show. */
export function showExactly(argv: readonly string[]): string {
	return JSON.stringify(argv).replace(hidden, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
