import type {YamlValue} from './simple-yaml.ts';

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const yes = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const no = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const mayBeNumber = /^[-+.\d]/;
const decimal = /^[-+]?(?:0|[1-9]\d*)$/;
const integer = /^[-+]?(?:0b[01_]+|0[0-7_]+|[1-9][\d_]*|0x[\da-fA-F_]+)$/;
const float = /^(?:[-+]?\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]\d+)?$/;
/** What OmegaConf adds to it (omegaconf/_utils.py, get_yaml_loader): exponents without a point or a sign. */
const omegaFloat = /^[-+]?\d+(?:_\d+)*(?:\.[\d_]*)?[eE][-+]?\d+$/;
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const sixties = /^[-+]?(?:[1-9][\d_]*(?::[0-5]?\d)+|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/;

/**
 * What a scalar without quotes means to PyYAML, which keeps to YAML 1.1 in a way of its own (yaml/resolver.py): `1e-3` and `0o17` are texts,
 * `010` is 8, `1:30` is 90, `yes` is true. Times stay texts, and so do integers beyond 2^53, with all their digits.
 */
export function resolvePyScalar(text: string): YamlValue {
	if (mayBeNumber.test(text)) return readNumber(text);
	if (text.length > 5) return text;
	if (nulls.has(text)) return null;
	return yes.has(text) ? true : no.has(text) ? false : text;
}

/** The same to OmegaConf, which reads by PyYAML, but takes `1e-3` for a number. */
export function resolveOmegaScalar(text: string): YamlValue {
	return omegaFloat.test(text) ? Number(text.replaceAll('_', '')) : resolvePyScalar(text);
}

function readNumber(text: string): YamlValue {
	if (decimal.test(text)) return exactly(text);
	if (special.test(text))
		return /n$/i.test(text) ? Number.NaN : text[0] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	if (integer.test(text)) return readInteger(text);
	if (float.test(text)) return Number(text.replaceAll('_', ''));
	return sixties.test(text) ? readSixties(text.replaceAll('_', '')) : text;
}

function exactly(digits: string): YamlValue {
	const number = Number(digits);
	// There is no -0 among integers.
	return Number.isSafeInteger(number) ? number + 0 : digits.replace('+', '');
}

function readInteger(text: string): YamlValue {
	const isNegative = text[0] === '-';
	const digits = text.replaceAll(/[-+_]/g, '');
	const radix = /^0[bx]/.test(digits) || /^0+$/.test(digits) || digits[0] !== '0' ? digits : `0o${digits.slice(1)}`;
	// `0x_` has no digits, and Python fails there.
	if (/^0[bx]$/.test(radix)) return text;
	const value = BigInt(radix);
	return exactly(String(isNegative ? -value : value));
}

function readSixties(text: string): number {
	const size = text
		.replace(/^[-+]/, '')
		.split(':')
		.reduce((sum, part) => sum * 60 + Number(part), 0);
	return text[0] === '-' ? -size : size;
}
