import type {GitState, Json, RunFacts} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {isDefaultLabel} from './attributes/default-label.ts';
import {lazyDetails} from './attributes/details.ts';
import {flagsOf} from './attributes/lost-flags.ts';
import {nameBatch, type Operation} from './attributes/operation.ts';
import type {RunRecord} from './attributes/record.ts';
import type {OwnEvents} from './events/own-events.ts';
import {fileNames, type Place} from './layout.ts';
import {isRestarted, type Marks, outcomeOf, recordedEndMs, wordOf} from './status.ts';

/** Guild writes an exit status whenever it lives to see the end, and passes output and scalars on at once. */
const habits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: false};
/** It writes the start and then makes the process whose id it puts into LOCK (guild/op.py); a function runs in the process that calls it (guild/ipy.py). */
const habitsOfOwnProcess: WriterHabits = {...habits, startsFirst: true};

/** It starts runs that are staged, and waits for them (guild/plugins/queue.py). */
const habitsOfQueue: WriterHabits = {...habitsOfOwnProcess, isService: true};

function habitsOf(operation: Operation | null): WriterHabits {
	if (operation === null || operation.kind === 'func') return habits;
	return operation.kind === 'builtin' && operation.name === 'queue' ? habitsOfQueue : habitsOfOwnProcess;
}

/** Facts that a run's attributes and marks give. */
export function describeRun(record: RunRecord, place: Place, events: OwnEvents): Partial<RunFacts> {
	const {attributes, operation, prototype, pid} = record;
	const marks = record.standing;
	const started = countStarts(marks, events);
	const label = attributes.text('label');
	const config = flagsOf(attributes);
	const cmd = textsOf(attributes.get('cmd'));
	const tags = textsOf(attributes.get('tags'));
	const ownWords = withoutTags(label ?? '', tags);
	const name = operation === null ? record.asked : nameBatch(operation, prototype);
	const isOwnLabel = label !== null && ownWords !== '' && !isDefaultLabel(ownWords, config);
	return {
		id: record.id,
		name,
		work: name,
		attempt: started > 1 ? started : null,
		startedAtMs: marks.startedAtMs,
		endedAtMs: recordedEndMs(marks),
		host: attributes.text('host'),
		user: attributes.text('user'),
		pid,
		command: cmd.length === 0 ? null : {argv: cmd, cwd: place.path},
		git: readCommit(attributes.text('vcs_commit')),
		sourceDigest: attributes.text('sourcecode_digest'),
		config,
		tags,
		marks: attributes.get('marked') === true ? ['marked'] : [],
		notes: [...(isOwnLabel ? [label] : []), ...attributes.list('comments').flatMap(textOfComment)],
		outcome: outcomeOf(marks),
		recorded: wordOf(marks),
		writer: habitsOf(operation),
		extra: lazyDetails(record),
	};
}

/** How often it was started, as far as its marks and event files show: an attempt that was killed before its first scalar has none of these. */
function countStarts(marks: Marks, events: OwnEvents): number {
	const {attempts} = events;
	if (!isRestarted(marks)) return Math.max(attempts.length, 1);
	const {lastOpenedMs} = events;
	// The name of an event file has whole seconds.
	const hasOwn = lastOpenedMs === null || marks.startedAtMs === null || lastOpenedMs + 1000 > marks.startedAtMs;
	return Math.max(attempts.length + (hasOwn ? 0 : 1), 2);
}

/** Guild puts the tags of a run before the label that it makes itself, in the order in which they were given. */
function withoutTags(label: string, tags: readonly string[]): string {
	let rest = label;
	for (let found = true; found; ) {
		const tag = tags.find(one => one !== '' && rest.startsWith(`${one} `));
		found = tag !== undefined;
		if (found) rest = rest.slice(tag!.length + 1);
	}
	return rest;
}

/** Texts of a list; one that stands alone counts as a list of one. */
function textsOf(value: Json | undefined): string[] {
	if (typeof value === 'string') return [value];
	return Array.isArray(value) ? value.filter(item => item !== null && typeof item !== 'object').map(String) : [];
}

function textOfComment(comment: Json): string[] {
	if (typeof comment === 'string') return [comment];
	if (typeof comment !== 'object' || comment === null || Array.isArray(comment)) return [];
	return typeof comment.body === 'string' ? [comment.body] : [];
}

/** `git:<commit>`, with a star behind it where the tree had changes. */
export function readCommit(text: string | null): GitState | null {
	const found = /^(?:git:)?([0-9a-f]{7,64})(\*?)$/.exec(text?.trim() ?? '');
	return found === null ? null : {commit: found[1]!, branch: null, dirty: found[2] === '*', remote: null};
}

/** Files of a run that show life. */
export function signFilesOf(place: Place, events: readonly string[]): string[] {
	const own = `${place.path}/${fileNames.own}`;
	return [`${own}/${fileNames.output}`, ...events.filter(path => path.startsWith(`${place.path}/`)), `${own}/${fileNames.lock}`];
}
