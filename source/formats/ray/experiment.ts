import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject, Problem} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import {complaintsOf, type Parsed, parseExactJsonObject, WholeFile} from '../whole-file.ts';

/** What an experiment keeps of one of its trials. */
export interface TrialState {
	/** PENDING, RUNNING, PAUSED, TERMINATED or ERROR. */
	status: string;
	id: string | null;
	/** How often it may fail and be started again; negative for as often as it does. Null where that is not said. */
	mostFailures: number | null;
	startedAtMs: number | null;
	/** When its newest row came; rows themselves tell that in whole seconds. */
	reportedAtMs: number | null;
	config: JsonObject;
	/** Values of its results at any of which it is stopped, by their names in a row. */
	stops: JsonObject;
}

/** What is known of a trial, and by which start of the experiment. */
export interface KnownTrial {
	state: TrialState;
	/** When the experiment was started or restored by its own clock, as text that sorts by it. */
	begunText: string;
	/** When that was written, milliseconds since the epoch. */
	writtenAtMs: number;
}

/** As in `experiment_state-2026-11-27_13-38-07.json`: one for each time that the experiment was started or restored, with that time. */
const stateName = /^experiment_state-(.+)\.json$/;

/** One start of an experiment. */
interface Start {
	begunText: string;
	file: WholeFile<Map<string, TrialState>>;
}

/**
 * The trials of an experiment by the names of their directories, from the states that Ray has written beside these, the newest of them every few
 * seconds. A trial that is started anew after a failure gets another directory: of the old one only the states before tell.
 */
export class Experiment {
	/** The newest first. */
	private starts: Start[] = [];
	private listedAtMs = -1;

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {}

	/** Absolute path of what tells when there is something new. */
	get watched(): string {
		return this.starts[0]?.file.path ?? this.directory;
	}

	/** Looks again: true where Ray Tune keeps the state of an experiment in the directory, by the names in it. */
	isKept(): boolean {
		this.listAgain();
		return this.starts.length > 0;
	}

	/** The name of the experiment, which is that of its directory; null where no state shows that it is one. */
	get name(): string | null {
		return this.starts.length === 0 ? null : this.directory.slice(this.directory.lastIndexOf('/') + 1);
	}

	/** What is wrong with the states that were read. */
	get faults(): Problem[] {
		return complaintsOf(
			this.starts.map(({file}) => file),
			false,
		);
	}

	/**
	 * Looks again, and finds the trial in a directory of that name, or else of that id, as the newest state that tells of it has it; null where none does, or a
	 * newer one cannot be read whole.
	 */
	find(name: string, id: string | null): KnownTrial | null {
		this.listAgain();
		for (const {file, begunText} of this.starts) {
			file.refresh();
			const trials = file.value;
			const state = trials?.get(name) ?? (id === null ? undefined : [...(trials?.values() ?? [])].find(other => other.id === id));
			if (state !== undefined) return {state, begunText, writtenAtMs: file.modifiedAtMs};
			if (trials === null || file.fault !== null) return null;
		}
		return null;
	}

	private listAgain(): void {
		const modifiedAtMs = this.files.stat(this.directory)?.modifiedAtMs ?? -1;
		if (modifiedAtMs === this.listedAtMs) return;
		this.listedAtMs = modifiedAtMs;
		const known = new Map(this.starts.map(start => [start.file.path, start]));
		const names = (this.files.names(this.directory) ?? []).filter(name => stateName.test(name)).sort();
		this.starts = names.reverse().map(name => {
			const path = `${this.directory}/${name}`;
			return known.get(path) ?? {begunText: stateName.exec(name)![1]!, file: new WholeFile(path, this.files, parseState)};
		});
	}
}

function parseState(bytes: Uint8Array): Parsed<Map<string, TrialState>> {
	const {value, fault} = parseExactJsonObject(bytes);
	if (value === null) return {value, fault};
	const trials = new Map<string, TrialState>();
	// Until Ray 2.3 they were called checkpoints.
	for (const item of [value.trial_data, value.checkpoints].flatMap(list => (Array.isArray(list) ? list : []))) {
		const [about, runtime] = partsOf(item);
		const path = textOf(about.relative_logdir) ?? textOf(about.logdir) ?? textOf(about.local_path);
		const status = textOf(about.status);
		if (path === null || status === null) continue;
		trials.set(path.slice(path.lastIndexOf('/') + 1), {
			status,
			id: textOf(about.trial_id),
			mostFailures: numberOf(about.max_failures),
			startedAtMs: millisecondsOf(runtime.start_time),
			reportedAtMs: millisecondsOf(runtime.last_result_time),
			config: objectOf(about.config),
			stops: objectOf(about.stopping_criterion),
		});
	}
	return {value: trials, fault};
}

/** Seconds as milliseconds; minus infinity stands for no time yet. */
function millisecondsOf(seconds: Json | undefined): number | null {
	const value = numberOf(seconds);
	return value === null || !Number.isFinite(value) ? null : value * 1000;
}

/** What was planned of a trial and what became of it: a pair of texts with JSON, or one of both in older versions. */
function partsOf(item: Json): [JsonObject, JsonObject] {
	const parts = Array.isArray(item) ? item : [item];
	const [about = {}, runtime = about] = parts.map(part => objectOf(typeof part === 'string' ? parseExactJson(part) : part));
	return [about, runtime];
}
