import type {Json} from '../../../core/run.ts';
import {isObject} from '../../values.ts';

/** Texts that every YAML reads as themselves without quotes, also within a list. */
const plain = /^(?:\.{0,2}\/)?[\p{L}_][\p{L}\p{N}_/+-]*(?:[.:][\p{L}\p{N}_/+-]+)*$/u;
const word = /^(?:null|none|true|false|yes|no|on|off|y|n|nan|inf|infinity)$/i;
/** An integer that no number here holds, and that is therefore a text of digits. */
const longInteger = /^-?[1-9]\d{15,}$/;
/** Characters that JSON leaves as they are and that YAML takes for an end of a line, or for none of its own. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A value as one line of YAML, as OmegaConf reads it after the "=" of an override: a text that it would take for anything else has quotes.
 * Null where a text would be taken for a reference.
 */
export function inlineYaml(value: Json): string | null {
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return joined('[', value.map(inlineYaml), ']');
	if (!isObject(value)) return String(value);
	const entries = Object.entries(value).map(([key, item]) => {
		const text = inlineYaml(item);
		return text === null ? null : `${quoted(key)}: ${text}`;
	});
	return joined('{', entries, '}');
}

function joined(open: string, items: (string | null)[], close: string): string | null {
	return items.includes(null) ? null : `${open}${items.join(',')}${close}`;
}

function numberText(value: number): string {
	if (Number.isNaN(value)) return '.nan';
	return Number.isFinite(value) ? String(value) : value > 0 ? '.inf' : '-.inf';
}

function quoted(text: string): string | null {
	if (text.includes('${')) return null;
	if (plain.test(text) && !word.test(text)) return text;
	if (longInteger.test(text) && !Number.isSafeInteger(Number(text))) return text;
	return JSON.stringify(text).replace(unprintable, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
