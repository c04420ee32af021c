import {findNearest} from '../query/fields/nearest.ts';

/** Parts of a typed command: runs of plain characters, an escaped one, and quoted texts, as a shell reads them, without anything that it expands. */
const part = /[^\s'"\\]+|\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/y;

/**
 * Splits a typed command into its words: blanks part them, quotes and backslashes hold them together. Nothing is expanded.
 * @returns the words, or what is wrong with the text
 */
export function splitCommand(text: string): {argv: string[]} | {fault: string} {
	const argv: string[] = [];
	let word: string | null = null;
	for (let at = 0; at < text.length; ) {
		if (/\s/.test(text[at]!)) {
			if (word !== null) argv.push(word);
			word = null;
			at++;
			continue;
		}
		part.lastIndex = at;
		const found = part.exec(text);
		if (found === null)
			return {fault: text[at] === '\\' ? 'a backslash at the end escapes nothing' : `the quote ${text[at]} is not closed`};
		const [whole, escaped, single, double] = found;
		word = (word ?? '') + (escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? whole);
		at = part.lastIndex;
	}
	if (word !== null) argv.push(word);
	return {argv};
}

/** What may stand in a command for what is known of a run. */
const placeholders = ['id', 'name', 'path', 'dir', 'log', 'root', 'format', 'status'] as const;
type Placeholder = (typeof placeholders)[number];
/** What is put in place of each; null where a run has nothing of the kind. */
export type RunWords = Record<Placeholder, string | null>;

const place = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');

/**
 * Puts what is known of runs in place of `{path}`, `{id}` and the like; other braces stay. A word that stands for something of a run comes
 * once for each of them, the others once.
 * @returns the words, or what a run does not have
 */
export function fillWords(argv: readonly string[], runs: readonly RunWords[]): {argv: string[]} | {missing: Placeholder} {
	let missing: Placeholder | null = null;
	const fill = (word: string, run: RunWords) =>
		word.replace(place, (_, field: Placeholder) => {
			if (run[field] === null) missing ??= field;
			return run[field] ?? '';
		});
	const filled = argv.flatMap(word => (word.search(place) < 0 ? [word] : runs.map(run => fill(word, run))));
	return missing === null ? {argv: filled} : {missing};
}

/** Something in braces that looks like a misspelt placeholder, and the one that was meant; null for none. */
export function unknownPlaceholder(argv: readonly string[]): {text: string; nearest: string} | null {
	for (const [text, name] of argv.flatMap(word => [...word.matchAll(/\{([a-z]+)\}/g)])) {
		if (placeholders.some(known => known === name)) continue;
		const [nearest] = findNearest(name!, placeholders);
		if (nearest !== undefined) return {text, nearest: `{${nearest}}`};
	}
	return null;
}
