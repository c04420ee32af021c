import {splitCommand, unknownPlaceholder} from '../acting/command-words.ts';
import {isRecord} from '../is-record.ts';
import {findNearest} from '../query/fields/nearest.ts';
import {type Check, type Checked, flag, keys, oneOf} from './checks.ts';

/** A command that a person has set to be run on runs. */
export interface OwnCommand {
	/** Its words; what is known of a run is put in place of `{id}` and the like. */
	run: string[];
	/** Key sequences that open it. */
	key: string[];
	/** What it is run for: the run under the cursor, each marked one by itself, or all of them at once. */
	on: 'one' | 'each' | 'all';
	/** False where it is run without being shown first. */
	ask: boolean;
}

const isWord = (word: unknown) => typeof word === 'string' || typeof word === 'number' || typeof word === 'boolean';

const words: Check<string[]> = value => {
	const split = typeof value === 'string' ? splitCommand(value) : {argv: value};
	if ('fault' in split) return split;
	const {argv} = split;
	if (!Array.isArray(argv) || argv.length === 0 || !argv.every(isWord))
		return {fault: "is a list of words, as in [du, -sh, '{dir}']"};
	const list = argv.map(String);
	if (list[0]!.trim() === '') return {fault: 'begins with the name of a program'};
	const unknown = unknownPlaceholder(list);
	return unknown === null ? {value: list} : {fault: `has no ${unknown.text}; did you mean ${unknown.nearest}?`};
};

const parts: {[Part in keyof OwnCommand]: Check<OwnCommand[Part]>} = {
	run: words,
	key: keys,
	on: oneOf(['one', 'each', 'all']),
	ask: flag,
};

/** Checks a command of the settings: a list of words, or a table with `run` and what else is said of it. Faults have the part's name before them. */
export function checkCommand(name: string, value: unknown): Checked<OwnCommand> | {faults: {part: string; message: string}[]} {
	if (/[\p{Cc}]/u.test(name) || name.trim() === '') return {fault: 'has a name that cannot be shown'};
	if (!isRecord(value)) {
		const run = words(value);
		return 'fault' in run ? run : {value: {run: run.value, key: [], on: 'each', ask: true}};
	}
	const command: OwnCommand = {run: [], key: [], on: 'each', ask: true};
	const faults: {part: string; message: string}[] = [];
	const take = <Part extends keyof OwnCommand>(part: Part, given: unknown) => {
		const checked = parts[part](given);
		if ('fault' in checked) faults.push({part, message: checked.fault});
		else command[part] = checked.value as OwnCommand[Part];
	};
	for (const [part, given] of Object.entries(value)) {
		if (Object.hasOwn(parts, part)) take(part as keyof OwnCommand, given);
		else {
			const [near] = findNearest(part, Object.keys(parts));
			faults.push({
				part,
				message: `is no part of a command; ${near === undefined ? 'there are run, key, on, ask' : `did you mean ${near}?`}`,
			});
		}
	}
	if (!Object.hasOwn(value, 'run')) return {fault: "has no run, as in run: [du, -sh, '{dir}']"};
	return faults.length > 0 ? {faults} : {value: command};
}
