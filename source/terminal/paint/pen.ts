import {bold, faint, inverse, italic, strike, underline} from '../../draw/style.ts';

/** What the terminal is told to write with: SGR parameters of both colours ('' for its own) and the attribute bits of draw/style. */
export interface Pen {
	readonly id: number;
	readonly foreground: string;
	readonly background: string;
	readonly attributes: number;
}

const pens = new Map<string, Pen>();
const changes = new Map<number, string>();
const switches = [
	[bold, '1', '22'],
	[faint, '2', '22'],
	[italic, '3', '23'],
	[underline, '4', '24'],
	[inverse, '7', '27'],
	[strike, '9', '29'],
] as const;

/** Attributes that show on a blank cell. */
export const visibleOnBlank = underline | inverse | strike;

/** The one pen of these properties: equal pens are the same object. */
export function penOf(foreground: string, background: string, attributes: number): Pen {
	const key = `${foreground}/${background}/${attributes}`;
	let pen = pens.get(key);
	if (!pen) {
		pen = {id: pens.size, foreground, background, attributes};
		pens.set(key, pen);
	}
	return pen;
}

export const plainPen = penOf('', '', 0);

function fromReset(to: Pen): string {
	const parameters = switches.filter(([bit]) => to.attributes & bit).map(([, on]) => on as string);
	if (to.foreground) parameters.push(to.foreground);
	if (to.background) parameters.push(to.background);
	return parameters.length === 0 ? '\x1b[m' : `\x1b[0;${parameters.join(';')}m`;
}

function step(from: Pen, to: Pen): string {
	const parameters: string[] = [];
	const off = from.attributes & ~to.attributes;
	// 22 ends bold and faint at once, so the one that stays is said again.
	const lost = off & (bold | faint) ? to.attributes & (bold | faint) : 0;
	for (const [bit, , end] of switches) if (off & bit && !parameters.includes(end)) parameters.push(end);
	for (const [bit, on] of switches) if (to.attributes & bit && (!(from.attributes & bit) || lost & bit)) parameters.push(on);
	if (from.foreground !== to.foreground) parameters.push(to.foreground || '39');
	if (from.background !== to.background) parameters.push(to.background || '49');
	return `\x1b[${parameters.join(';')}m`;
}

/** The shortest SGR sequence from one pen to another; null is a pen that nobody knows. */
export function penChange(from: Pen | null, to: Pen): string {
	if (from === to) return '';
	const key = (from ? from.id + 1 : 0) * 0x100000 + to.id;
	let change = changes.get(key);
	if (change === undefined) {
		change = fromReset(to);
		const other = from ? step(from, to) : change;
		if (other.length < change.length) change = other;
		if (changes.size > 20_000) changes.clear();
		changes.set(key, change);
	}
	return change;
}
