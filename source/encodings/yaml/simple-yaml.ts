/** As in core/run.ts; encodings import nothing. */
export type YamlValue = null | boolean | number | string | YamlValue[] | {[key: string]: YamlValue};

/**
 * The part of YAML that programs write: block mappings and lists, one scalar a line, as PyYAML dumps them. It is read more than ten times as
 * fast as by a whole YAML reader, which matters for thousands of records; whatever goes beyond gives undefined, and that reader has its turn.
 * @param resolve what a scalar without quotes means, where that is not what the core schema of YAML 1.2 says
 */
export function readSimpleYaml(text: string, resolve: Resolve | null = null): YamlValue | undefined {
	if (!/[^\s]/.test(text) || /[\t\r\u0085\u2028\u2029\ufeff]/.test(text)) return undefined;
	const lines: Line[] = [];
	for (const line of text.split('\n')) {
		if (line.trim() === '') {
			// An empty line may be part of a text of several lines.
			if (lines.length > 0 && line !== '') return undefined;
			lines.push({indent: -1, text: ''});
			continue;
		}
		const indent = line.length - line.trimStart().length;
		lines.push({indent, text: line.slice(indent).trimEnd()});
	}
	while (lines.at(-1)?.indent === -1) lines.pop();
	if (lines.some(({indent}) => indent === -1)) return undefined;
	const reader = new BlockReader(lines, resolve);
	try {
		const value = reader.block(0, 0);
		return reader.isAtEnd ? value : undefined;
	} catch (error) {
		if (error === beyond) return undefined;
		throw error;
	}
}

/** Meaning of a scalar without quotes. */
export type Resolve = (text: string) => YamlValue;

interface Line {
	indent: number;
	text: string;
}

const beyond = new Error('beyond simple YAML');
const deepest = 100;
/** A key that is a text without quotes, followed by nothing or a value. */
const keyForm = /^([A-Za-z_/.][^\s:#'"[\]{},&*!|>%@`\\]*):(?: +(.*))?$/;
const notText = /^(?:~|null|true|false|\.inf|\.nan|[-+.\d].*)$/i;

class BlockReader {
	private at = 0;

	constructor(
		private readonly lines: Line[],
		private readonly resolve: Resolve | null,
	) {}

	get isAtEnd(): boolean {
		return this.at >= this.lines.length;
	}

	block(indent: number, depth: number): YamlValue {
		const line = this.lines[this.at];
		if (line === undefined || line.indent !== indent || depth > deepest) throw beyond;
		return isItem(line.text) ? this.list(indent, depth) : this.mapping(indent, depth);
	}

	private mapping(indent: number, depth: number): YamlValue {
		const entries: {[key: string]: YamlValue} = {};
		for (
			let line = this.lines[this.at];
			line !== undefined && line.indent === indent && !isItem(line.text);
			line = this.lines[this.at]
		) {
			const [, key, rest] = keyForm.exec(line.text) ?? [];
			if (key === undefined || key === '__proto__' || notText.test(key)) throw beyond;
			this.at++;
			entries[key] = rest === undefined || rest === '' ? this.below(indent, depth) : scalar(rest, this.resolve);
		}
		this.mustEnd(indent);
		return entries;
	}

	/** What belongs to a key without a value on its line: a deeper block, a list at the same depth, or nothing. */
	private below(indent: number, depth: number): YamlValue {
		const next = this.lines[this.at];
		if (next === undefined || next.indent < indent) return null;
		if (next.indent > indent) return this.block(next.indent, depth + 1);
		return isItem(next.text) ? this.list(indent, depth + 1) : null;
	}

	private list(indent: number, depth: number): YamlValue {
		const items: YamlValue[] = [];
		for (
			let line = this.lines[this.at];
			line !== undefined && line.indent === indent && isItem(line.text);
			line = this.lines[this.at]
		) {
			if (line.text === '-') throw beyond;
			const rest = line.text.slice(1).trimStart();
			if (isItem(rest)) throw beyond;
			if (keyForm.test(rest)) {
				// "- key: value" begins a mapping where its key stands.
				const inner = indent + line.text.length - rest.length;
				this.lines[this.at] = {indent: inner, text: rest};
				items.push(this.mapping(inner, depth + 1));
			} else {
				this.at++;
				items.push(scalar(rest, this.resolve));
			}
		}
		this.mustEnd(indent);
		return items;
	}

	/** A deeper line here would go on with a text, or is damage. */
	private mustEnd(indent: number): void {
		const next = this.lines[this.at];
		if (next !== undefined && next.indent > indent) throw beyond;
	}
}

const isItem = (text: string): boolean => text === '-' || text.startsWith('- ');

const integer = /^[-+]?\d+$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** Texts without quotes that mean themselves. */
const plainText = /^[A-Za-z_/.$<(;=^\d][^#'"`\\]*$/;

/** What is a text of its own or a number in any schema: without anything that YAML gives a meaning to. */
const bare = /^(?:[A-Za-z_/.$<(;=^\d][^#'"`\\]*|[-+][\w.:]+|~)$/;
const structure = /: |:$|^[-?:] |^(?:---|\.\.\.)/;

/** A value on one line, by the core schema of YAML 1.2 unless there is another. */
function scalar(text: string, resolve: Resolve | null): YamlValue {
	if (text === '[]') return [];
	if (text === '{}') return {};
	const quote = text[0];
	if (quote === "'") {
		if (!/^'(?:[^']|'')*'$/.test(text)) throw beyond;
		return text.slice(1, -1).replaceAll("''", "'");
	}
	if (quote === '"') {
		if (!/^"[^"\\]*"$/.test(text)) throw beyond;
		return text.slice(1, -1);
	}
	if (resolve !== null) {
		if (!bare.test(text) || structure.test(text)) throw beyond;
		return resolve(text);
	}
	if (text === 'null' || text === '~') return null;
	if (text === 'true') return true;
	if (text === 'false') return false;
	if (integer.test(text) || float.test(text)) {
		const value = Number(text);
		if (integer.test(text) && !Number.isSafeInteger(value)) throw beyond;
		// There is no -0 among integers.
		return integer.test(text) ? value + 0 : value;
	}
	// What could be a number, a truth value or several things in other notations is for the whole reader.
	const odd =
		!plainText.test(text) ||
		structure.test(text) ||
		/^[-+]?(?:0[xob]|\.(?:inf|nan))|^(?:null|true|false|yes|no|on|off)$/i.test(text);
	if (odd) throw beyond;
	return text;
}
