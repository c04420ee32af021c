import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf} from '../../../core/files/paths.ts';
import {SharedByPath} from '../../shared-by-path.ts';
import type {RunDirectory} from '../run-directory.ts';

/** Sweeps by the ids of their runs, as they lay beside the runs' directories when something was made there last. */
interface Sweeps {
	atMs: number;
	byRun: ReadonlyMap<string, string>;
}

const prefix = 'sweep-';
/** One for all runs of a directory: it is listed once for all of them. */
const known = new SharedByPath<Sweeps>();

/** The sweep that a run was started for, by the settings that its agent leaves in `sweep-ID/config-RUN.yaml`: many logs do not say it. '' for none. */
export function sweepOf({settings, id}: RunDirectory, files: FileAccess): string {
	if (id === null) return '';
	const home = directoryOf(settings);
	const atMs = files.stat(home)?.modifiedAtMs ?? 0;
	const before = known.of(files).get(home);
	const sweeps = before?.atMs === atMs ? before : {atMs, byRun: listSweeps(home, files)};
	known.of(files).set(home, sweeps);
	return sweeps.byRun.get(id) ?? '';
}

function listSweeps(home: string, files: FileAccess): Map<string, string> {
	const byRun = new Map<string, string>();
	for (const name of files.names(home) ?? []) {
		if (!name.startsWith(prefix)) continue;
		for (const file of files.names(`${home}/${name}`) ?? []) {
			const run = /^config-(.+)\.yaml$/.exec(file)?.[1];
			if (run !== undefined) byRun.set(run, name.slice(prefix.length));
		}
	}
	return byRun;
}
