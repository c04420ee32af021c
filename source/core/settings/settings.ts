import {isRecord} from '../is-record.ts';
import {findNearest} from '../query/fields/nearest.ts';
import {type Check, expression, flag, keys, oneOf, texts} from './checks.ts';
import {checkCommand, type OwnCommand} from './own-command.ts';

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
	/** Commands for runs, by the name that they are chosen by. */
	commands: Record<string, OwnCommand>;
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
	commands: {},
});

/** What cannot be used, and at which place of the file: `keys.sort` or `mouse`. */
export interface SettingFault {
	place: string;
	message: string;
}

const checks: {[Name in Exclude<SettingName, 'keys' | 'lines' | 'commands'>]: Check<Settings[Name]>} = {
	roots: texts,
	background: oneOf(['dark', 'light', 'auto']),
	mouse: flag,
	ascii: flag,
	readonly: flag,
	steps: texts,
	times: texts,
};

export interface ReadSettings {
	settings: Settings;
	/** Places that were set and are in force. */
	set: string[];
	faults: SettingFault[];
	/** True where `readonly` may be meant but cannot be made out: it is in force then, since somebody may rely on it. */
	hidesReadonly: boolean;
}

/** What `readonly` is when a fault hides whether it is set. */
export const unseenReadonly = {readonly: true} as const;

/** True of a place that says `readonly`, be it below another name or in another spelling: `read-only`, `keys.readonly`. */
const saysReadonly = (place: string) => /(?:^|\.)read[-_ ]?only$/i.test(place);

/**
 * Makes settings of what a file holds. What cannot be used stays as usual and is named, but for `readonly`, which fails closed; nothing throws.
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
			if (entry.trim() === '') fail(name, 'has an entry without a name');
			else if (known !== null && !known.includes(entry)) fail(place, `is no action${near(entry, known)}`);
			else if ('fault' in checked) fail(place, checked.fault);
			else {
				Object.assign(settings[name], {[entry]: checked.value});
				set.push(place);
			}
		}
	};
	const takeCommands = (given: unknown) => {
		if (!isRecord(given)) return fail('commands', 'is a table of names and commands');
		for (const [name, value] of Object.entries(given)) {
			const place = `commands.${name}`;
			const checked = checkCommand(name, value);
			if ('faults' in checked) for (const {part, message} of checked.faults) fail(`${place}.${part}`, message);
			else if ('fault' in checked) fail(place, checked.fault);
			else {
				settings.commands[name] = checked.value;
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
	if (content === null || content === undefined) return {settings, set, faults, hidesReadonly: false};
	if (!isRecord(content)) fail('', 'The settings are a table of names and values');
	else
		for (const [name, given] of Object.entries(content)) {
			if (name === 'keys') takeEach(name, given, keys, actions);
			else if (name === 'lines') takeEach(name, given, expression, null);
			else if (name === 'commands') takeCommands(given);
			else if (Object.hasOwn(checks, name)) take(name as keyof typeof checks, given);
			else fail(name, `is no setting${near(name, Object.keys(usualSettings()))}`);
		}
	const hidesReadonly = faults.some(({place}) => place === '' || saysReadonly(place));
	return {settings: hidesReadonly ? {...settings, ...unseenReadonly} : settings, set, faults, hidesReadonly};
}

/** The commands with their names, in the order of the file. */
export function namedCommands({commands}: Pick<Settings, 'commands'>): (OwnCommand & {name: string})[] {
	return Object.entries(commands).map(([name, command]) => ({...command, name}));
}
