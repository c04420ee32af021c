import type {SettingName, Settings} from '../../core/settings/settings.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {settingsInForce} from './in-force.ts';
import {type FoundSettings, faultLines} from './read-settings.ts';

/** One setting and where it comes from. */
interface Setting {
	name: string;
	value: unknown;
	/** Line of the file; null where it is the usual one. */
	line: number | null;
}

function listSettings({settings, set, lines}: FoundSettings): Setting[] {
	const isSet = (place: string) => (set.includes(place) ? (lines.get(place) ?? null) : null);
	return (Object.keys(settings) as SettingName[]).flatMap((name): Setting[] => {
		const value: Settings[SettingName] = settings[name];
		if (typeof value !== 'object' || Array.isArray(value)) return [{name, value, line: isSet(name)}];
		const entries = Object.entries(value);
		if (entries.length === 0) return [{name, value, line: null}];
		return entries.map(([entry, inner]) => ({name: `${name}.${entry}`, value: inner, line: isSet(`${name}.${entry}`)}));
	});
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function sourceOf(name: string, line: number | null, hidesReadonly: boolean): string {
	if (name === 'readonly' && hidesReadonly) return 'until the file is mended: it may say so';
	return line === null ? 'usual' : `line ${line}`;
}

/** `xtui settings`: what is set, and where that comes from. Ends 1 where something in the file cannot be used. */
export async function runSettings({flags, print, warn}: CommandInput): Promise<ExitStatus> {
	const found = settingsInForce();
	const {file, exists, faults, hidesReadonly} = found;
	const all = listSettings(found);
	if (flags.json === true) {
		const values = Object.fromEntries(
			all.map(({name, value, line}) => [name, {value, from: line === null ? null : `${file}:${line}`}]),
		);
		print(jsonText({file, exists, settings: values, faults: faultLines(found)}, 1));
		return faults.length > 0 ? 1 : 0;
	}
	const width = Math.max(...all.map(({name}) => name.length));
	for (const {name, value, line} of all) print(`${name.padEnd(width)}  ${show(value)}  (${sourceOf(name, line, hidesReadonly)})`);
	print('');
	if (exists || !hidesReadonly) print(exists ? `Set in ${file}` : `Nothing is set; ${file} would be read`);
	for (const line of faultLines(found)) warn(`xtui: ${line}`);
	return faults.length > 0 ? 1 : 0;
}
