import {aggregateColumn, isTold, type RunRow, shownDir} from '../../row.ts';
import {readRuntime} from '../../runtime.ts';
import {isAhead} from '../../text/durations.ts';
import {standingOf} from './standing.ts';

/** The fields that every run has or may have, whatever its format: what they hold and how they are read. */

/** - `text`, `list`: compared as text; `span`: seconds; `time`: milliseconds since the epoch; `fraction`: 0..1; `mixed`: as recorded. */
export type FieldKind = 'text' | 'list' | 'number' | 'fraction' | 'span' | 'time' | 'mixed';

/** What a field holds in one run; null where it is missing. A metric without a finite value is NaN, not missing. */
export type FieldValue = number | string | readonly string[] | null;
export type ReadField = (row: RunRow, nowMs: number) => FieldValue;

export interface Attribute {
	kind: FieldKind;
	/** Heading of its column. */
	title: string;
	read: ReadField;
}

/** Seconds since a time, null also for one ahead, of which that is not known. */
const secondsSince = (fromMs: number | null, nowMs: number | null): number | null =>
	fromMs === null || nowMs === null || isAhead(nowMs - fromMs) ? null : Math.max(0, nowMs - fromMs) / 1000;
const listOf = (values: readonly string[]): readonly string[] | null => (values.length === 0 ? null : values);
const lastStepColumn = aggregateColumn('lastStep');
const present = (text: string | null): string | null => (text === null || text === '' ? null : text);

/** The step it has reached: as its progress says, else the last step of any metric. */
function readStep(row: RunRow): number | null {
	if (row.progress && row.progress.step !== null) return row.progress.step;
	const {names, values} = row.metrics;
	const stride = names.length > 0 ? values.length / names.length : 0;
	let step = Number.NEGATIVE_INFINITY;
	for (let at = lastStepColumn; at < values.length; at += stride) if (values[at]! > step) step = values[at]!;
	return step === Number.NEGATIVE_INFINITY ? null : step;
}

function readFormats(row: RunRow): readonly string[] {
	return row.formats.includes(row.format) ? row.formats : [row.format, ...row.formats];
}

export const attributes = {
	name: {kind: 'text', title: 'run', read: row => present(row.name)},
	id: {kind: 'text', title: 'id', read: row => present(row.id)},
	status: {kind: 'text', title: 'status', read: row => row.status},
	is: {kind: 'text', title: 'is', read: standingOf},
	verdict: {kind: 'text', title: 'verdict', read: row => row.verdict},
	tag: {kind: 'list', title: 'tags', read: row => listOf(row.tags)},
	mark: {kind: 'list', title: 'marks', read: row => listOf(row.marks)},
	note: {kind: 'list', title: 'notes', read: row => listOf(row.notes)},
	age: {kind: 'span', title: 'age', read: (row, nowMs) => secondsSince(row.startedAtMs, nowMs)},
	runtime: {kind: 'span', title: 'runtime', read: readRuntime},
	eta: {kind: 'span', title: 'left', read: row => (row.estimate !== null && isTold(row.estimate) ? row.estimate.seconds : null)},
	silent: {kind: 'span', title: 'silent', read: (row, nowMs) => secondsSince(row.updatedAtMs, nowMs)},
	started: {kind: 'time', title: 'started', read: row => row.startedAtMs},
	ended: {kind: 'time', title: 'ended', read: row => row.endedAtMs},
	step: {kind: 'number', title: 'step', read: readStep},
	progress: {kind: 'fraction', title: 'progress', read: row => row.progress?.fraction ?? null},
	format: {kind: 'list', title: 'format', read: readFormats},
	dir: {kind: 'text', title: 'dir', read: row => present(shownDir(row))},
	host: {kind: 'text', title: 'host', read: row => present(row.host)},
	user: {kind: 'text', title: 'user', read: row => present(row.user)},
	group: {kind: 'text', title: 'group', read: row => present(row.group)},
	parent: {kind: 'text', title: 'parent', read: row => present(row.parent)},
	error: {kind: 'text', title: 'error', read: row => present(row.error)},
	problem: {kind: 'text', title: 'problem', read: row => present(row.problem)},
} as const satisfies Record<string, Attribute>;
export type AttributeName = keyof typeof attributes;
export const attributeNames = Object.keys(attributes) as AttributeName[];

/** Those that time alone changes. */
export const timedAttributes: ReadonlySet<AttributeName> = new Set(['age', 'runtime', 'silent']);

const aliases: Record<string, AttributeName> = {
	tags: 'tag',
	marks: 'mark',
	notes: 'note',
	state: 'status',
	left: 'eta',
	duration: 'runtime',
	problems: 'problem',
	formats: 'format',
	run_name: 'name',
	display_name: 'name',
	run_id: 'id',
	created: 'started',
	created_at: 'started',
	start_time: 'started',
	end_time: 'ended',
	experiment: 'group',
	study: 'group',
	sweep: 'group',
	path: 'dir',
	'tags.mlflow.runname': 'name',
	'tags.mlflow.user': 'user',
};

/** The attribute of that name; case does not matter. */
export function findAttribute(name: string): AttributeName | null {
	const lower = name.toLowerCase();
	return Object.hasOwn(attributes, lower) ? (lower as AttributeName) : null;
}

/** What Guild and Gage call what a run does. */
export const isOperation = (name: string): boolean => /^op(?:eration)?$/i.test(name);

/** An attribute by a name that other tools give it; only where no run has a field of that name. */
export function findAlias(name: string): AttributeName | null {
	const lower = name.toLowerCase();
	return Object.hasOwn(aliases, lower) ? aliases[lower]! : null;
}
