import {type Document, isScalar, parseDocument, Scalar, type ScalarTag, visit} from 'yaml';
import {resolveOmegaScalar, resolvePyScalar} from './py-scalar.ts';
import {type Resolve, readSimpleYaml, type YamlValue} from './simple-yaml.ts';

export type {YamlValue};

export interface YamlReading {
	/** Undefined where nothing could be read. */
	value: YamlValue | undefined;
	/** What is wrong and where ("cut or damaged at line 12"), null where nothing is; `value` then holds what came before. */
	error: string | null;
}

const maxAliases = 100;

/**
 * By which rules scalars without quotes are read: those of YAML 1.2, those of PyYAML, for files that it wrote, or those of OmegaConf, for files
 * that it reads again.
 */
export type Dialect = 'core' | 'PyYAML' | 'OmegaConf';

const resolvers: Record<Dialect, Resolve | null> = {core: null, PyYAML: resolvePyScalar, OmegaConf: resolveOmegaScalar};

/** Another reading of scalars without quotes, before that of the core schema. */
const scalarTag = (resolve: Resolve): ScalarTag => ({
	tag: 'tag:yaml.org,2002:py',
	default: true,
	test: /^/,
	resolve: text => resolve(text),
});

/**
 * Reads one YAML document with the core schema of YAML 1.2: timestamps stay texts, and tags of other languages (!!python/tuple) are plain
 * data under them; Python's functions and classes, which have none, are their names. Never throws; references that unfold without end are refused.
 */
export function readYaml(text: string, dialect: Dialect = 'core'): YamlReading {
	const zeros = text.indexOf('\0');
	if (zeros >= 0) {
		// No YAML has them: what follows is what a power cut or a full disk left of the file.
		const before = text.slice(0, zeros);
		const {value, error} = readYaml(before, dialect);
		const line = before.split('\n').length;
		const isHole = /^\0+\s*$/.test(text.slice(zeros));
		return {
			value,
			error: error ?? (isHole ? `zero bytes from line ${line} on` : `damaged at line ${line}, where a zero byte stands`),
		};
	}
	const simple = readSimpleYaml(text, resolvers[dialect]);
	return simple === undefined ? readAnyYaml(text, dialect) : {value: simple, error: null};
}

/** The same by the library alone. */
export function readAnyYaml(text: string, dialect: Dialect = 'core'): YamlReading {
	const resolve = resolvers[dialect];
	try {
		const document = parseDocument(text, {
			schema: 'core',
			intAsBigInt: true,
			...(resolve !== null && {customTags: tags => [scalarTag(resolve), ...tags]}),
			logLevel: 'silent',
			prettyErrors: false,
			strict: false,
			uniqueKeys: false,
		});
		if (text.includes('!!python/')) nameTags(document);
		if (nullKey.test(text)) nameNullKeys(document);
		const [first] = document.errors;
		const lineOf = (at: number) => text.slice(0, at).split('\n').length;
		const lost = text.includes('*') ? nameLostAliases(document) : null;
		const data: unknown = document.toJS({maxAliasCount: maxAliases});
		const above = new Ancestors();
		const value = plain(data, above);
		if (first !== undefined) return {value, error: `cut or damaged at line ${lineOf(first.pos[0])}`};
		if (lost !== null) return {value, error: `damaged at line ${lineOf(lost.at)}: no &${lost.name} stands before *${lost.name}`};
		return {value, error: above.isCyclic ? 'without end: a part of it holds itself' : null};
	} catch {
		return {value: undefined, error: 'nested too deeply, or no YAML'};
	}
}

const naming = /python\/(?:name|module):(.+)$/;

/** `!!python/name:builtins.len ''` is "builtins.len". */
function nameTags(document: Document.Parsed): void {
	visit(document, (_key, node) => {
		const name = isScalar(node) && (node.value === '' || node.value === null) ? naming.exec(node.tag ?? '')?.[1] : undefined;
		if (name !== undefined && isScalar(node)) node.value = name;
	});
}

/** An alias whose anchor is missing is the text that stands there. @returns the first of them, and where in the text it is; null for none */
function nameLostAliases(document: Document.Parsed): {name: string; at: number} | null {
	let first: {name: string; at: number} | null = null;
	visit(document, {
		Alias(_key, alias) {
			if (alias.resolve(document) !== undefined) return undefined;
			first ??= {name: alias.source, at: alias.range?.[0] ?? 0};
			return new Scalar(`*${alias.source}`);
		},
	});
	return first;
}

const nullKey = /(?:null|~)[ \t]*:|(?:^|[{,?])[ \t]*:/im;

/** The library calls them '', which is another key. */
function nameNullKeys(document: Document.Parsed): void {
	visit(document, {
		Pair(_key, pair) {
			if (pair.key === null || (isScalar(pair.key) && pair.key.value === null)) pair.key = new Scalar('null');
		},
	});
}

/** Levels of values in each other; jq takes no more than 256, of which an object is two. */
const deepest = 100;

/** The number of an integer, or the text of all its digits where a number would show others: the last digits of a seed count. */
function exactly(value: bigint): YamlValue {
	const digits = String(value);
	return String(Number(value)) === digits ? Number(value) : digits;
}

/** What a value lies in. */
class Ancestors extends Set<unknown> {
	/** True once a value was found in itself. */
	isCyclic = false;
}

/** Only what JSON has: maps with odd keys, sets, integers beyond 2^53 and binary become the nearest plain value. */
function plain(value: unknown, above: Ancestors): YamlValue {
	if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
	if (typeof value === 'bigint') return exactly(value);
	const isWithin = above.has(value);
	above.isCyclic ||= isWithin;
	if (isWithin || above.size > deepest) return '…';
	above.add(value);
	const found = plainParts(value, above);
	above.delete(value);
	return found;
}

function plainParts(value: unknown, above: Ancestors): YamlValue {
	if (Array.isArray(value)) return value.map(item => plain(item, above));
	if (value instanceof Map || value instanceof Set) {
		const entries = value instanceof Map ? [...value] : [...value].map(item => [item, null]);
		return Object.fromEntries(entries.map(([key, item]) => [String(key), plain(item, above)]));
	}
	if (value instanceof Uint8Array) return `<${value.length} bytes>`;
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, above)]));
	return value === undefined ? null : String(value);
}
