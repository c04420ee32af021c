import {resolvePyScalar} from './py-scalar.ts';
import {type Dialect, readYaml, type YamlReading, type YamlValue} from './yaml.ts';

/** Plain scalars without anything that YAML gives a meaning to, so that they are themselves. */
const plain = /^[\w./+-](?:[\w./+=,@()%*<>~^;-]|[ :](?=[^\s#:]))*$/;
const quoted = /^'([^'\n]*)'$/;
const integer = /^[-+]?\d{1,16}$/;
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const pair = /: |:$/;
/** What begins or ends a list or a document. */
const marks = /^(?:-|- .*|\.\.\.|---.*)$/;
/** Those, and words and numbers of the core schema that are rare enough to be left to the library. */
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|0[xo].*|[-+]?\d{17,}|-|- .*|\.\.\.|---.*)$/;

/**
 * Reads one YAML document as `readYaml` does. What trackers keep a file each for is mostly one plain value or a flat list of them, which is
 * read here without building anything; the rest goes there.
 */
export function readFlatYaml(text: string, dialect: Exclude<Dialect, 'OmegaConf'> = 'core'): YamlReading {
	const read = dialect === 'core' ? readScalar : readPyScalar;
	const value = readFlat(text.endsWith('\n') ? text.slice(0, -1) : text, read);
	return value === undefined ? readYaml(text, dialect) : {value, error: null};
}

type ReadScalar = (text: string) => YamlValue | undefined;

function readFlat(text: string, read: ReadScalar): YamlValue | undefined {
	if (text.startsWith('- ')) return readList(text.split('\n'), read);
	return text.includes('\n') ? undefined : read(text);
}

function readList(lines: readonly string[], read: ReadScalar): YamlValue[] | undefined {
	const list: YamlValue[] = [];
	for (const line of lines) {
		const value = line.startsWith('- ') ? read(line.slice(2)) : undefined;
		if (value === undefined) return undefined;
		list.push(value);
	}
	return list;
}

/** As PyYAML reads it. */
function readPyScalar(text: string): YamlValue | undefined {
	const inner = quoted.exec(text);
	if (inner !== null) return inner[1]!;
	if (text === '{}') return {};
	if (text === '[]') return [];
	return !plain.test(text) || pair.test(text) || marks.test(text) ? undefined : resolvePyScalar(text);
}

function readScalar(text: string): YamlValue | undefined {
	if (integer.test(text)) {
		const number = Number(text);
		// There is no -0 among integers.
		return Number.isSafeInteger(number) ? number + 0 : undefined;
	}
	const inner = quoted.exec(text);
	if (inner !== null) return inner[1]!;
	if (text === '{}') return {};
	if (text === '[]') return [];
	if (!plain.test(text) || pair.test(text) || special.test(text)) return undefined;
	if (decimal.test(text)) return Number(text);
	const word = text.toLowerCase();
	if (word !== 'null' && word !== 'true' && word !== 'false') return text;
	if (text !== word && text !== word.toUpperCase() && text !== word[0]!.toUpperCase() + word.slice(1)) return text;
	return word === 'null' ? null : word === 'true';
}
