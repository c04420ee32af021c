/** A table's columns as its CREATE TABLE statement has them, in the order in which rows store them. */
export interface TableShape {
	columns: string[];
	/** Index of the column that is another name of the row id; -1 where none is. */
	rowidColumn: number;
	withoutRowid: boolean;
}

interface Token {
	text: string;
	/** True where it stood in quotes, so that it is a name whatever it says. */
	quoted: boolean;
}

const tokenPattern =
	/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|'((?:[^']|'')*)'|([(),])|([^\s(),"`[\]']+)/g;

function* tokensOf(sql: string): Generator<Token> {
	for (const [, double, back, bracket, single, mark, word] of sql.matchAll(tokenPattern)) {
		const quoted = double?.replaceAll('""', '"') ?? back?.replaceAll('``', '`') ?? bracket ?? single?.replaceAll("''", "'");
		if (quoted !== undefined) yield {text: quoted, quoted: true};
		else if (mark !== undefined || word !== undefined) yield {text: (mark ?? word)!, quoted: false};
	}
}

const constraints = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);

/** The parts between the outermost brackets, split at commas; and what follows the brackets, in lower case. */
function splitDefinitions(sql: string): {parts: Token[][]; after: string[]} {
	const parts: Token[][] = [];
	const after: string[] = [];
	let part: Token[] = [];
	let depth = 0;
	for (const token of tokensOf(sql)) {
		const mark = token.quoted ? '' : token.text;
		if (mark === ')' && --depth === 0) {
			parts.push(part);
			part = [];
		} else if (depth === 1 && mark === ',') {
			parts.push(part);
			part = [];
		} else if (depth > 0) part.push(token);
		else if (parts.length > 0) after.push(token.text.toLowerCase());
		if (mark === '(') depth++;
	}
	return {parts, after};
}

const wordsOf = (part: readonly Token[]) => part.map(({text, quoted}) => (quoted ? '' : text.toLowerCase()));

/** True where a column is computed when it is read, so that rows do not store it. */
function isVirtual(words: readonly string[]): boolean {
	const as = words.indexOf('as');
	return as > 0 && words[as + 1] === '(' && !words.includes('stored');
}

/** Reads the names of the columns out of a CREATE TABLE statement (sqlite.org/lang_createtable). Never throws; odd text gives fewer names. */
export function parseCreateTable(sql: string): TableShape {
	const {parts, after} = splitDefinitions(sql);
	const shape: TableShape = {columns: [], rowidColumn: -1, withoutRowid: after.join(' ').includes('without rowid')};
	const integers = new Set<string>();
	let key: string | null = null;
	for (const part of parts) {
		const [first] = part;
		if (first === undefined) continue;
		const words = wordsOf(part);
		const primary = words.indexOf('primary');
		if (!first.quoted && constraints.has(words[0]!)) {
			const named = part.slice(primary + 2).filter(({text, quoted}) => quoted || !'(),'.includes(text));
			if (primary >= 0 && words[primary + 1] === 'key' && named.length === 1) key = named[0]!.text;
			continue;
		}
		if (isVirtual(words)) continue;
		const isInteger = words[1] === 'integer' && words[2] !== '(';
		if (isInteger) integers.add(first.text.toLowerCase());
		if (isInteger && primary > 0 && words[primary + 2] !== 'desc') key = first.text;
		shape.columns.push(first.text);
	}
	const wanted = key?.toLowerCase();
	if (wanted !== undefined && integers.has(wanted) && !shape.withoutRowid)
		shape.rowidColumn = shape.columns.findIndex(name => name.toLowerCase() === wanted);
	return shape;
}
