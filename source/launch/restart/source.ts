import {existsSync} from 'node:fs';
import path from 'node:path';
import type {RestartChoice} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import type {RecordedSource} from '../plan.ts';
import type {Refusal} from '../refusal.ts';
import type {OwnCommand} from './trackers.ts';

/**
 * The recorded source of a run: its commit, in the repository that its directory lies in, with the patch that was kept. It is looked for by
 * names of files alone: to show a restart, nothing is run in a directory that a record names.
 */
export function sourceOf(
	{facts, path: run, format}: Target,
	own: OwnCommand,
	cwd: string,
	wanted: RestartChoice['source'],
): {source: RecordedSource | null} | Refusal {
	const commit = facts.git?.commit ?? null;
	const top = repositoryAbove(cwd);
	const patch = path.join(run, 'source.patch');
	const hasPatch = format === 'xtui' && existsSync(patch);
	const isWhole = facts.git?.dirty !== true || hasPatch;
	const isThere = !own.isTrackers && top !== null && commit !== null && /^[0-9a-f]{7,64}$/.test(commit);
	if (isThere && isWhole) return {source: {top, commit, patch: hasPatch ? patch : null, below: path.relative(top, cwd)}};
	if (wanted !== 'recorded' || own.withLatest !== null) return {source: null};
	if (commit === null) return {refusal: 'its source was not recorded: it names no commit'};
	if (top === null) return {refusal: `its directory lies in no git repository any more: ${cwd}`};
	return {refusal: `its source was not recorded whole: it ran with uncommitted changes beyond ${commit.slice(0, 10)}`};
}

function repositoryAbove(directory: string): string | null {
	for (let at = directory; ; at = path.dirname(at)) {
		if (existsSync(path.join(at, '.git'))) return at;
		if (path.dirname(at) === at) return null;
	}
}

/** What a person should know who runs a program in a copy of its source. */
export function sourceNote({commit, patch}: RecordedSource): string {
	const changes = patch === null ? '' : ' and the changes that were kept';
	return `commit ${commit.slice(0, 10)}${changes} in the run's own directory, where it runs: files that git does not know are not there`;
}
