import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import {type Parsed, parseJsonObject, WholeFile} from '../whole-file.ts';

/** What an experiment keeps of one of its trials. */
export interface TrialState {
	/** PENDING, RUNNING, PAUSED, TERMINATED or ERROR. */
	status: string;
	id: string | null;
	/** How often it may fail and be started again; negative for as often as it does. Null where that is not said. */
	mostFailures: number | null;
	startedAtMs: number | null;
}

/** As in `experiment_state-2026-11-27_13-38-07.json`: one for each time that the experiment was started or restored, with that time. */
const stateName = /^experiment_state-(.+)\.json$/;

/** The trials of an experiment by the names of their directories, from the newest state that Ray has written beside these every few seconds. */
export class Experiment {
	/** When the experiment was started or restored by its own clock, as text that sorts by it; null where no state is there. */
	startedText: string | null = null;
	private file: WholeFile<Map<string, TrialState>> | null = null;
	private listedAtMs = -1;

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {}

	/** Absolute path of what tells when there is something new. */
	get watched(): string {
		return this.file?.path ?? this.directory;
	}

	/** What is wrong with the state; null for nothing. */
	get fault(): string | null {
		return this.file?.complaint(false) ?? null;
	}

	/** Looks again, and finds the trial in a directory of that name; null where the state does not tell of it. */
	find(name: string): TrialState | null {
		this.listAgain();
		this.file?.refresh();
		return this.file?.value?.get(name) ?? null;
	}

	private listAgain(): void {
		const modifiedAtMs = this.files.stat(this.directory)?.modifiedAtMs ?? -1;
		if (modifiedAtMs === this.listedAtMs) return;
		this.listedAtMs = modifiedAtMs;
		const newest = (this.files.names(this.directory) ?? [])
			.filter(name => stateName.test(name))
			.sort()
			.at(-1);
		const path = newest === undefined ? null : `${this.directory}/${newest}`;
		if (path === (this.file?.path ?? null)) return;
		this.startedText = newest === undefined ? null : stateName.exec(newest)![1]!;
		this.file = path === null ? null : new WholeFile(path, this.files, parseState);
	}
}

function parseState(bytes: Uint8Array): Parsed<Map<string, TrialState>> {
	const {value, fault} = parseJsonObject(bytes);
	if (value === null) return {value, fault};
	const trials = new Map<string, TrialState>();
	// Until Ray 2.3 they were called checkpoints.
	for (const item of [value.trial_data, value.checkpoints].flatMap(list => (Array.isArray(list) ? list : []))) {
		const [about, runtime] = partsOf(item);
		const path = textOf(about.relative_logdir) ?? textOf(about.logdir) ?? textOf(about.local_path);
		const status = textOf(about.status);
		if (path === null || status === null) continue;
		const seconds = numberOf(runtime.start_time);
		trials.set(path.slice(path.lastIndexOf('/') + 1), {
			status,
			id: textOf(about.trial_id),
			mostFailures: numberOf(about.max_failures),
			startedAtMs: seconds === null ? null : seconds * 1000,
		});
	}
	return {value: trials, fault};
}

/** What was planned of a trial and what became of it: a pair of texts with JSON, or one of both in older versions. */
function partsOf(item: Json): [JsonObject, JsonObject] {
	const parts = Array.isArray(item) ? item : [item];
	const [about = {}, runtime = about] = parts.map(part => objectOf(typeof part === 'string' ? parseTolerantJson(part) : part));
	return [about, runtime];
}
