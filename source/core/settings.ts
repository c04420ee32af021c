import {findNearest} from './query/fields/nearest.ts';

/** What a person has set for every start, as plain data; see README for what each one does. */
export interface Settings {
	/** Directories to look under where none is named. */
	roots: string[];
	background: 'dark' | 'light' | 'auto';
	mouse: boolean;
	ascii: boolean;
	readonly: boolean;
	/** Key sequences by the id of an action, over those that it has. */
	keys: Record<string, string[]>;
	/** Columns and keys of CSV, JSON lines and text logs that hold steps or times, besides the usual names. */
	steps: string[];
	times: string[];
	/** Metrics in text logs: an expression by the metric's name, whose first group is the number; `step` gives the step. */
	lines: Record<string, string>;
}

export type SettingName = keyof Settings;

export const usualSettings = (): Settings => ({
	roots: [],
	background: 'auto',
	mouse: true,
	ascii: false,
	readonly: false,
	keys: {},
	steps: [],
	times: [],
	lines: {},
});

/** What cannot be used, and at which place of the file: `keys.sort` or `mouse`. */
export interface SettingFault {
	place: string;
	message: string;
}

/** A checked value, or what is wrong with it. */
type Checked<Value> = {value: Value} | {fault: string};
type Check<Value> = (value: unknown) => Checked<Value>;

const flag: Check<boolean> = value => (typeof value === 'boolean' ? {value} : {fault: 'is true or false'});
const texts: Check<string[]> = value => {
	const list = typeof value === 'string' ? [value] : value;
	return Array.isArray(list) && list.every(item => typeof item === 'string' && item !== '')
		? {value: list}
		: {fault: 'is a text or a list of texts'};
};

function oneOf<const Choice extends string>(choices: readonly Choice[]): Check<Choice> {
	return value => {
		const found = choices.find(choice => choice === value);
		return found === undefined ? {fault: `is one of ${choices.join(', ')}`} : {value: found};
	};
}

/** A sequence of keys as actions write them: `s`, `ctrl-s`, `g x`, `Enter`. */
const keySequence =
	/^(?:(?:ctrl-)?[^\s]|space|tab|shift-tab|enter|up|down|left|right|home|end|pageup|pagedown|f(?:[1-9]|1\d|20))$/;

const keys: Check<string[]> = value => {
	const list = texts(value);
	if ('fault' in list) return {fault: 'is a key or a list of keys, as s, ctrl-s, or g x for two keys one after the other'};
	const wrong = list.value.find(sequence => !sequence.split(' ').every(key => keySequence.test(key)));
	if (wrong !== undefined) return {fault: `has no such key as "${wrong}"; keys are written s, S, ctrl-s, enter, or g x for two`};
	return list;
};

const expression: Check<string> = value => {
	if (typeof value !== 'string') return {fault: 'is a regular expression'};
	try {
		const groups = new RegExp(`${value}|`).exec('')!.length - 1;
		return groups > 0 ? {value} : {fault: "needs a group around the number, as in 'loss is ([\\d.]+)'"};
	} catch (error) {
		return {fault: `is no regular expression: ${error instanceof Error ? error.message : String(error)}`};
	}
};

const checks: {[Name in Exclude<SettingName, 'keys' | 'lines'>]: Check<Settings[Name]>} = {
	roots: texts,
	background: oneOf(['dark', 'light', 'auto']),
	mouse: flag,
	ascii: flag,
	readonly: flag,
	steps: texts,
	times: texts,
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export interface ReadSettings {
	settings: Settings;
	/** Places that were set and are in force. */
	set: string[];
	faults: SettingFault[];
}

/**
 * Makes settings of what a file holds. What cannot be used stays as usual and is named; nothing throws.
 * @param actions ids of the actions that there are
 */
export function parseSettings(content: unknown, actions: readonly string[]): ReadSettings {
	const settings = usualSettings();
	const [set, faults]: [string[], SettingFault[]] = [[], []];
	const fail = (place: string, message: string) => void faults.push({place, message});
	const near = (name: string, known: readonly string[]) => {
		const found = findNearest(name, known);
		return found.length > 0 ? `; did you mean ${found.join(' or ')}?` : `; there are ${known.slice(0, 12).join(', ')}`;
	};
	const takeEach = <Value>(name: 'keys' | 'lines', given: unknown, check: Check<Value>, known: readonly string[] | null) => {
		if (!isRecord(given))
			return fail(name, `is a table of ${name === 'keys' ? 'actions and their keys' : 'metrics and expressions'}`);
		for (const [entry, value] of Object.entries(given)) {
			const place = `${name}.${entry}`;
			const checked = check(value);
			if (known !== null && !known.includes(entry)) fail(place, `is no action${near(entry, known)}`);
			else if ('fault' in checked) fail(place, checked.fault);
			else {
				Object.assign(settings[name], {[entry]: checked.value});
				set.push(place);
			}
		}
	};
	const take = <Name extends keyof typeof checks>(name: Name, given: unknown) => {
		const checked = checks[name](given);
		if ('fault' in checked) fail(name, checked.fault);
		else {
			settings[name] = checked.value as Settings[Name];
			set.push(name);
		}
	};
	if (content === null || content === undefined) return {settings, set, faults};
	if (!isRecord(content)) fail('', 'The settings are a table of names and values');
	else
		for (const [name, given] of Object.entries(content)) {
			if (name === 'keys') takeEach(name, given, keys, actions);
			else if (name === 'lines') takeEach(name, given, expression, null);
			else if (Object.hasOwn(checks, name)) take(name as keyof typeof checks, given);
			else fail(name, `is no setting${near(name, Object.keys(usualSettings()))}`);
		}
	return {settings, set, faults};
}
