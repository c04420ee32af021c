import path from 'node:path';
import {isLive, type Target} from '../../core/acting/target.ts';
import {nameOf} from './row.ts';
import type {TrackedRun} from './tracked-run.ts';

const isAbove = (directory: string, below: string): boolean => below.startsWith(`${directory.replace(/\/$/, '')}/`);

/**
 * Runs as those that act on them want to know them.
 * @param all every run there is, for those that repeat others
 * @param localFormats formats whose ids are only unique within a store
 * @param elsewhere a directory that counts as the root of what was named by its path and is a root itself
 */
export function makeTargets(
	runs: readonly TrackedRun[],
	all: Iterable<TrackedRun>,
	localFormats: ReadonlySet<string>,
	elsewhere: string | null,
): Target[] {
	const liveRestarts = new Map<string, string>();
	const paths: string[] = [];
	for (const run of all) {
		paths.push(run.path);
		const repeated = run.facts.extra.restart_of;
		if (typeof repeated === 'string' && isLive(run.judgement)) liveRestarts.set(repeated, run.id);
	}
	return runs.map(run => {
		const {id, path: at, format, judgement, facts} = run;
		const root = [run.root, elsewhere].find(directory => directory !== null && isAbove(directory, at)) ?? path.dirname(at);
		return {
			id,
			name: nameOf(run, facts),
			path: at,
			root,
			format,
			hasLocalId: localFormats.has(format),
			status: judgement.status,
			statusWhy: judgement.why,
			isUnheld: run.isUnheld,
			livePid: run.livePid,
			facts,
			liveRestart: liveRestarts.get(id) ?? null,
			isComplete: run.complete,
			holdsOthers: paths.filter(other => other === at || isAbove(at, other)).length > 1,
		};
	});
}
