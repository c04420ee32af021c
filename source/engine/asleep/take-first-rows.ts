import type {FileAccess} from '../../core/files/files.ts';
import {makeRow} from '../model/row.ts';
import type {Registry} from '../registry.ts';
import type {FirstRows} from './first-rows.ts';
import {isWorthKeeping} from './settled.ts';
import {Looker, takeStamps} from './stamps.ts';

/** What has not changed for so long has been read as it is. */
const quietMs = 60_000;

/** Those of the runs that go on no more, and the state of the files that they were read from. */
export function takeFirstRows(
	{handles}: Pick<Registry, 'handles'>,
	keys: readonly number[],
	files: FileAccess,
	nowMs: number,
): FirstRows['rows'] {
	const wanted = new Set(keys);
	const looker = new Looker(files);
	const taken: FirstRows['rows'] = [];
	for (const handle of handles.values()) {
		const run = handle.runs.get('')?.run;
		if (run === undefined || !wanted.has(run.key) || handle.dirty || !isWorthKeeping(handle)) continue;
		const stamps = takeStamps(handle, looker, nowMs - quietMs);
		if (stamps !== null) taken.push({row: makeRow(run), path: handle.claim.path, stamps});
	}
	return taken;
}
