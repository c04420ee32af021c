import type {JsonObject} from '../../../core/run.ts';
import {timeOf} from '../record/values.ts';

/** A row of the tasks database; older databases lack the last three columns. */
export interface TaskRow {
	taskId: string;
	/** YAML of the task's config. */
	info: string | null;
	/** YAML of what it returned. */
	result: string | null;
	status: string;
	node: string | null;
	/** Traceback. */
	error: string | null;
	startedAtMs: number | null;
	endedAtMs: number | null;
	/** JSON of the run's record. */
	snapshot: string | null;
	jobId: string | null;
	tag: string | null;
}

/** All tasks of a sweep by status. */
export interface TaskCounts {
	counts: Record<string, number>;
	total: number;
	/** Done, failed or interrupted. */
	ended: number;
	/** When the first one started, where the source of the counts tells. */
	firstStartMs: number | null;
	/** When the last one ended, where the source of the counts tells. */
	lastEndMs: number | null;
	/** The node of a running task, null where that is this machine's own pool. */
	node: string | null;
	/** File that was counted. */
	from: string;
	/** What may be missing from the counts, and why; null where nothing is. */
	gap: string | null;
}

/** What a task is in the end; `run.lock.tasks` lists no others. */
export const endStates: ReadonlySet<string> = new Set(['done', 'failed', 'interrupted']);

type Counted = Pick<TaskRow, 'status' | 'startedAtMs' | 'endedAtMs' | 'node'>;

/**
 * Counts tasks by status.
 * @param gap what may be missing from `rows`, see `TaskCounts`
 */
export function countTasks(rows: Iterable<Counted>, from: string, gap: string | null = null): TaskCounts {
	const counted: TaskCounts = {counts: {}, total: 0, ended: 0, firstStartMs: null, lastEndMs: null, node: null, from, gap};
	for (const {status, startedAtMs, endedAtMs, node} of rows) {
		counted.counts[status] = (counted.counts[status] ?? 0) + 1;
		counted.total++;
		if (endStates.has(status)) counted.ended++;
		if (startedAtMs !== null) counted.firstStartMs = Math.min(counted.firstStartMs ?? startedAtMs, startedAtMs);
		if (endedAtMs !== null) counted.lastEndMs = Math.max(counted.lastEndMs ?? 0, endedAtMs);
		if (status === 'running' && node !== null && node !== 'local') counted.node = node;
	}
	return counted;
}

/** Columns by name as a database gives them. */
export function taskRowOf(columns: Readonly<Record<string, unknown>>): TaskRow {
	const text = (name: string) => {
		const value = columns[name];
		return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
	};
	return {
		taskId: text('task_id') ?? '',
		info: text('task_info'),
		result: text('result_info'),
		status: text('status') ?? 'pending',
		node: text('node'),
		error: text('error'),
		startedAtMs: timeOf(text('ts_start') ?? undefined),
		endedAtMs: timeOf(text('ts_end') ?? undefined),
		snapshot: text('snapshot'),
		jobId: text('job_id'),
		tag: text('tag'),
	};
}

/** "4 done, 1 failed" in a fixed order. */
export function countsText({counts}: TaskCounts): string {
	const order = ['running', 'pending', 'done', 'failed', 'interrupted'];
	return [...new Set([...order, ...Object.keys(counts)])]
		.flatMap(status => (counts[status] ? [`${counts[status]} ${status}`] : []))
		.join(', ');
}

/** What the details of a task show. */
export function describeTask({taskId, status, node, jobId, tag}: TaskRow): JsonObject {
	return Object.fromEntries(
		Object.entries({id: taskId, status, node, job: jobId, tag}).filter(([, value]) => value !== null),
	) as JsonObject;
}
