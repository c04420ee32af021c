import {isRecord} from '../is-record.ts';
import {compactView, parseView, type SavedView} from './views.ts';

/** Views of a root or a project: by name or by a digit (the keys `,` and `'`), and the one that was last in use. */
export interface ViewFile {
	views: ReadonlyMap<string, SavedView>;
	/** Comes back at the next start; null for none. */
	last: SavedView | null;
}

export const emptyViewFile: ViewFile = {views: new Map(), last: null};
const version = 1;
const nameLimit = 60;

/** Reads the text of a view file. What is good of a damaged one is used, the rest is named. */
export function parseViewFile(text: string): {file: ViewFile; problems: string[]} {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		return {file: emptyViewFile, problems: ['The file of views is no JSON']};
	}
	if (!isRecord(content)) return {file: emptyViewFile, problems: ['The file of views is no JSON object']};
	const problems: string[] = [];
	if (typeof content.version === 'number' && content.version > version)
		problems.push(`The file of views was written by a newer xtui (version ${content.version})`);
	const read = (value: unknown, name: string): SavedView => {
		const parsed = parseView(value);
		problems.push(...parsed.problems.map(problem => `View ${name}: ${problem}`));
		return parsed.view;
	};
	const views = new Map<string, SavedView>();
	if (isRecord(content.views))
		for (const [name, value] of Object.entries(content.views)) if (isViewName(name)) views.set(name, read(value, name));
	return {file: {views, last: isRecord(content.last) ? read(content.last, 'last') : null}, problems};
}

/** A digit 1 to 9, or a word that can be typed. */
export const isViewName = (name: string): boolean => name.length <= nameLimit && /^[^\s\p{C}][^\p{C}]*$/u.test(name);

/** Text to write; only what differs from the defaults, in a fixed order, so that versions of it compare well. */
export function printViewFile({views, last}: ViewFile): string {
	const sorted = [...views].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const content = {
		version,
		views: Object.fromEntries(sorted.map(([name, view]) => [name, compactView(view)])),
		...(last && {last: compactView(last)}),
	};
	return `${JSON.stringify(content, null, '\t')}\n`;
}

export function setView(file: ViewFile, name: string, view: SavedView | null): ViewFile {
	const views = new Map(file.views);
	if (view) views.set(name, view);
	else views.delete(name);
	return {...file, views};
}
