import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {isObject, textsIn} from '../values.ts';
import {isMetric, nameIn, tracesOf} from './names.ts';
import type {Props} from './props.ts';

/** Where Aim puts what it finds out of the process, if it is asked to. */
const systemKey = '__system_params';
/** Each point is appended to a log at once, which a writer holds open until it closes the run; what the machine does is measured each minute at most. */
const habits: WriterHabits = {bufferMs: 60_000, bufferBytes: 0, marksEnd: true, holdsOpen: true};

/** What is known of a run apart from its points. */
export interface AimRun {
	hash: string;
	/** Path of the store, above `.aim`. */
	store: string;
	/** All that the run's first database has of it. */
	tree: JsonObject;
	props: Props | undefined;
	lastMs: number | null;
}

const msOf = (seconds: Json | undefined): number | null => (typeof seconds === 'number' ? seconds * 1000 : null);
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function factsOf({hash, store, tree, props, lastMs}: AimRun): Partial<RunFacts> {
	const endedAtMs = msOf(tree.end_time) ?? props?.finalizedAtMs ?? null;
	const {[systemKey]: system, ...config} = isObject(tree.attrs) ? tree.attrs : {};
	const machine = isObject(system) ? system : {};
	return {
		id: hash,
		name: props?.name || hash,
		group: props?.experiment ?? null,
		groupScope: store,
		startedAtMs: props?.createdAtMs ?? null,
		endedAtMs,
		lastSignMs: lastMs,
		config,
		tags: props?.tags ?? [],
		notes: [props?.description ?? '', ...(props?.notes ?? [])].filter(Boolean),
		command: commandOf(machine),
		git: gitOf(machine.git_info),
		writer: habits,
		outcome: endedAtMs === null ? null : {status: 'finished', why: 'Aim wrote its end, as it does of failed programs too'},
		extra: extraOf(tree, props),
	};
}

function commandOf({executable, arguments: words}: JsonObject): RunFacts['command'] {
	const argv = textsIn(words);
	if (argv.length === 0) return null;
	const program = textOf(executable);
	return {argv: program === null ? argv : [program, ...argv], cwd: null};
}

function gitOf(info: Json | undefined): RunFacts['git'] {
	if (!isObject(info)) return null;
	const commit = isObject(info.commit) ? textOf(info.commit.hash) : null;
	const branch = textOf(info.branch);
	if (commit === null && branch === null) return null;
	return {commit, branch, dirty: null, remote: textOf(info.remote_origin_url)};
}

/** What is named and not shown: pictures, texts, distributions. */
function extraOf(tree: JsonObject, props: Props | undefined): JsonObject {
	const contexts = isObject(tree.contexts) ? tree.contexts : {};
	const media: JsonObject = {};
	for (const trace of tracesOf(tree))
		if (!isMetric(trace) && trace.kind !== 'aim.log_line')
			setKey(media, nameIn(contexts[trace.context], trace.name), trace.kind.replace(/\baim\./, ''));
	return {
		...(props?.isArchived === true && {archived: true}),
		...(Object.keys(media).length > 0 && {media}),
	};
}
