import {structuredPatch} from 'diff';

/** How one file of the code differs between two runs. */
export interface FileDiff {
	/** In the code of the second run, or of the first one where the second has it no more. */
	path: string;
	/** Where the first run had the same text; null where it is no other place. */
	movedFrom: string | null;
	change: 'changed' | 'added' | 'removed' | 'moved';
	/** Lines that the second run has more, and less. */
	added: number;
	removed: number;
	/** As in a unified diff: `@@ … @@`, then lines that begin with a blank, `+` or `-`. */
	lines: string[];
	/** Why there are no lines; null else. */
	note: string | null;
}

const contextLines = 3;
/** Texts that have hardly a line in common are not worth the time that finding the shortest difference takes. */
const longestMs = 400;
const isBinary = (text: string): boolean => text.slice(0, 8000).includes('\0');

function withoutLines(path: string, change: FileDiff['change'], note: string | null): FileDiff {
	return {path, movedFrom: null, change, added: 0, removed: 0, lines: [], note};
}

/** Compares a file as two runs had it, null for not at all; null where both are the same. */
export function diffTexts(path: string, before: string | null, after: string | null): FileDiff | null {
	if (before === after) return null;
	const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
	if (isBinary(before ?? '') || isBinary(after ?? '')) return withoutLines(path, change, 'not a text');
	const patch = structuredPatch(path, path, before ?? '', after ?? '', undefined, undefined, {
		context: contextLines,
		timeout: longestMs,
	});
	if (patch === undefined) return withoutLines(path, change, 'differs in too much to show line by line');
	const lines = patch.hunks.flatMap(({oldStart, oldLines, newStart, newLines, lines: inner}) => [
		`@@ -${rangeOf(oldStart, oldLines)} +${rangeOf(newStart, newLines)} @@`,
		...inner,
	]);
	const count = (sign: string) =>
		patch.hunks.reduce((sum, hunk) => sum + hunk.lines.filter(line => line.startsWith(sign)).length, 0);
	return {path, movedFrom: null, change, added: count('+'), removed: count('-'), lines, note: null};
}

/** In a unified diff a range of no lines names the line before it. */
const rangeOf = (start: number, lines: number): string => `${lines === 0 ? start - 1 : start}${lines === 1 ? '' : `,${lines}`}`;

/** Where a file was added that another one had been, word by word, the two are one that moved. */
export function findMoves(
	diffs: readonly FileDiff[],
	before: ReadonlyMap<string, string>,
	after: ReadonlyMap<string, string>,
): FileDiff[] {
	const gone = new Map<string, string>();
	for (const {path, change} of diffs) if (change === 'removed' && before.get(path)) gone.set(before.get(path)!, path);
	const moved = new Set<string>();
	const joined = diffs.map(diff => {
		const text = diff.change === 'added' ? after.get(diff.path) : undefined;
		const from = text === undefined || text === '' ? undefined : gone.get(text);
		if (from === undefined || moved.has(from)) return diff;
		moved.add(from);
		return {...withoutLines(diff.path, 'moved', null), movedFrom: from};
	});
	return joined.filter(({path, change}) => !(change === 'removed' && moved.has(path)));
}
