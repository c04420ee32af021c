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

/** Puts what is known of a run in place of `{path}`, `{id}` and `{name}`; other braces stay. */
export function fillWords(argv: readonly string[], run: {path: string; id: string; name: string}): string[] {
	return argv.map(word => word.replace(/\{(path|id|name)\}/g, (_, field: 'path' | 'id' | 'name') => run[field]));
}
