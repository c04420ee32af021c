import {longestFor} from '../query/compile/pattern.ts';

/** A checked value, or what is wrong with it. */
export type Checked<Value> = {value: Value} | {fault: string};
export type Check<Value> = (value: unknown) => Checked<Value>;

export const flag: Check<boolean> = value => (typeof value === 'boolean' ? {value} : {fault: 'is true or false'});
export const texts: Check<string[]> = value => {
	const list = typeof value === 'string' ? [value] : value;
	return Array.isArray(list) && list.every(item => typeof item === 'string' && item !== '')
		? {value: list}
		: {fault: 'is a text or a list of texts'};
};

export function oneOf<const Choice extends string>(choices: readonly Choice[]): Check<Choice> {
	return value => {
		const found = choices.find(choice => choice === value);
		return found === undefined ? {fault: `is one of ${choices.join(', ')}`} : {value: found};
	};
}

/** A sequence of keys as actions write them: `s`, `ctrl-s`, `g x`, `Enter`. */
const keySequence =
	/^(?:(?:ctrl-)?[^\s]|space|tab|shift-tab|enter|up|down|left|right|home|end|pageup|pagedown|f(?:[1-9]|1\d|20))$/;

export const keys: Check<string[]> = value => {
	const list = texts(value);
	if ('fault' in list) return {fault: 'is a key or a list of keys, as s, ctrl-s, or g x for two keys one after the other'};
	const wrong = list.value.find(sequence => !sequence.split(' ').every(key => keySequence.test(key)));
	if (wrong !== undefined) return {fault: `has no such key as "${wrong}"; keys are written s, S, ctrl-s, enter, or g x for two`};
	return list;
};

export const expression: Check<string> = value => {
	if (typeof value !== 'string') return {fault: 'is a regular expression'};
	try {
		const groups = new RegExp(`${value}|`).exec('')!.length - 1;
		const limit = longestFor(value);
		if (typeof limit !== 'number') return {fault: `cannot be used: ${limit.why}. ${limit.instead}`};
		return groups > 0 ? {value} : {fault: "needs a group around the number, as in 'loss is ([\\d.]+)'"};
	} catch (error) {
		return {fault: `is no regular expression: ${error instanceof Error ? error.message : String(error)}`};
	}
};
