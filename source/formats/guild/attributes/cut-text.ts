/** Begins a quoted text behind what may stand before one in a line of PyYAML's: marks of lists, and a key. */
const opening = /^[ ]*(?:- )*(?:[^\s'"#][^'"]*?: )?(?=['"])/;
const entryMark = /^(?:- |-$|[^\s'"][^'"]*?:(?: |$))/;

/** Where a quoted text ends that begins at a place, behind its last quote; -1 where the text ends before that. */
function endOfQuoted(text: string, at: number): number {
	const quote = text[at]!;
	for (let i = at + 1; i < text.length; i++) {
		if (quote === '"' && text[i] === '\\') i++;
		else if (text[i] !== quote) continue;
		else if (quote === "'" && text[i + 1] === "'") i++;
		else return i + 1;
	}
	return -1;
}

/** True where one of the quoted texts does not end. */
function endsWithinQuotes(text: string): boolean {
	let at = 0;
	while (at < text.length) {
		const end = text.indexOf('\n', at);
		const line = text.slice(at, end < 0 ? text.length : end);
		const found = opening.exec(line);
		if (found === null) {
			at += line.length + 1;
			continue;
		}
		at = endOfQuoted(text, at + found[0].length);
		if (at < 0) return true;
		// A key that is quoted, with its text.
		if (/^: ['"]/.test(text.slice(at, at + 3))) at += 2;
		else at = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at) + 1;
	}
	return false;
}

/**
 * Where the entry of a document of PyYAML's begins that was cut within a text, 0 for a document that is one text; null where none was. PyYAML quotes a
 * text that has line breaks and goes on with a long one in further lines, which stand further in; Guild ends each document with a line feed. A text
 * that was cut within its only line is none that can be told from a shorter one.
 */
export function cutEntryAt(text: string): number | null {
	const lines = text.split('\n');
	const last = lines.findLastIndex(line => /^\S/.test(line));
	if (last < 0) return null;
	const at = lines.slice(0, last).reduce((sum, line) => sum + line.length + 1, 0);
	if (endsWithinQuotes(text.slice(at))) return at;
	return goesOnInLast(lines.slice(last)) ? at : null;
}

/** True where the last line of an entry is the next one of a text, and no key of a map or mark of a list that may have been cut itself. */
function goesOnInLast(lines: readonly string[]): boolean {
	const end = lines.at(-1)!;
	const content = end.trimStart();
	if (lines.length < 2 || content === '' || entryMark.test(content) || /['"]$/.test(content)) return false;
	return !lines.slice(0, -1).some(line => {
		const before = /^[ ]*(?:- )*/.exec(line)![0].length;
		return before === end.length - content.length && entryMark.test(line.slice(before));
	});
}
