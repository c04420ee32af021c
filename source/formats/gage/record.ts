import type {FileAccess} from '../../core/files/files.ts';
import type {Command, JsonObject, Problem, RunFacts} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {proquintsOfHex} from '../../encodings/proquint.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {splitWords} from '../guild/attributes/operation.ts';
import type {Place} from './layout.ts';
import {Meta} from './meta.ts';
import {type Operation, parseOperation} from './operation.ts';
import {faultOfSummary, readRunnerLog} from './runner-log.ts';
import {hasEnded, type Marks, outcomeOf, wordOf} from './status.ts';
import {oddParts, readSummary} from './summary.ts';
import {readArchiveName, readContainer, readUserLog} from './user-log.ts';

const bufferBytes = 8192;

/** What the small files of a run say at one moment. */
export interface GageRecord {
	meta: Meta;
	facts: Partial<RunFacts>;
	/** True where it started and its end is not known. */
	mayLive: boolean;
	isOver: boolean;
	/** True for the version of Gage that passes output on in blocks. */
	buffers: boolean;
	problems: Problem[];
}

export function readRecord(files: FileAccess, place: Place): GageRecord {
	const meta = new Meta(files, place);
	const named = meta.text('opref');
	const operation = parseOperation(named ?? '');
	const container = readContainer(files, place);
	const lock = meta.text('proc/lock');
	const startedAtMs = meta.time('started');
	const endedAtMs = meta.time('stopped');
	if (operation === null && !meta.isCut && (named !== null || startedAtMs !== null))
		meta.problems.push({file: `${place.meta}/opref`, message: 'Is gone, cut or damaged, so the operation has no name'});
	const {marks, summaryFault} = readMarks(files, place, meta, container, lock);
	const words = readUserLog(files, place);
	const buffers = operation !== null && operation.schema >= 2;
	const facts: Partial<RunFacts> = {
		id: place.id,
		name: proquintsOfHex(place.id),
		group: operation?.name ?? null,
		work: operation?.name ?? null,
		startedAtMs,
		endedAtMs,
		pid: lock !== null && /^\s*[1-9]\d*\s*$/.test(lock) ? Number(lock) : null,
		...readSaid(files, place, meta, {operation, container, words}),
		marks: container === 'active' || container === 'trash' ? [] : ['archived'],
		outcome: outcomeOf(marks),
		recorded: wordOf(marks),
		writer: habitsOf(buffers),
	};
	const isOver = hasEnded(marks);
	return {
		meta,
		facts,
		isOver,
		buffers,
		mayLive: !isOver && (marks.hasLock || marks.isStarted),
		problems: [...meta.problems, ...words.problems, ...(summaryFault === null ? [] : [summaryFault])],
	};
}

/**
 * What proves how it stands, and what is wrong with a summary that Gage broke off at.
 * @param lock text of its lock
 */
function readMarks(
	files: FileAccess,
	place: Place,
	meta: Meta,
	container: string,
	lock: string | null,
): {marks: Marks; summaryFault: Problem | null} {
	const isStarted = meta.has('started');
	// Gage writes the exit code last, behind the summary and the end: where there is none yet, or never will be, the log says it.
	const hasNoExit = isStarted && lock === null && !meta.has('proc/exit');
	const brokeOff = hasNoExit && !meta.has('stopped');
	const isUnready = !isStarted && lock === null && !meta.has('staged') && meta.has('initialized');
	const log = hasNoExit || isUnready ? readRunnerLog(meta.text('log/runner') ?? '') : null;
	const summaryFault = log === null || !brokeOff ? null : faultOfSummary(files, place.work, log.summary);
	const marks = {
		exit: meta.exit('proc/exit'),
		loggedExit: log?.exit ?? null,
		failedStep: log?.failedStep ?? null,
		preparedAtMs: (isUnready ? (log?.writtenAtMs ?? meta.time('initialized')) : null) ?? 0,
		hasExit: meta.has('proc/exit'),
		isCut: meta.isCut,
		isForeign: meta.isForeign,
		isShut: meta.isShut,
		isStopped: meta.has('stopped'),
		hasLock: lock !== null,
		isStaged: meta.has('staged'),
		isInitialized: meta.has('initialized'),
		isStarted,
		container,
	};
	return {marks, summaryFault};
}

interface About {
	operation: Operation | null;
	container: string;
	words: ReturnType<typeof readUserLog>;
}

/** What was run, with what settings, what came of it, and what people say of it. */
function readSaid(files: FileAccess, place: Place, meta: Meta, {operation, container, words}: About): Partial<RunFacts> {
	const written = meta.object('summary.json');
	for (const part of oddParts(written)) meta.tellOther('summary.json', `object under ${part}`, written[part]);
	const summary = readSummary(written);
	const label = words.label ?? summary.label;
	return {
		command: commandOf(meta, place.work),
		config: meta.object('config.json'),
		summary: summary.values,
		notes: [...(label === null ? [] : [label]), ...words.comments],
		extra: {
			Gage: {
				...describeOperation(operation),
				...(label === null ? {} : {label}),
				...describePlace(files, place, container),
				...(Object.keys(summary.titles).length === 0 ? {} : {titles: summary.titles}),
				...describeMeta(meta),
			},
		},
	};
}

/** Git HEAD's Gage stores output a block at a time, so a living run may show nothing for long. */
function habitsOf(buffers: boolean): WriterHabits {
	return {bufferMs: 0, bufferBytes: buffers ? bufferBytes : 0, marksEnd: true, holdsOpen: false};
}

function commandOf(meta: Meta, cwd: string): Command | null {
	const file = 'proc/cmd.json';
	const recorded = meta.json(file);
	const list = typeof recorded === 'string' ? (splitWords(recorded) ?? [recorded]) : recorded;
	if (list !== undefined && !Array.isArray(list)) meta.tellOther(file, 'command', list);
	if (!Array.isArray(list)) return null;
	const argv = list.filter(word => typeof word === 'string');
	return argv.length === 0 ? null : {argv, cwd};
}

function describeOperation(operation: Operation | null): JsonObject {
	if (operation === null) return {};
	const {name, namespace, version} = operation;
	return {operation: name, namespace, ...(version === null ? {} : {version})};
}

function describePlace(files: FileAccess, place: Place, container: string): JsonObject {
	const about: JsonObject = {};
	if (container !== 'active' && container !== 'trash')
		about.archive = readArchiveName(files, place, container) ?? `${container} (its record is gone)`;
	const bytes = files.readWhole(place.project, 64 * 1024);
	if (bytes !== null) {
		const given = decodeFile(bytes)
			.trim()
			.replace(/^file:/, '');
		const path = given.startsWith('/') ? given : `${place.runs}/${given}`;
		about.project = files.stat(path) === null ? `${given} (gone)` : given;
	}
	if (files.stat(place.work) === null) about['run directory'] = 'gone';
	return about;
}

function describeMeta(meta: Meta): JsonObject {
	const about: JsonObject = {};
	const platform = meta.json('sys/platform.json');
	if (typeof platform === 'string') about.platform = platform;
	const patched = meta.text('log/patched');
	if (patched) about['changed in the source'] = patched;
	const sources = (meta.text('manifest') ?? '').match(/^s \S+ .+$/gm) ?? [];
	if (sources.length > 0) about['source files'] = sources.map(line => line.slice(2));
	return about;
}
