import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {SourceSink} from '../format.ts';
import {parseTime} from '../stores/times.ts';
import {isObject} from '../values.ts';
import {ToldTrial} from './told-trial.ts';
import {decodeParam, type Study, type Trial, trialStates} from './trial.ts';
import {WorkerThreads} from './worker-threads.ts';

/** No shorter line begins a trial: the id of a worker alone has 36 characters. */
const leastBytesOfTrial = 80;

/** Code of the last operation on a trial, and of one that Optuna passes over (optuna/storages/journal/_storage.py, JournalOperation). */
const lastOnTrial = 9;
const discardTrials = 10;

interface JournalStudy extends Study {
	trials: ToldTrial[];
	isDeleted: boolean;
}

const numberOf = (value: Json | undefined) => (typeof value === 'number' ? value : Number.NaN);
const timeOf = (value: Json | undefined) => (typeof value === 'string' ? parseTime(value, 'local') : null);

/** Values of the objectives; null where there are none. */
function valuesOf(record: JsonObject): (number | null)[] | null {
	const {values, value} = record;
	if (Array.isArray(values)) return values.map(item => (typeof item === 'number' ? item : null));
	return typeof value === 'number' ? [value] : null;
}

/**
 * Plays a journal of Optuna: each line is an operation on studies and trials, whose ids are not written but count up in the order of the
 * lines. What Optuna itself refuses when it plays the journal is refused here too.
 */
export class JournalState {
	readonly studies: JournalStudy[] = [];
	readonly trials: ToldTrial[] = [];
	/** Trials of the lines that were read last. */
	readonly touched = new Set<ToldTrial>();
	latest: ToldTrial | null = null;
	/** What is strange about the first operation that could not be played, after "Line 3"; null for none. */
	strange: string | null = null;
	private readonly workers = new WorkerThreads();
	private clockMs: number | null = null;
	/** How many trials the lines that could not be read may have begun, beyond those that are known to be lost. */
	private mayBeLost = 0;

	constructor(
		private readonly sink: SourceSink,
		/** Path of the journal. */
		private readonly path: string,
	) {}

	/** Plays one operation; false where it is not one. */
	apply(record: Json | undefined): boolean {
		if (!isObject(record) || typeof record.op_code !== 'number') return false;
		this.workers.note(record.worker_id);
		switch (record.op_code) {
			case 0:
				this.createStudy(record);
				break;
			case 1:
				this.deleteStudy(record);
				break;
			case 2:
				this.setStudy(record, 'userAttributes', record.user_attr);
				break;
			case 3:
				this.setStudy(record, 'systemAttributes', record.system_attr);
				break;
			case 4:
				this.createTrial(record);
				break;
			default:
				if (record.op_code <= lastOnTrial) this.changeTrial(record, record.op_code);
				else if (record.op_code > discardTrials)
					this.strange ??= `has operation ${record.op_code}, which this reader does not know: it and others like it are passed over`;
		}
		return true;
	}

	/** Lines of so many bytes could not be read. */
	lose(bytes: number): void {
		this.mayBeLost += Math.max(1, Math.floor(bytes / leastBytesOfTrial));
	}

	private studyOf(record: JsonObject): JournalStudy | null {
		const study = this.studies[numberOf(record.study_id)];
		if (study === undefined) this.wonder('study', record.study_id);
		return study === undefined || study.isDeleted ? null : study;
	}

	/** Takes note of what no line began: then Optuna cannot play the journal either. */
	private wonder(kind: 'study' | 'trial', id: Json | undefined): void {
		const what = `${kind} ${typeof id === 'number' ? id : '?'}`;
		const why = 'the beginning of the journal may be lost: restore it from a copy';
		this.strange ??= `is of ${what}, which no line before it began, and is passed over like all that is of others like it; ${why}`;
	}

	private createStudy({study_name: name, directions}: JsonObject): void {
		if (typeof name !== 'string' || this.studies.some(study => study.name === name && !study.isDeleted)) return;
		const goals = (Array.isArray(directions) ? directions : []).map(
			direction => (direction === 1 ? 'minimize' : direction === 2 ? 'maximize' : null) as Study['goals'][number],
		);
		this.studies.push({name, goals, userAttributes: {}, systemAttributes: {}, slowestMs: 0, trials: [], isDeleted: false});
	}

	private deleteStudy(record: JsonObject): void {
		const study = this.studyOf(record);
		if (study === null) return;
		study.isDeleted = true;
		for (const trial of study.trials) trial.remove();
	}

	private setStudy(record: JsonObject, which: 'userAttributes' | 'systemAttributes', set: Json | undefined): void {
		const study = this.studyOf(record);
		if (study === null || !isObject(set)) return;
		for (const [key, value] of Object.entries(set)) setKey(study[which], key, value);
		for (const trial of study.trials) this.touch(trial);
	}

