import type {Entry, FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {nowOf} from '../file-clock.ts';
import type {FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {numberOf} from '../values.ts';
import {complaintsOf, type Parsed, parseJsonObject, WholeFile, withOddities} from '../whole-file.ts';
import {parseArguments} from './arguments.ts';
import {HistoryFeed} from './history.ts';
import {findStateless, listStates, newestCheckpoint, type StatePlace, stateName} from './layout.ts';
import {believable, leastGapMs, longestGapMs} from './pace.ts';
import {ResultFiles} from './saved-results.ts';
import {factsOfState, historyOf, oddState, stepOf} from './state.ts';
import {contradict, findLater, type ReadState} from './trainings.ts';

const ofCheckpoints = /^(?:optimizer\.(?:pt|bin)|scheduler\.pt|rng_state(?:_\d+)?\.pth|scaler\.pt)$/;

/** Saving a large model takes a while, and its state is saved last. */
const savingMs = 600_000;

const parseState = (bytes: Uint8Array): Parsed<JsonObject> => withOddities(parseJsonObject(bytes), oddState);

interface Chosen {
	place: StatePlace;
	file: WholeFile<JsonObject>;
}

/** An output directory: the newest state that was saved whole tells everything. Old checkpoints are deleted while new ones come. */
export class TrainerSource implements Source {
	private readonly states = new Map<string, WholeFile<JsonObject>>();
	private all: StatePlace[] = [];
	/** Those of the training that is told: others may have left theirs in the same directory. */
	private places: StatePlace[] = [];
	private strangers: Problem[] = [];
	/** How far that training is. */
	private step = -1;
	private bytesRead = 0;
	private readonly feed = new HistoryFeed();
	private told: RunSink | null = null;
	private chosen = '';
	private readonly known = new Set<number>();
	private settings: WholeFile<JsonObject> | null = null;
	private readonly results: ResultFiles;
	/** A checkpoint that went further than any state that could be read. */
	private stateless: StatePlace | null = null;

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		this.results = new ResultFiles(directory, files);
	}

	watched(): string[] {
		// The folder of a checkpoint is made before the state in it is written.
		const newest = newestCheckpoint(this.files.list(this.directory) ?? []);
		const folders = newest === null ? [this.directory] : [this.directory, `${this.directory}/${newest}`];
		const own = new Set(this.places);
		// Another training writes over the first checkpoint, and then over those of a former one that come next.
		const [first, next] = [this.places.at(-1), this.all.findLast(place => !own.has(place) && (place.step ?? 0) > this.step)];
		const paths = [...this.places.slice(0, 3), first, next].flatMap(place => place?.path ?? []);
		return [...folders, ...new Set(paths), ...this.results.all.map(({path}) => path)];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		const entries = this.files.list(this.directory) ?? [];
		this.all = listStates({path: this.directory, entries}, this.files);
		for (const path of this.states.keys()) if (!this.all.some(place => place.path === path)) this.states.delete(path);
		this.bytesRead = 0;
		const newest = this.choose();
		this.step = newest === null ? -1 : stepOf(newest.file.value!);
		const {bytesRead} = this;
		const areNew = this.results.refresh(entries);
		this.stateless = this.findStateless(entries);
		const places = `${this.places.length}:${this.stateless?.path}`;
		const label = newest === null ? '' : `${newest.place.path}:${newest.file.modifiedAtMs}:${places}`;
		if (newest !== null && (isFirst || areNew || label !== this.chosen)) this.tell(run, newest.place, newest.file);
		this.chosen = label;
		run.faults([
			...this.findMissing(newest?.place ?? null),
			...this.findFaults(newest?.place ?? null),
			...this.strangers,
			...complaintsOf(this.results.all, false),
		]);
		return {more: false, bytesRead, bytesLeft: 0};
	}

	/** An older state stands for a newer one that is cut, so that nothing else tells of that. */
	verify(): FormatProblem[] {
		const states = this.all.map(({path}) => this.states.get(path) ?? new WholeFile(path, this.files, parseState));
		const faults = [...states, ...this.results.all, ...(this.settings === null ? [] : [this.settings])].flatMap(
			file => file.examine() ?? [],
		);
		const strange = states.flatMap(({path, value, isWhole}, i): FormatProblem[] => {
			const expected = this.all[i]!.step;
			const step = value === null || !isWhole ? -1 : stepOf(value);
			if (step < 0 || expected === null || step === expected) return [];
			return [{file: path, message: `Is the state of step ${step}, in the checkpoint of step ${expected}`, about: 'record'}];
		});
		return [...faults, ...strange];
	}

	/** The newest state of the latest training; states that contradict it are of another one and left out of `places`. */
	private choose(): Chosen | null {
		this.strangers = [];
		this.places = this.all;
		for (;;) {
			const newest = this.findNewest();
			if (newest === null) return this.findTorn();
			const suspects = this.readStates(this.places.filter(place => this.isSuspect(place, newest)));
			const chosen = newest.file.value!;
			if (!suspects.some(({state}) => contradict(state, chosen))) return newest;
			const read = this.readStates(this.places).sort((a, b) => stepOf(b.state) - stepOf(a.state));
			const others = read.filter(({state}) => contradict(state, chosen));
			const own = read.filter(one => !others.includes(one));
			const later = findLater(own, others);
			const left = new Set((later === 'others' ? own : others).map(({place}) => place));
			this.tellApart(later, later === 'others' ? [others[0]!, own[0]!] : [own[0]!, others[0]!]);
			this.places = this.places.filter(place => !left.has(place));
			if (later !== 'others') return newest;
		}
	}

	/**
	 * A later training writes over the first checkpoint, and what it writes is newer; the state of the directory itself is of the last one that
	 * was over.
	 */
	private isSuspect(place: StatePlace, {place: chosen, file}: Chosen): boolean {
		if (place === chosen) return false;
		if (place.step === null || place === this.places.at(-1)) return true;
		return (this.files.stat(place.path)?.modifiedAtMs ?? 0) >= file.modifiedAtMs + leastGapMs;
	}

	private readStates(places: readonly StatePlace[]): ReadState[] {
		return places.flatMap(place => {
			const {value, isWhole, modifiedAtMs} = this.readState(place);
			return value === null || !isWhole ? [] : [{place, state: value, atMs: modifiedAtMs}];
		});
	}

	private readState({path}: StatePlace): WholeFile<JsonObject> {
		const file = this.states.get(path) ?? new WholeFile(path, this.files, parseState);
		this.states.set(path, file);
		file.refresh();
		this.bytesRead += file.bytesRead;
		return file;
	}

	private tellApart(later: ReturnType<typeof findLater>, [counts, left]: [ReadState, ReadState]): void {
		const nameIn = ({place}: ReadState) => place.path.slice(this.directory.length + 1);
		const which = later === null ? 'nothing tells which is later, and the one that went further counts' : 'the later one counts';
		const message = `${nameIn(left)} is of another training than ${nameIn(counts)}, by its losses: ${which}; give each a directory of its own`;
		this.strangers.push({file: left.place.path, message});
	}

	/** The newest state that is whole; the one of the output directory unless a checkpoint is further. Only as many are read as needed. */
	private findNewest(): Chosen | null {
		let newest: Chosen | null = null;
		for (const place of this.places) {
			if (newest !== null && (place.step ?? 0) <= stepOf(newest.file.value!)) break;
			const file = this.readState(place);
			if (file.value === null || !file.isWhole) continue;
			// A checkpoint may have been given another number than its own.
			if (newest === null || stepOf(file.value) > stepOf(newest.file.value!)) newest = {place, file};
		}
		return newest;
	}

	/** Where no state is whole, the first of which something could be read. */
	private findTorn(): Chosen | null {
		for (const place of this.places) {
			const file = this.states.get(place.path);
			if (file !== undefined && file.value !== null) return {place, file};
		}
		return null;
	}

	private tell(run: RunSink, place: StatePlace, file: WholeFile<JsonObject>): void {
		const state = file.value!;
		const saved = this.places.flatMap(({path, step}) =>
			step === null ? [] : [{step, atMs: this.files.stat(path)?.modifiedAtMs ?? Number.NaN}],
		);
		const walls = new Map(believable(saved).map(({step, atMs}) => [step, atMs]));
		const wallOf = (step: number) => walls.get(step) ?? Number.NaN;
		if (!this.feed.take(historyOf(state), run, wallOf)) {
			run.reset();
			this.known.clear();
			this.feed.forget();
			this.feed.take(historyOf(state), run, wallOf);
		}
		for (const {step} of saved.reverse()) {
			if (this.known.has(step)) continue;
			this.known.add(step);
			run.event({atMs: walls.get(step) ?? null, step, kind: 'checkpoint', text: `checkpoint-${step}`});
		}
		const facts = factsOfState(state, place.step === null && file.isWhole && !this.isCopy(), this.stateless);
		const settings = this.readSettings();
		const firstAtMs = walls.size === 0 ? null : Math.min(...walls.values());
		const {results, earlier} = this.results.collect({epoch: numberOf(state.epoch), savedAtMs: file.modifiedAtMs, firstAtMs});
		run.facts({
			...facts,
			name: facts.name ?? nameOf(settings),
			config: {...settings, ...facts.config},
			summary: {...facts.summary, ...results},
			extra: {...facts.extra, ...earlier},
			// Where the times of its files are those of the training, they tell that it is no copy.
			lastSignMs: walls.size === 0 ? null : Math.max(...walls.values(), this.files.stat(place.path)?.modifiedAtMs ?? 0),
			signFiles: this.places.slice(0, 1).map(({path}) => path),
			writer: {writesWhole: this.places.length === 1, ...noHabits, bufferMs: longestGapMs(saved)},
		});
	}

	/** Null where other trainings left checkpoints too: nothing tells whose it is. */
	private findStateless(entries: readonly Entry[]): StatePlace | null {
		if (this.strangers.length > 0) return null;
		const found = findStateless(entries, this.directory, this.step);
		const file = found === null ? undefined : this.states.get(found.path);
		if (found === null || file === undefined || file.value === null) return found;
		return !file.isWhole && stepOf(file.value) === found.step ? found : null;
	}

	/** What is wrong with a checkpoint that has no state although nothing was saved into it for long. */
	private findMissing(chosen: StatePlace | null): Problem[] {
		const path = this.stateless?.path;
		if (path === undefined || chosen === null || this.files.exists(path)) return [];
		const folder = directoryOf(path);
		const savedAtMs = this.files.stat(folder)?.modifiedAtMs ?? Number.NaN;
		if (!(nowOf(this.files) - savedAtMs > savingMs)) return [];
		const stands = chosen.path.slice(this.directory.length + 1);
		return [{file: path, message: `${stateName} is missing: its losses are not known; ${stands} stands for it`}];
	}

	/** A checkpoint under another name, as of the best model: only a checkpoint has the state of the optimizer beside that of the trainer. */
	private isCopy(): boolean {
		return (this.files.names(this.directory) ?? []).some(name => ofCheckpoints.test(name));
	}

	/** The arguments of the training, which are saved with every checkpoint and never change. */
	private readSettings(): JsonObject {
		const isDirectoryOwn = this.places.some(({step}) => step === null) || this.places.length === this.all.length;
		const folders = [...(isDirectoryOwn ? [this.directory] : []), ...this.places.map(({path}) => directoryOf(path))];
		const known = this.settings?.path;
		if (this.settings === null || !folders.some(folder => known === `${folder}/training_args.bin`)) {
			const path = folders.map(folder => `${folder}/training_args.bin`).find(file => (this.files.stat(file)?.size ?? 0) > 0);
			if (path === undefined) return {};
			this.settings = new WholeFile(path, this.files, parseArguments);
		}
		this.settings.refresh();
		return this.settings.value ?? {};
	}

	/** What is wrong with states that were to tell of the run before the one that does, once they rest as they are. */
	private findFaults(chosen: StatePlace | null): Problem[] {
		return this.places.flatMap(({path}) => {
			const file = this.states.get(path);
			const message = file?.complaint(false) ?? null;
			if (file === undefined || message === null) return [];
			if (chosen === null || path === chosen.path) return [{file: path, message}];
			return [{file: path, message: `${stateName} ${file.fault}; ${chosen.path.slice(this.directory.length + 1)} stands for it`}];
		});
	}
}

/** The name given to a run; without one it is the output directory again. */
function nameOf({run_name: name, output_dir: directory}: JsonObject): string | null {
	return typeof name === 'string' && name !== '' && name !== directory ? name : null;
}
