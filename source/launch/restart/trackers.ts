import {readFileSync} from 'node:fs';
import path from 'node:path';
import {isWaiting, type Target} from '../../core/acting/target.ts';
import {withoutSigns} from '../../core/command/hydra-words.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {wholeFloats} from '../../encodings/json/whole-floats.ts';
import {placeOf} from '../../formats/gage/layout.ts';
import {Meta} from '../../formats/gage/meta.ts';
import {parseOperation} from '../../formats/guild/attributes/operation.ts';
import {nodeFiles} from '../../io/files.ts';
import {isDirectory} from '../../io/look.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {changeFlagWord, flagWord} from './gage-words.ts';

interface Change {
	name: string;
	value: string;
}

/** The words that start a run again, in the way of its tracker where that has one. */
export interface OwnCommand {
	argv: string[];
	cwd: string | null;
	/** True where the tracker makes the new run itself. */
	isTrackers: boolean;
	/** True where changes are words of the tracker's own form. */
	takesOverrides: boolean;
	change(argv: readonly string[], change: Change): string[];
	/** With the source as it is now, where its tracker would take that of the old run; null where it takes that anyway. */
	withLatest: ((argv: readonly string[]) => string[]) | null;
	/** True where it can also be done in the run's own directory. */
	canGoOn: boolean;
	/** What a person should know of it. */
	notes: string[];
}

const assign = (argv: readonly string[], {name, value}: Change) => [
	...argv.filter(word => !word.startsWith(`${name}=`)),
	`${name}=${value}`,
];

/** Guild makes a new run from an old one itself: `--proto` takes its operation, flags and source; `--restart` goes on in place. */
function ofGuild({id, path: directory}: Target, inPlace: boolean, isLatest: boolean): OwnCommand {
	const home = path.dirname(path.dirname(directory));
	const source = isLatest ? 'the source as it is now' : 'the source of the old one';
	return {
		argv: ['guild', '-H', home, 'run', inPlace ? '--restart' : '--proto', id, '-y'],
		cwd: projectOf(directory) ?? path.dirname(home),
		isTrackers: true,
		takesOverrides: true,
		change: assign,
		withLatest: argv => [...argv, '--force-sourcecode'],
		canGoOn: true,
		notes: [
			inPlace
				? `Guild starts it again in its own directory${isLatest ? `, with ${source}` : ''}`
				: `Guild makes the new run, with ${source}`,
		],
	};
}

/** The directory of the Guild file or script that a run was made from, in which Guild finds its operation; null where it is gone or not told. */
function projectOf(run: string): string | null {
	try {
		const operation = parseOperation(readFileSync(path.join(run, '.guild', 'opref'), 'utf8'));
		const isFile = operation?.kind === 'guildfile';
		if (operation === null || (!isFile && operation.kind !== 'script') || !path.isAbsolute(operation.package)) return null;
		const directory = isFile ? path.dirname(operation.package) : operation.package;
		return isDirectory(directory) ? directory : null;
	} catch {
		return null;
	}
}

/** Gage has no restart: its operation is run anew beside the old run, with the configuration that was recorded. */
function ofGage({facts, path: meta}: Target): OwnCommand | Refusal {
	const {group: operation, config} = facts;
	const about = asObject(facts.extra.Gage);
	const project = typeof about.project === 'string' ? about.project : null;
	if (operation === null) return {refusal: 'its operation is not recorded'};
	const floats = wholeFloatsOf(meta);
	const flags = Object.entries(config).map(([name, value]) => ({name, word: flagWord(name, value, floats.get(name))}));
	const left = flags.filter(({word}) => word === null).map(({name}) => name);
	const missing = `not set, because \`gage run\` takes no lists, objects or several lines: ${left.join(', ')}`;
	return {
		argv: ['gage', '--runs', path.dirname(meta), 'run', operation, ...flags.flatMap(({word}) => word ?? []), '-y'],
		// Written relative to the directory of the runs.
		cwd: project === null ? null : path.resolve(path.dirname(meta), project.replace(/ \(gone\)$/, '')),
		isTrackers: true,
		takesOverrides: true,
		change: (argv, {name, value}) => changeFlagWord(argv, name, value),
		withLatest: null,
		canGoOn: false,
		notes: ['Gage makes the new run, with the source as it is now', ...(left.length > 0 ? [missing] : [])],
	};
}

/** Flags of a run of Gage that are floats without a fraction, as they are written. Gage would write an integer into the source for `1`. */
function wholeFloatsOf(meta: string): Map<string, string> {
	const place = placeOf(meta);
	return wholeFloats((place === null ? null : new Meta(nodeFiles, place).text('config.json')) ?? '');
}

