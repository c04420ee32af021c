import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import {type PickleValue, pickleToJson} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {arrivalOf} from './arrival.ts';
import {type Board, boardOf, standingOf} from './board.ts';
import {type ExperimentFiles, faultsOf, heldValue, readFilesOf} from './experiment-files.ts';
import {fileNames, noteNames, type Place} from './layout.ts';
import {habitsOf, livesUntilMs, nowOf, type Pulse, readPulse} from './pulse.ts';
import {type Curve, type Result, takeApart} from './results.ts';
import {absenceOf, readState, type Saved, timeOf, tooLarge} from './saved.ts';
import {experimentStateOf, type SavedState, stateOf, unknownState} from './state.ts';
import {outcomeOf, type Traces, wordOf} from './status.ts';
import {damageOfBox, damageWithoutRuns} from './structure.ts';
import {findLoneCopies, findTwins} from './twins.ts';
import {describeExperiment, recordedWord} from './words.ts';

const rareNames = [
	fileNames.run,
	fileNames.result,
	fileNames.manualResult,
	fileNames.lock,
	fileNames.checkpointList,
	...noteNames,
];

/** One experiment. Its files are small and rewritten whole, so it is read whole whenever one of them changed. */
export class ExperimentSource implements Source {
	private readonly board: Board;
	/** The last state that was whole: xman writes in place, so a reader can meet an empty or a cut file. */
	private lastGood: SavedState | null = null;
	private pulse: Pulse | null = null;
	private aliveUntilMs: number | null = null;
	private signature = '';
	private ownExtra: JsonObject = {};
	/** Files that were there when last read, of those that not every experiment has. */
	private present: string[] = [];

	constructor(
		private readonly files: FileAccess,
		private readonly place: Place,
	) {
		this.board = boardOf(files, place.projectPath);
	}

	/** What is made or removed shows in the directory itself; what is rewritten in place has to be looked at. */
	watched(): string[] {
		const {path, groupPath, projectPath} = this.place;
		const {state, saved, pulse} = fileNames;
		const own = [state, saved, pulse, ...this.present].map(name => `${path}/${name}`);
		return [path, ...new Set(own), `${groupPath}/${state}`, `${projectPath}/${state}`];
	}

	turnsAtMs(): number | null {
		return this.aliveUntilMs;
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		this.present = rareNames.filter(name => this.files.stat(this.file(name)) !== null);
		this.pulse = readPulse(this.files, this.file(fileNames.pulse), this.pulse);
		this.aliveUntilMs = livesUntilMs(this.place.path, this.pulse, nowOf(this.files));
		const signature = this.signatureOf();
		let bytesRead = this.pulse.bytes;
		if (signature === this.signature) run.facts(this.signOfLife(this.pulse));
		else bytesRead += this.readAll(run, this.pulse);
		this.blameStructure(sink);
		this.signature = signature;
		return {more: false, bytesRead, bytesLeft: 0};
	}

	private blameStructure(sink: SourceSink): void {
		const {files, board, place} = this;
		const {groupPath, projectPath} = place;
		const problems = [groupPath, projectPath].flatMap(directory => damageOfBox(files, board.cached, directory));
		if (board.isFirst(place))
			problems.push(
				...damageWithoutRuns(files, board.cached, projectPath, (group, experiment) => board.has(group, experiment)),
				...findLoneCopies(files, board.cached, projectPath),
			);
		sink.renew();
		for (const problem of problems) sink.problem(problem);
	}

	private file(name: string): string {
		return `${this.place.path}/${name}`;
	}

	/** Sizes and times of everything but the content of the pulse, which alone changes every two seconds. */
	private signatureOf(): string {
		const ignored = new Set([this.place.path, this.file(fileNames.pulse)]);
		const stats = this.watched().map(path => (ignored.has(path) ? null : this.files.stat(path)));
		return [this.pulse?.present, this.aliveUntilMs !== null, ...stats.map(stateText)].join();
	}

	private readAll(run: RunSink, pulse: Pulse): number {
		const {files, place} = this;
		const problems: Problem[] = [];
		const saved = readState(files, place.path);
		const state = this.stateFrom(saved, message => problems.push({file: this.file(fileNames.state), message}));
		const found = readFilesOf(files, place.path, state);
		problems.push(...faultsOf(files, place.path, found, pulse));
		problems.push(...found.notes.problems, ...found.checkpoints.problems, ...findTwins(files, this.board.cached, place));
		this.board.update(place, standingOf(state, this.aliveUntilMs !== null));
		run.reset();
		this.tell(run, found, pulse);
		for (const problem of problems) run.problem(problem);
		return saved.bytes + found.time.bytes + found.result.bytes + found.manualResult.bytes;
	}

