const token = /\s+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[{}[\](),:]|[^\s{}[\](),:'"]+|['"]/gy;
const closings: ReadonlyMap<string, string> = new Map([
	['{', '}'],
	['[', ']'],
	['(', ')'],
]);

/** What comes next in brackets. A line ends only behind what can go on on the next. */
type Next = 'item' | 'colon' | 'value' | 'end';

interface Bracket {
	close: string;
	next: Next;
	/** True where its keys are texts; null before the first. */
	hasTextKeys: boolean | null;
}

/**
 * Follows a dict in Python's or JSON's spelling over the lines that `pprint` or `json.dumps(…, indent=2)` makes of it, and knows
 * lines that cannot be of it: those break behind a bracket that opens, a comma or, as `pprint` does with long ones, a text, and
 * nowhere else.
 */
export class OpenDict {
	private readonly open: Bracket[] = [];
	private isBehindText = false;

	/** True behind the bracket that closes the whole. */
	get isClosed(): boolean {
		return this.open.length === 0;
	}

	/** True where only a text, which is a key, may come next, or an end. */
	get wantsKey(): boolean {
		const top = this.open.at(-1);
		return top?.close === '}' && top.hasTextKeys !== false;
	}

	/** Takes a line of it, the first one from its `{` on; false where the line is none, and the dict is torn. */
	take(line: string): boolean {
		let isFirst = this.open.length > 0;
		for (const [text] of line.matchAll(token)) {
			if (text.trim() === '') continue;
			const top = this.open.at(-1);
			// What goes on behind a value begins with what parts it from the next, unless a long text is parted.
			if (isFirst && top?.next === 'end' && !isMark(text) && !(this.isBehindText && isText(text))) return false;
			isFirst = false;
			if (!this.step(text, top)) return false;
			if (this.open.length === 0) return true;
		}
		const next = this.open.at(-1)?.next;
		return next === 'item' || next === 'end' || this.open.at(-1)?.close !== '}';
	}

	private step(text: string, top: Bracket | undefined): boolean {
		if (text === '"' || text === "'") return false;
		const close = closings.get(text);
		if (close !== undefined) return this.enter(text, close, top);
		this.isBehindText = isText(text);
		if (top === undefined) return false;
		if (text === ',') return part(top, 'item');
		if (text === ':') {
			if (top.close === '}' && top.next !== 'colon') return false;
			top.next = 'value';
			return true;
		}
		if (text === top.close) {
			if (top.close === '}' && top.next === 'value') return false;
			this.open.pop();
			return true;
		}
		return !isMark(text) && takeValue(top, text);
	}

	/** Enters brackets: a value, a key that is a tuple, or what is behind the name of a call. */
	private enter(text: string, close: string, top: Bracket | undefined): boolean {
		if (top !== undefined) {
			if (top.close === '}' && top.next === 'item' && text !== '(') return false;
			if (top.next === 'end' && text === '{') return false;
			if (top.next === 'item' || top.next === 'value') top.next = top.close === '}' && top.next === 'item' ? 'colon' : 'end';
		}
		this.isBehindText = false;
		this.open.push({close, next: 'item', hasTextKeys: null});
		return true;
	}
}

const isText = (text: string): boolean => text.length > 1 && (text.startsWith("'") || text.startsWith('"'));
const isMark = (text: string): boolean => text === ',' || text === '}' || text === ']' || text === ')';

/** A comma stands behind what it parts from the next; a set has no values behind its keys. */
function part(top: Bracket, next: Next): boolean {
	if (top.next === 'item' || top.next === 'value') return false;
	top.next = next;
	return true;
}

function takeValue(top: Bracket, text: string): boolean {
	if (top.next === 'item' && top.close === '}') {
		top.hasTextKeys ??= isText(text);
		top.next = 'colon';
		return top.hasTextKeys === isText(text);
	}
	// "<class 'dict'>" is more than one word; a key is not.
	if (top.next === 'colon') return false;
	top.next = 'end';
	return true;
}