/** flexlock writes into the recorded directory again (`--force`), or into a new one beside it. */
function ofFlexlock({facts}: Target, inPlace: boolean): OwnCommand {
	const {argv, cwd} = facts.command!;
	const isRun = path.basename(argv[0]!) === 'flexlock-run';
	return {
		argv: inPlace || !isRun ? argv : besideOld(argv, facts.parent !== null),
		cwd,
		// It keeps its own record, beside which another one would only repeat it.
		isTrackers: isRun,
		takesOverrides: isRun,
		change: (words, change) => changeOverride(words, change),
		withLatest: null,
		canGoOn: isRun,
		notes: isRun && !inPlace ? ['flexlock makes a new directory beside the old one'] : [],
	};
}

/**
 * With a new directory that flexlock names as it did the old one: the next number after `clean_0000`, another time after
 * `clean/2026-11-27T09-24-42`. In the names of tasks such an end means something else.
 */
function besideOld(argv: readonly string[], isTask: boolean): string[] {
	let policy = 'increment';
	const words = argv.map(word => {
		const [, base, end, quote] =
			(!isTask && /^((?:[^=]*\.)?save_dir=.*)(_\d{4,}|\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)\/*("?)$/.exec(word)) || [];
		if (base === undefined) return word;
		if (end!.startsWith('/')) policy = 'timestamp';
		return `${base}${quote}`;
	});
	return words.flatMap(word => (word === '--force' ? ['--save-dir-policy', policy] : [word]));
}

/**
 * Overrides of flexlock stand behind `-o`, with names as they are before something is selected, or behind `-O`, with names of what was
 * selected, which are those of the recorded config. One that is there already is replaced where it stands.
 */
function changeOverride(argv: readonly string[], {name, value}: Change): string[] {
	const word = `${name}=${value}`;
	const changed = [...argv];
	const known = argv.findLastIndex(candidate => candidate.startsWith(`${name}=`));
	if (known >= 0) {
		changed[known] = word;
		return changed;
	}
	const option = argv.indexOf('-O');
	if (option >= 0) changed.splice(option + 1, 0, word);
	else changed.push('-O', word);
	return changed;
}

function asObject(value: Json | undefined): JsonObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** Hydra takes overrides as words of their own, also where none was given; of one that is there, the key may have a sign in front. */
function changeHydra(argv: readonly string[], {name, value}: Change): string[] {
	const known = argv.findLastIndex(word => withoutSigns(word).startsWith(`${name}=`));
	if (known < 0) return [...argv, `${name}=${value}`];
	const changed = [...argv];
	changed[known] = `${/^[+~]*/.exec(argv[known]!)![0]}${name}=${value}`;
	return changed;
}

/** How a run is started again: by its tracker where that can, else by its recorded command. */
export function ownCommandOf(target: Target, inPlace: boolean, isLatest: boolean): OwnCommand | Refusal {
	const own = commandOf(target, inPlace, isLatest);
	if (!inPlace || isRefusal(own) || own.canGoOn) return own;
	return {refusal: `${target.format} runs cannot be started again in place`};
}

function commandOf(target: Target, inPlace: boolean, isLatest: boolean): OwnCommand | Refusal {
	if (target.format === 'guild') return ofGuild(target, inPlace, isLatest);
	if (target.format === 'gage') return ofGage(target);
	if (target.format === 'flexlock') return ofFlexlock(target, inPlace);
	const {argv, cwd} = target.facts.command!;
	const isHydra = target.format === 'hydra';
	return {
		argv,
		cwd,
		isTrackers: false,
		takesOverrides: isHydra,
		change: changeHydra,
		withLatest: null,
		canGoOn: false,
		notes: [],
	};
}

/**
 * The command that starts a run which its tracker has only prepared; null where nothing tells of one. Guild starts one that is pending too,
 * such as a trial of a batch that is over, and prepares the rest of it then.
 */
export function startCommandOf(target: Target): string[] | null {
	const {format, id, path: place, facts} = target;
	const isPending = facts.recorded === 'pending' && format === 'guild' && isWaiting(target, Date.now());
	if (facts.recorded !== 'staged' && !isPending) return null;
	if (format === 'guild') return ['guild', '-H', path.dirname(path.dirname(place)), 'run', '--start', id, '-y'];
	return format === 'gage' ? ['gage', '--runs', path.dirname(place), 'run', '--start', id, '-y'] : null;
}
