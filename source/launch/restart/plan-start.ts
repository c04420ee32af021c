import path from 'node:path';
import type {RestartChoice} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {isDirectory} from '../../io/look.ts';
import {showExactly} from '../exact-words.ts';
import {tellingVariables} from '../record/environment.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import type {RestartPlan} from './plan-restart.ts';
import {ownCommandOf, startCommandOf} from './trackers.ts';

/**
 * What starting a run would do that its tracker has only prepared (`guild run --stage`, `gage run --stage`): its tracker does it in the run's own
 * directory, with the settings and the source that were prepared. Null for every other run.
 */
export function planStart(target: Target, choice: Omit<RestartChoice, 'force'>): RestartPlan | Refusal | null {
	const argv = target.status === 'queued' ? startCommandOf(target) : null;
	if (argv === null) return null;
	const lines = [{label: 'argv', text: showExactly(argv)}];
	if (choice.changes.length > 0)
		return {refusal: 'it is only prepared, and is started as it was: stage another one with other settings', lines};
	if (choice.source !== null) return {refusal: 'it is only prepared, and is started with the source that was prepared', lines};
	if (choice.fromCheckpoint) return {refusal: 'it is only prepared, so it has no checkpoint', lines};
	const own = ownCommandOf(target, false, false);
	const cwd = choice.cwd ?? (isRefusal(own) ? null : own.cwd) ?? path.dirname(target.path);
	if (!isDirectory(cwd)) return {refusal: `the directory of its project is gone: ${cwd}; say where with --cwd DIR`, lines};
	const tracker = target.format === 'guild' ? 'Guild' : 'Gage';
	return {
		plan: {
			name: target.name,
			runsDirectory: path.dirname(target.path),
			argv,
			cwd,
			env: tellingVariables(process.env),
			recordsSecrets: choice.recordsSecrets,
			tags: [],
			group: target.facts.group,
			parent: target.facts.parent,
			total: null,
			restartOf: target.id,
			patterns: [],
			source: null,
			keepsPatch: true,
		},
		isTrackers: true,
		goesOn: true,
		changes: [],
		notes: [`${tracker} starts what it has prepared, in the run's own directory`],
		flags: [],
		offers: [],
	};
}
