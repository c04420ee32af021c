import {readYaml, type YamlReading, type YamlValue} from './yaml.ts';

/** Plain scalars without anything that YAML gives a meaning to, so that they are themselves. */
const plain = /^[\w./+-](?:[\w./+=,@()%*<>~^;-]|[ :](?=[^\s#:]))*$/;
const quoted = /^'([^'\n]*)'$/;
const integer = /^[-+]?\d{1,16}$/;
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const entry = /^([A-Za-z0-9_](?:[\w./+@-]|:(?=\S))*):(?: (.*))?$/;
const item = /^(?:- )(.*)$/;
/** Words and numbers of the core schema that are rare enough to be left to the library. */
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|0[xo].*|[-+]?\d{17,}|-|- .*|\.\.\.|---.*)$/;

/**
 * Reads one YAML document as `readYaml` does. What programs mostly write (one plain value, a list or a map of plain values, one on a line)
 * is read here, some thirty times faster than by the library; everything else goes there.
 */
export function readFlatYaml(text: string): YamlReading {
	const value = readFlat(text.endsWith('\n') ? text.slice(0, -1) : text);
	return value === undefined ? readYaml(text) : {value, error: null};
}

function readFlat(text: string): YamlValue | undefined {
	if (text === '{}') return {};
	if (text === '[]') return [];
	if (!text.includes('\n') && !entry.test(text) && !item.test(text)) return readScalar(text);
	const lines = text.split('\n');
	return item.test(lines[0]!) ? readList(lines) : readMap(lines);
}

function readList(lines: readonly string[]): YamlValue[] | undefined {
	const list: YamlValue[] = [];
	for (const line of lines) {
		const found = item.exec(line);
		if (found === null || entry.test(found[1]!)) return undefined;
		const value = readScalar(found[1]!);
		if (value === undefined) return undefined;
		list.push(value);
	}
	return list;
}

function readMap(lines: readonly string[]): {[key: string]: YamlValue} | undefined {
	const map: {[key: string]: YamlValue} = {};
	for (const line of lines) {
		const found = entry.exec(line);
		// A key without a value may have one on the next lines.
		if (found === null || found[2] === undefined || typeof readScalar(found[1]!) !== 'string') return undefined;
		const value = readScalar(found[2]);
		if (value === undefined) return undefined;
		map[found[1]!] = value;
	}
	return map;
}

function readScalar(text: string): YamlValue | undefined {
	if (integer.test(text)) {
		const number = Number(text);
		return Number.isSafeInteger(number) ? number : undefined;
	}
	const inner = quoted.exec(text);
	if (inner !== null) return inner[1]!;
	if (text === '{}') return {};
	if (text === '[]') return [];
	if (!plain.test(text) || special.test(text)) return undefined;
	if (decimal.test(text)) return Number(text);
	const word = text.toLowerCase();
	if (word === 'null' || word === 'true' || word === 'false') {
		if (text !== word && text !== word.toUpperCase() && text !== word[0]!.toUpperCase() + word.slice(1)) return text;
		return word === 'null' ? null : word === 'true';
	}
	return text;
}
