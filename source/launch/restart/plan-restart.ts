import {statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {KnownFlag, RestartChoice} from '../../core/acting/act.ts';
import {isLive, type Target} from '../../core/acting/target.ts';
import type {Json} from '../../core/run.ts';
import {showExactly} from '../exact-words.ts';
import {changeFlag, describeChange, findFlags, readChange} from '../flags.ts';
import {readPatterns} from '../output/patterns.ts';
import type {LaunchPlan} from '../plan.ts';
import {tellingVariables} from '../record/environment.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {type OwnCommand, ownCommandOf} from './trackers.ts';

export interface RestartPlan {
	plan: LaunchPlan;
	/** True where the tracker itself makes the run and keeps its output: nothing is written beside it. */
	isTrackers: boolean;
	/** What is changed, a line a flag: `lr: 0.1 → 0.01`. */
	changes: string[];
	/** What a person should know before. */
	notes: string[];
	/** What can be changed, with the values that it has as it was recorded. */
	flags: KnownFlag[];
	/** True where its tracker can also go on in the run's own directory. */
	canGoOn: boolean;
}

function isDirectory(directory: string): boolean {
	try {
		return statSync(directory).isDirectory();
	} catch {
		return false;
	}
}

function exists(file: string): boolean {
	try {
		statSync(file);
		return true;
	} catch {
		return false;
	}
}

const xmanReason = 'xMan records no command: load it in Python and start it there';

/** Why a run cannot be started again as it is, null where it can. */
function refuse({format, status, statusWhy, facts}: Target): string | null {
	if (isLive({status})) return `it is ${status}: ${statusWhy}`;
	if (status === 'deleted') return 'it is deleted; restore it first';
	const kind = executorOf(facts.extra.executor);
	if (kind !== null && kind !== 'local') return `it was started through ${kind}, which xtui cannot do yet`;
	if (facts.command === null) return format === 'xman' ? xmanReason : 'its command is not recorded';
	return null;
}

function executorOf(executor: Json | undefined): string | null {
	if (executor === null || typeof executor !== 'object' || Array.isArray(executor)) return null;
	return typeof executor.kind === 'string' ? executor.kind : null;
}

/**
 * What starting a run again would do: its command in its directory with the variables that were set for it, changed where that is asked for;
 * or why it is not done.
 */
export function planRestart(target: Target, options: Omit<RestartChoice, 'force'>): RestartPlan | Refusal {
	const refusal = refuse(target);
	if (refusal !== null) return {refusal};
	const own = ownCommandOf(target, options.inPlace);
	if (isRefusal(own)) return own;
	const {argv: recorded} = own;
	const cwd = options.cwd ?? own.cwd;
	const lines = [{label: 'argv', text: showExactly(recorded)}];
	const hint = 'say where with --cwd DIR';
	if (cwd === null) return {refusal: `the directory that it ran in is not recorded; ${hint}`, lines};
	if (!isDirectory(cwd)) return {refusal: `the directory that it ran in is gone: ${cwd}; ${hint}`, lines};
	const [program] = recorded;
	if (program!.includes('/') && !exists(path.resolve(cwd, program!))) return {refusal: `its program is gone: ${program}`, lines};
	let argv = recorded;
	for (const text of options.changes) {
		const change = readChange(text);
		if (change === null) return {refusal: `--set ${text} is not NAME=VALUE`};
		argv = own.isTrackers || own.takesOverrides ? own.change(argv, change) : changeFlag(argv, change.name, change.value);
	}
	const {facts} = target;
	const isNative = target.format === 'xtui';
	return {
		plan: {
			name: target.name,
			runsDirectory: options.runsDirectory ?? (isNative ? path.dirname(target.path) : path.join(target.root, 'runs')),
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
			keepsPatch: true,
		},
		isTrackers: own.isTrackers,
		changes: describeChange(recorded, argv),
		notes: notesOf(target, own.note),
		flags: flagsOf(target, own),
		canGoOn: own.canGoOn,
	};
}

function flagsOf({facts}: Target, {argv, isTrackers, takesOverrides}: OwnCommand): KnownFlag[] {
	if (isTrackers) {
		const plain = Object.entries(facts.config).filter(([, value]) => value !== null && typeof value !== 'object');
		return plain.map(([name, value]) => ({name, value: String(value)}));
	}
	const places = findFlags(argv).filter(({style}) => !takesOverrides || style === 'assignment');
	return [...new Map(places.map(({name, value}) => [name, {name, value}])).values()];
}

function notesOf({facts}: Target, note: string | null): string[] {
	const notes = note === null ? [] : [note];
	if (facts.host !== null && facts.host !== os.hostname()) notes.push(`it ran on ${facts.host}, and would run here now`);
	const left = facts.extra.env_not_recorded;
	const missing = Array.isArray(left) ? left.map(String).filter(name => process.env[name] === undefined) : [];
	if (missing.length > 0) notes.push(`not recorded and not set here: ${missing.join(', ')}`);
	return notes;
}
