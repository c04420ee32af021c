import {bytesOf, latin1Bytes} from './bytes.ts';
import {dateText, datetimeText, timedeltaSeconds, timeText} from './datetime.ts';
import {complexText} from './numbers.ts';
import {numpyValue} from './numpy.ts';
import {frameColumns, seriesValues} from './pandas.ts';
import {PickleNode, PickleSet, type PickleValue} from './values.ts';

/**
 * The value that an object of a well-known class stands for: a datetime its ISO text, an OrderedDict a map, a numpy scalar its number.
 * Looks at this one object only, not at what is in it. Anything else is returned as it is.
 */
export function plainValue(value: PickleValue): PickleValue {
	if (!(value instanceof PickleNode)) return value;
	const reader = readers[value.className];
	if (reader !== undefined) return reader(value) ?? value;
	if (value.className.startsWith('numpy.')) return numpyValue(value, value.shortName) ?? value;
	return value;
}

const mapping = (node: PickleNode): PickleValue | undefined => {
	if (node.entries !== undefined) return node.entries;
	const source = node.args
		.map(argument => plainValue(argument))
		.find(argument => argument instanceof Map || (Array.isArray(argument) && argument.length > 0));
	if (source instanceof Map) return source;
	return new Map(
		Array.isArray(source)
			? source.filter(pair => Array.isArray(pair)).map(pair => [pair[0] ?? null, pair[1] ?? null] as const)
			: [],
	);
};

const sequence = (node: PickleNode): PickleValue | undefined => {
	if (node.items !== undefined) return node.items;
	const source = node.args[0];
	return Array.isArray(source) ? source : [];
};

const fromBytes = (read: (bytes: Uint8Array, node: PickleNode) => PickleValue | undefined) => (node: PickleNode) => {
	const given = node.args[0];
	// A pickle of Python 2 has its bytes as text.
	const bytes = typeof given === 'string' ? latin1Bytes(given) : bytesOf(given);
	return bytes === undefined ? undefined : read(bytes, node);
};

const text = (node: PickleNode): PickleValue | undefined => (typeof node.args[0] === 'string' ? node.args[0] : undefined);

const path = (node: PickleNode): PickleValue =>
	node.args
		.filter(part => typeof part === 'string')
		.join('/')
		.replace(/^\/\//, '/');

const readers: Record<string, (node: PickleNode) => PickleValue | undefined> = {
	'collections.OrderedDict': mapping,
	'collections.defaultdict': mapping,
	'collections.Counter': mapping,
	'builtins.dict': mapping,
	'collections.deque': sequence,
	'builtins.list': sequence,
	'builtins.tuple': sequence,
	'builtins.set': node => new PickleSet(sequence(node) as PickleValue[]),
	'builtins.frozenset': node => new PickleSet(sequence(node) as PickleValue[]),
	'builtins.complex': ({args: [real = 0, imaginary = 0]}) => complexText(real, imaginary),
	'builtins.range': ({args}) => `range(${args.map(String).join(', ')})`,
	'builtins.xrange': ({args}) => `range(${args.map(String).join(', ')})`,
	'builtins.slice': ({args}) => `slice(${args.map(argument => String(argument ?? 'None')).join(', ')})`,
	'builtins.bytes': node => bytesOf(node),
	'builtins.bytearray': node => bytesOf(node.args[0]) ?? new Uint8Array(),
	'_codecs.encode': node => bytesOf(node),
	'decimal.Decimal': node => {
		const number = Number(node.args[0]);
		return typeof node.args[0] === 'string' && String(number) === node.args[0] ? number : text(node);
	},
	'fractions.Fraction': ({args: [numerator, denominator]}) =>
		typeof numerator === 'number' && typeof denominator === 'number'
			? numerator / denominator
			: typeof numerator === 'string'
				? numerator
				: undefined,
	'pandas.DataFrame': frameColumns,
	'pandas.core.frame.DataFrame': frameColumns,
	'pandas.Series': seriesValues,
	'pandas.core.series.Series': seriesValues,
	'datetime.date': fromBytes(bytes => dateText(bytes)),
	'datetime.time': fromBytes(bytes => timeText(bytes)),
	'datetime.datetime': fromBytes((bytes, node) => datetimeText(bytes, node.args[1])),
	'datetime.timedelta': node => timedeltaSeconds(node.args),
	'pathlib.PosixPath': path,
	'pathlib.PurePosixPath': path,
	'pathlib.WindowsPath': path,
	'pathlib.PureWindowsPath': path,
	'pathlib._local.PosixPath': path,
	'pathlib._local.WindowsPath': path,
};