	private createTrial(record: JsonObject): void {
		const study = this.studyOf(record);
		if (study === null) return;
		const trial: Trial = {
			study,
			number: study.trials.length,
			state: trialStates[numberOf(record.state)] ?? 'RUNNING',
			startedAtMs: timeOf(record.datetime_start),
			completedAtMs: timeOf(record.datetime_complete),
			values: valuesOf(record),
			params: {},
			userAttributes: isObject(record.user_attrs) ? record.user_attrs : {},
			systemAttributes: isObject(record.system_attrs) ? record.system_attrs : {},
			signMs: null,
			hasPoints: false,
			threads: this.workers.of(record.worker_id),
		};
		const told = new ToldTrial(this.sink, String(this.trials.length), trial, 'journal', this.path);
		this.trials.push(told);
		study.trials.push(told);
		if (isObject(record.params)) {
			const distributions = isObject(record.distributions) ? record.distributions : {};
			for (const [name, value] of Object.entries(record.params)) this.setParam(trial, name, value, distributions[name]);
		}
		if (isObject(record.intermediate_values))
			for (const [step, value] of Object.entries(record.intermediate_values)) told.report(Number(step), numberOf(value));
		this.settle(trial);
		this.touch(told);
	}

	private changeTrial(record: JsonObject, operation: number): void {
		const told = this.trials[numberOf(record.trial_id)] ?? this.findLost(numberOf(record.trial_id));
		if (told === null) {
			this.wonder('trial', record.trial_id);
			return;
		}
		const {trial} = told;
		if (trial.state === 'COMPLETE' || trial.state === 'PRUNED' || trial.state === 'FAIL') return;
		if (operation === 5) this.setParam(trial, String(record.param_name), record.param_value_internal, record.distribution);
		else if (operation === 6) this.setState(trial, record);
		else if (operation === 7) told.report(numberOf(record.step), numberOf(record.intermediate_value));
		else if (operation === 8 || operation === 9) {
			const set = operation === 8 ? record.user_attr : record.system_attr;
			const into = operation === 8 ? trial.userAttributes : trial.systemAttributes;
			if (isObject(set)) for (const [key, value] of Object.entries(set)) setKey(into, key, value);
		} else return;
		this.touch(told);
	}

	/**
	 * A trial that is spoken of although no line began it: one that is lost did, and others before it, as its id counts. Of when it was started nothing
	 * is known. Null where no line is lost, or where it may be of several studies.
	 */
	private findLost(id: number): ToldTrial | null {
		const count = id + 1 - this.trials.length;
		const [study, ...others] = this.studies;
		if (!(Number.isInteger(id) && count > 0 && count <= this.mayBeLost) || study === undefined || others.length > 0) return null;
		this.mayBeLost -= count;
		while (this.trials.length <= id) this.createTrial({study_id: 0});
		return this.trials[id] ?? null;
	}

	private setParam(trial: Trial, name: string, value: Json | undefined, distribution: Json | undefined): void {
		const parsed = typeof distribution === 'string' ? parseExactJson(distribution) : distribution;
		setKey(trial.params, name, decodeParam(typeof value === 'number' ? value : null, parsed ?? null));
	}

	private setState(trial: Trial, record: JsonObject): void {
		const state = trialStates[numberOf(record.state)];
		if (state === undefined || (state === 'RUNNING' && trial.state === 'RUNNING')) return;
		trial.state = state;
		if (state === 'RUNNING') {
			trial.startedAtMs = timeOf(record.datetime_start) ?? trial.startedAtMs;
			trial.threads = this.workers.of(record.worker_id);
		} else if (state !== 'WAITING') trial.completedAtMs = timeOf(record.datetime_complete) ?? trial.completedAtMs;
		trial.values = valuesOf(record) ?? trial.values;
		this.settle(trial);
	}

	/** Takes note of the times of a trial: whatever is written behind them was written later. */
	private settle({startedAtMs, completedAtMs, study}: Trial): void {
		for (const time of [startedAtMs, completedAtMs]) if (time !== null && time > (this.clockMs ?? 0)) this.clockMs = time;
		if (startedAtMs !== null && completedAtMs !== null) study.slowestMs = Math.max(study.slowestMs, completedAtMs - startedAtMs);
	}

	private touch(told: ToldTrial): void {
		told.changed = true;
		this.touched.add(told);
		this.latest = told;
		const {trial} = told;
		if (trial.state === 'RUNNING' && this.clockMs !== null && this.clockMs > (trial.signMs ?? 0)) trial.signMs = this.clockMs;
	}
}