	/** Tells the facts, curves and events of the experiment. */
	private tell(run: RunSink, found: ExperimentFiles, pulse: Pulse): void {
		const {place} = this;
		const {state, time, runFile, checkpoints, notes} = found;
		const resultValue = heldValue(found.result, state.inside.result);
		const manualValue = heldValue(found.manualResult, state.inside.manualResult);
		// xman's own `exp.result` is the one by hand where its pipeline left none: it has the names of what others return.
		const parts = takeApart(resultValue === undefined ? manualValue : resultValue, 'result');
		const byHand = takeApart(resultValue === undefined ? undefined : manualValue, 'manual_result');
		this.ownExtra = this.extraOf(found, manualValue);
		run.facts({
			id: `${place.group}.${place.experiment}`,
			name: state.name ?? `exp${place.experiment}`,
			groupScope: place.projectPath,
			group: this.board.cached.state(place.groupPath).name ?? `group${place.group}`,
			config: runFile.parameters,
			summary: summaryOf(parts, byHand),
			marks: state.marker ? [state.marker] : [],
			notes: [...(state.resolution ? [`${wordOf(state)}: ${state.resolution}`] : []), ...notes.texts],
			verdict: state.manualStatus === 'SUCCESS' ? 'success' : state.manualStatus === 'FAIL' ? 'fail' : null,
			error: state.pipeline?.errorStack ?? state.pipeline?.error ?? null,
			arrived: arrivalOf(this.files, place, timeOf(time)),
			outcome: outcomeOf(state, this.tracesOf(found, pulse)),
			recorded: recordedWord(state),
			recordedBy: state.manualStatus === null ? null : 'person',
			signFiles: [fileNames.pulse, fileNames.state].map(name => this.file(name)),
			extra: {...this.ownExtra, ...this.board.summary(place)},
			...this.signOfLife(pulse, timeOf(time), checkpoints.newestAtMs),
		});
		this.board.listen(place, () => run.facts({extra: {...this.ownExtra, ...this.board.summary(place)}}));
		for (const [name, curve] of parts.series) pushAll(run, name, curve);
		for (const [name, curve] of byHand.series) pushAll(run, parts.series.has(name) ? `manual_result/${name}` : name, curve);
		for (const event of checkpoints.events) run.event(event);
	}

	/** What of an experiment is there by which its status is told. */
	private tracesOf({state, result, checkpoints}: ExperimentFiles, pulse: Pulse): Traces {
		return {
			pulse: pulse.present || (pulse.vanished && wordOf(state) === 'IN_PROGRESS' && state.manualStatus === null),
			result: result.present,
			run: this.present.includes(fileNames.run),
			checkpoints: checkpoints.events.length > 0,
		};
	}

	/** What is shown of it beside what all trackers have. */
	private extraOf(
		{state, time, runFile, result, manualResult, notes}: ExperimentFiles,
		manualValue: PickleValue | undefined,
	): JsonObject {
		const locked = this.files.stat(this.file(fileNames.lock)) !== null;
		return {
			Experiment: describeExperiment(this.place, state, this.aliveUntilMs !== null, {
				run: runFile,
				result,
				manualResult,
				savedAtMs: timeOf(time),
				locked,
			}),
			...(Object.keys(notes.values).length === 0 ? {} : {Notes: notes.values}),
			...(manualValue === undefined ? {} : {'Manual result': pickleToJson(manualValue, {maxValues: 500})}),
		};
	}

	private stateFrom(saved: Saved, blame: (message: string) => void): SavedState {
		const state = experimentStateOf(saved);
		if (saved.isTooLarge) {
			blame(tooLarge(fileNames.state, saved.bytes, 'what the other files still tell is shown'));
			return this.lastGood ?? unknownState;
		}
		if (saved.damage === null && state !== null) {
			this.lastGood = state;
			if (state.pipeline === undefined)
				blame('.data holds no pipeline as xman keeps it: how the experiment stands is told by its other files, if at all');
			return state;
		}
		const wrong =
			saved.damage ??
			(!saved.present
				? absenceOf(this.files, this.file(fileNames.state))
				: `.data ${stateOf(saved) === null ? 'holds no experiment of xman' : 'is that of a group or a project'}`);
		if (this.lastGood === null) {
			blame(
				`${wrong}; what it and the other files still tell is shown. xman itself cannot open the project until it is repaired`,
			);
			return state ?? unknownState;
		}
		blame(`${wrong}: it is being written, or it is damaged; what it said before is shown`);
		return this.lastGood;
	}

	private signOfLife(pulse: Pulse, ...others: (number | null)[]): Partial<RunFacts> {
		const times = [pulse.atMs, ...others].filter(time => time !== null);
		// Whoever starts it saves its state first (Exp.start of xman/exp.py), and those who change it later do so as well.
		const begunByMs = this.files.stat(this.file(fileNames.state))?.modifiedAtMs ?? null;
		return {
			...(times.length === 0 ? {} : {lastSignMs: Math.max(...times)}),
			writer: habitsOf(this.place.path, pulse, nowOf(this.files), begunByMs),
		};
	}
}

function summaryOf(parts: Result, byHand: Result): JsonObject {
	const names = Object.keys(byHand.summary);
	if (names.length === 0) return parts.summary;
	const isOneValue = names.length === 1 && names[0] === 'manual_result';
	return {...parts.summary, manual_result: isOneValue ? byHand.summary.manual_result! : byHand.summary};
}

function pushAll(run: RunSink, name: string, {steps, values}: Curve): void {
	const series = run.series(name, 'sort');
	for (const [at, value] of values.entries()) series.push(steps[at] ?? at, Number.NaN, value);
}
