import {existsSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {ActOffer, KnownFlag, RestartChoice} from '../../core/acting/act.ts';
import {isLive, isWaiting, type Target} from '../../core/acting/target.ts';
import {isForHydra, withoutSigns} from '../../core/command/hydra-words.ts';
import {findProgram} from '../../core/command/program.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {at} from '../../formats/values.ts';
import {isDirectory} from '../../io/look.ts';
import {showExactly} from '../exact-words.ts';
import {changeFlag, describeChange, findFlags, readChange, takesNoWords} from '../flags.ts';
import {readPatterns} from '../output/patterns.ts';
import type {LaunchPlan, RecordedSource} from '../plan.ts';
import {tellingVariables} from '../record/environment.ts';
import {howToEnd, isRefusal, type Refusal} from '../refusal.ts';
import {placeOf} from '../shelf/native.ts';
import {type Checkpoint, checkpointOf} from './checkpoint.ts';
import {sourceNote, sourceOf} from './source.ts';
import {type OwnCommand, ownCommandOf} from './trackers.ts';

export interface RestartPlan {
	plan: LaunchPlan;
	/** True where the tracker itself makes the run and keeps its output: nothing is written beside it. */
	isTrackers: boolean;
	/** True where it goes on in the directory of the run itself, so that there is no new one. */
	goesOn: boolean;
	/** What is changed, a line a flag: `lr: 0.1 → 0.01`. */
	changes: string[];
	/** What a person should know before. */
	notes: string[];
	/** What can be changed, with the values that it has as it was recorded. */
	flags: KnownFlag[];
	/** What can be chosen besides. */
	offers: ActOffer[];
}

const xmanReason = 'xMan records no command: load it in Python and start it there';

/** Why a run cannot be started again as it is, null where it can. */
function refuse(target: Target): string | null {
	const {format, status, facts, isComplete} = target;
	if (status === 'deleted') return 'it is deleted; restore it first';
	const kind = executorOf(facts.extra.executor);
	if (kind !== null && kind !== 'local') return `it was started through ${kind}, which xtui cannot do yet`;
	if (facts.command === null && !isComplete) return 'it is still being read; ask again in a moment';
	if (facts.command === null) return format === 'xman' ? xmanReason : 'its command is not recorded';
	if (facts.command.isNameOnly) {
		const [program = ''] = facts.command.argv;
		return `only the name of its program is recorded, ${path.basename(program)}, not its arguments: start it with xtui run -- COMMAND`;
	}
	return null;
}

function executorOf(executor: Json | undefined): string | null {
	if (executor === null || typeof executor !== 'object' || Array.isArray(executor)) return null;
	return typeof executor.kind === 'string' ? executor.kind : null;
}

/** Why a run that lives, or may live, is not started again beside itself; null where it may be. A person may know that it is over. */
function refuseLive(target: Target, {force, inPlace}: RestartChoice): Refusal | null {
	const {status, statusWhy, livePid} = target;
	if (!isLive({status}) || isWaiting(target, Date.now())) return null;
	const said = `it is ${status}: ${statusWhy}`;
	if (status === 'queued') return {refusal: said};
	if (livePid !== null) return {refusal: `${said}; ${howToEnd(target)}`};
	if (inPlace) return {refusal: `${said}; where it is over, say --force without --in-place`};
	return force ? null : {refusal: `${said}; where it is over all the same, say --force`, canForce: true};
}

/**
 * What starting a run again would do: its command in its directory with the variables that were set for it, changed where that is asked for;
 * or why it is not done.
 */
export function planRestart(target: Target, options: RestartChoice): RestartPlan | Refusal {
	const live = refuseLive(target, options);
	if (live !== null) return live;
	const refusal = refuse(target);
	if (refusal !== null) return {refusal};
	const own = ownCommandOf(target, options.inPlace, options.source === 'latest');
	if (isRefusal(own)) return own;
	const {argv: recorded} = own;
	const cwd = options.cwd ?? own.cwd;
	const lines = [{label: 'argv', text: showExactly(recorded)}];
	const hint = 'say where with --cwd DIR';
	if (cwd === null) return {refusal: `the directory that it ran in is not recorded; ${hint}`, lines};
	if (!isDirectory(cwd)) return {refusal: `the directory that it ran in is gone: ${cwd}; ${hint}`, lines};
	const [program] = recorded;
	if (program!.includes('/') && !existsSync(path.resolve(cwd, program!)))
		return {refusal: `its program is gone: ${program}`, lines};
	const changed = changeCommand(own, options.changes);
	if (isRefusal(changed)) return changed;
	let argv = changed;
	const checkpoint = own.isTrackers ? null : checkpointOf(target, recorded, cwd);
	if (options.fromCheckpoint) {
		if (checkpoint === null) return {refusal: 'its command has no flag for a checkpoint, or none was found', lines};
		argv = changeFlag(argv, checkpoint.flag, checkpoint.path);
	}
	const source = sourceOf(target, own, cwd, options.source);
	if (isRefusal(source)) return {...source, lines};
	if (options.source === 'latest' && own.withLatest !== null) argv = own.withLatest(argv);
	const {facts} = target;
	const isNative = target.format === 'xtui';
	return {
		plan: {
			name: nameAfter(target, recorded, argv),
			runsDirectory: options.runsDirectory ?? (isNative ? placeOf(target.path).home : path.join(target.root, 'runs')),
			argv,
			cwd,
			env: {...tellingVariables(process.env), ...facts.command!.env},
			recordsSecrets: options.recordsSecrets,
			tags: [],
			group: facts.group,
			parent: facts.parent,
			total: isNative && options.changes.length === 0 ? (facts.total?.total ?? null) : null,
			restartOf: target.id,
			patterns: readPatterns(facts.extra.patterns),
			source: options.source === 'recorded' ? source.source : null,
			keepsPatch: true,
		},
		isTrackers: own.isTrackers,
		goesOn: options.inPlace,
		changes:
			own.isTrackers || own.takesOverrides ? describeSettings(facts.config, options.changes) : describeChange(recorded, argv),
		notes: [
			...notesOf(target, own.notes),
			...(options.source === 'recorded' && source.source ? [sourceNote(source.source)] : []),
		],
		flags: flagsOf(target, own),
		offers: offersOf(own, source.source, checkpoint),
	};
}

/** The recorded command with other settings, `NAME=VALUE` each, or why it takes none. */
function changeCommand(own: OwnCommand, changes: readonly string[]): string[] | Refusal {
	let {argv} = own;
	for (const text of changes) {
		const change = readChange(text);
		if (change === null) return {refusal: `--set ${text} is not NAME=VALUE`};
		if (!own.isTrackers && takesNoWords(own.argv))
			return {refusal: `--set ${text} would reach nobody: its command is code of a shell, which takes no words`};
		argv = own.isTrackers || own.takesOverrides ? own.change(argv, change) : changeFlag(argv, change.name, change.value);
	}
	return argv;
}

/** The overrides of a command, without those that are meant for Hydra itself. */
const overridesIn = (argv: readonly string[]): string =>
	argv
		.slice(findProgram(argv).argumentsAt)
		.filter(word => !isForHydra(word))
		.join(' ');

/** What a run is called by its overrides it is called by others where they are changed, as Hydra does; else as it was. */
function nameAfter({name, format, facts}: Target, recorded: readonly string[], argv: readonly string[]): string {
	const [before, after] = [overridesIn(recorded), overridesIn(argv)];
	const isByThem = before === '' ? format === 'hydra' && facts.name === null : before.includes('=') && name === before;
	return isByThem && after !== before && after !== '' ? after : name;
}

/** A tracker's own command names only what is changed: what it was is in the run's config. */
function describeSettings(config: JsonObject, changes: readonly string[]): string[] {
	return changes.flatMap(text => {
		const change = readChange(text);
		if (change === null) return [];
		const name = withoutSigns(change.name);
		const before = config[name] ?? at(config, ...name.split('.'));
		return [`${change.name}: ${before === undefined ? '(not set)' : showBefore(before)} → ${change.value}`];
	});
}

const showBefore = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function offersOf(own: OwnCommand, source: RecordedSource | null, checkpoint: Checkpoint | null): ActOffer[] {
	const offers: ActOffer[] = [];
	if (own.canGoOn) offers.push({id: 'inPlace', label: 'in its own directory'});
	if (own.withLatest !== null) offers.push({id: 'latest', label: 'source as it is now'});
	if (source !== null) offers.push({id: 'recorded', label: `source of ${source.commit.slice(0, 10)}`});
	if (checkpoint !== null) offers.push({id: 'checkpoint', label: `from ${path.basename(checkpoint.path)}`});
	return offers;
}

function flagsOf({facts}: Target, {argv, isTrackers, takesOverrides}: OwnCommand): KnownFlag[] {
	if (isTrackers) {
		const isPlain = ([name, value]: [string, Json]) =>
			value !== null && typeof value !== 'object' && !name.startsWith('_') && name !== 'save_dir';
		const plain = Object.entries(facts.config).filter(isPlain);
		return plain.map(([name, value]) => ({name, value: String(value)}));
	}
	const places = findFlags(argv).filter(({style}) => !takesOverrides || style === 'assignment');
	return [...new Map(places.map(({name, value}) => [name, {name, value}])).values()];
}

function notesOf(target: Target, own: readonly string[]): string[] {
	const {facts} = target;
	const notes = [...own];
	if (isLive(target)) notes.push(`it is ${target.status} as far as is known here: ${target.statusWhy}`);
	if (facts.host !== null && facts.host !== os.hostname()) notes.push(`it ran on ${facts.host}, and would run here now`);
	const left = facts.extra.env_not_recorded;
	const missing = Array.isArray(left) ? left.map(String).filter(name => process.env[name] === undefined) : [];
	if (missing.length > 0) notes.push(`not recorded and not set here: ${missing.join(', ')}`);
	return notes;
}
