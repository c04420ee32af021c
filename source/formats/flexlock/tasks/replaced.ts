import type {FileAccess} from '../../../core/files/files.ts';
import type {RunFacts} from '../../../core/run.ts';
import {gitOf} from '../describe.ts';
import {resultOfRow} from '../ending/result.ts';
import {ofRow} from '../ending/status.ts';
import {groupOf, isComposite, runName} from '../places/identity.ts';
import {errorText, unmarked} from '../record/marks.ts';
import {recordOfRow} from '../record/read-record.ts';
import {recordOf} from '../record/record.ts';
import {sweepIdOf} from './recover-record.ts';
import {describeTask, endStates, type TaskRow} from './tasks.ts';

/** A task whose directory holds another run now, with what its row tells. */
export interface ReplacedTask {
	taskId: string;
	facts: Partial<RunFacts>;
}

/**
 * What the database of a sweep has of tasks that ended in a directory which holds another run now, as `--sweep` over a config with one `save_dir` leaves
 * them up to 0.9: they are runs all the same, with what they were to do and what they returned.
 */
export function replacedTasks(files: FileAccess, directory: string, rows: readonly TaskRow[], database: string): ReplacedTask[] {
	return rows.flatMap(row => {
		// How a stage of a composite task ended, its row does not tell.
		if (!endStates.has(row.status) || row.taskId === '' || isComposite(row)) return [];
		const record = recordOfRow(files, directory, row, database, []) ?? recordOf(undefined);
		const parent = record.parent ?? sweepIdOf(files, database);
		const {git, digest} = gitOf(record);
		const facts: Partial<RunFacts> = {
			id: row.taskId,
			name: runName(directory, record),
			parent,
			...groupOf({...record, parent}, directory, database),
			startedAtMs: row.startedAtMs,
			endedAtMs: row.endedAtMs,
			lastSignMs: row.endedAtMs,
			host: row.node === 'local' ? null : row.node,
			config: record.config,
			summary: resultOfRow(row, directory, record) ?? {},
			error: errorText(unmarked, row),
			git,
			sourceDigest: digest,
			outcome: ofRow(row),
			recorded: row.status,
			extra: {Task: {...describeTask(row), database, files: 'another run has written over them'}},
		};
		return [{taskId: row.taskId, facts}];
	});
}
