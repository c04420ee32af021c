import {gather} from '../core/table/gather.ts';
import {type Glyphs, glyphFor} from './glyphs.ts';
import {segments, textWidth} from './width.ts';

/**
 * Names in few cells: `truncateMiddle` keeps both ends, `truncateEnd` the start, `shortenNames` keeps the part in which names that begin
 * alike differ.
 */

type Signs = Pick<Glyphs, 'unicode'>;

/** As many whole characters from the start as fit into `cells`. */
export function takeStart(text: string, cells: number): string {
	let width = 0;
	let taken = '';
	for (const segment of segments(text)) {
		if (width + segment.width > cells) break;
		width += segment.width;
		taken += segment.text;
	}
	return taken;
}

/** As many whole characters from the end as fit into `cells`. */
function takeEnd(text: string, cells: number): string {
	const all = [...segments(text)];
	let width = 0;
	let first = all.length;
	while (first > 0 && width + all[first - 1]!.width <= cells) {
		first--;
		width += all[first]!.width;
	}
	return all
		.slice(first)
		.map(segment => segment.text)
		.join('');
}

/** `some long se…`: for sentences, where the start matters. */
export function truncateEnd(text: string, cells: number, signs: Signs): string {
	if (textWidth(text) <= cells) return text;
	return cells < 1 ? '' : takeStart(text, cells - 1) + glyphFor('ellipsis', signs);
}

/** `resnet50-…-seed3`: for names, where the end tells them apart. The end gets the larger part; `endCells` asks for more of it. */
export function truncateMiddle(text: string, cells: number, signs: Signs, endCells = 0): string {
	if (textWidth(text) <= cells) return text;
	if (cells < 1) return '';
	const mark = glyphFor('ellipsis', signs);
	if (cells < 4) return mark + takeEnd(text, cells - 1);
	const end = takeEnd(text, Math.min(cells - 1, Math.max(Math.ceil((cells - 1) * 0.55), endCells)));
	const start = takeStart(text, cells - 1 - textWidth(end));
	// What was cut before is cut at the same place.
	if (signs.unicode && start.endsWith(mark)) return start + takeEnd(text, cells - textWidth(start));
	if (signs.unicode && end.startsWith(mark)) return takeStart(text, cells - textWidth(end)) + end;
	return start + mark + end;
}

/** Length of what two texts begin with alike. */
function sharedStart(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	let i = 0;
	while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
	return i;
}

/** Start of the word that holds position `at`, so that no half word or number is shown. */
function startOfWord(text: string, at: number): number {
	let start = Math.min(at, text.length);
	while (start > 0 && (!/[-_/.\s,:=]/.test(text[start - 1]!) || /^\d\.\d/.test(text.slice(start - 2, start + 1)))) start--;
	return start;
}

/**
 * Shortens a list of names together. A name that fits stays. Of one that does not, the part from where it differs from every other
 * name is kept (`…seed1-cosine`), with as much of its start as there is room for.
 */
export function shortenNames(names: readonly string[], cells: number, signs: Signs): string[] {
	if (names.every(name => name.length <= cells && textWidth(name) <= cells)) return [...names];
	const sorted = [...new Set(names)].sort();
	const differsAt = new Map<string, number>();
	sorted.forEach((name, i) => {
		const before = i > 0 ? sharedStart(name, sorted[i - 1]!) : 0;
		const after = i + 1 < sorted.length ? sharedStart(name, sorted[i + 1]!) : 0;
		differsAt.set(name, Math.max(before, after));
	});
	const long = sorted.filter(name => textWidth(name) > cells);
	const directory = long.length > 1 ? long[0]!.lastIndexOf('/', sharedStart(long[0]!, long.at(-1)!) - 1) + 1 : 0;
	const shorten = (name: string, from: number) => shortenFrom(name, from, {cells, signs, directory});
	const short = new Map(sorted.map(name => [name, shorten(name, differsAt.get(name)!)]));
	for (const alike of alikeIn(short)) {
		const from = sharedStart(alike[0]!, alike.at(-1)!);
		for (const name of alike) short.set(name, shorten(name, from));
	}
	const begun = startsOf(alikeIn(short).flat().sort(), cells, signs);
	const isClearer = new Set(begun.values()).size > new Set([...begun.keys()].map(name => short.get(name)!)).size;
	return names.map(name => (isClearer ? begun.get(name) : undefined) ?? short.get(name)!);
}

/**
 * Names that nothing tells apart when they are shortened, as they differ in more than their ends: of a grid `lr=0.1,model=vit`,
 * `lr=0.01,model=vit`.
 */
function alikeIn(short: ReadonlyMap<string, string>): string[][] {
	const byText = gather([...short.keys()], name => short.get(name)!);
	return [...byText.values()].filter(alike => alike.length > 1);
}

/** Names from where the first of them differ, without their ends, which may all be alike: `lr=0.1_bs=32_opt…` of `…_optimizer=adamw`. */
function startsOf(sorted: readonly string[], cells: number, signs: Signs): Map<string, string> {
	const from = sorted.length === 0 ? 0 : startOfWord(sorted[0]!, sharedStart(sorted[0]!, sorted.at(-1)!));
	const mark = from > 0 ? glyphFor('ellipsis', signs) : '';
	return new Map(sorted.map(name => [name, mark + truncateEnd(name.slice(from), cells - mark.length, signs)]));
}

/** A name from position `from` on, with as many whole words before that as fit: `20260311_204639-z3gp` of `wandb/run-20260311_204639-z3gp`. */
function wordsBefore(name: string, from: number, cells: number): string {
	let start = from;
	for (let at = from; at > 0 && textWidth(name.slice(at)) <= cells; at = startOfWord(name, at - 1)) start = at;
	return name.slice(start);
}

interface Room {
	cells: number;
	signs: Signs;
	/** Length of the directory that all names lie in which do not fit: it says nothing of any. */
	directory: number;
}

function shortenFrom(name: string, differsAt: number, {cells, signs, directory}: Room): string {
	if (cells < 1) return '';
	if (textWidth(name) <= cells) return name;
	const from = startOfWord(name, differsAt);
	const telling = name.slice(from);
	const width = textWidth(telling);
	if (differsAt === 0 || width === 0 || width >= textWidth(name)) return truncateMiddle(name, cells, signs);
	if (width <= cells - 1 && from >= directory && directory > 0)
		return glyphFor('ellipsis', signs) + wordsBefore(name, from, cells - 1);
	if (width <= cells - 1) return truncateMiddle(name, cells, signs, width);
	// Its telling part alone is too long: keep where it begins to differ, and the end.
	return cells < 8
		? glyphFor('ellipsis', signs) + takeStart(telling, cells - 1)
		: glyphFor('ellipsis', signs) + truncateMiddle(telling, cells - 1, signs);
}
