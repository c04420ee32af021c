import {type FileAccess, lastWriteMs, type Tail} from '../../core/files/files.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {LineSplitter} from '../../encodings/text/lines.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {isPacked, PackedTail} from '../plain/packed.ts';
import {JournalState} from './journal-state.ts';

/** One reading of a journal from its first line. */
class Reading {
	readonly state: JournalState;
	badLine: number | null = null;
	/** The first line that is sound and cannot be played. */
	strangeLine: number | null = null;
	/** True once its end was reached: what comes then is being written now. */
	isCurrent = false;
	readonly splitter: LineSplitter;

	constructor(
		sink: SourceSink,
		readonly tail: Tail,
		path: string,
	) {
		this.state = new JournalState(sink, path);
		this.splitter = new LineSplitter({
			line: (chunk, start, end, number) => {
				if (end > start && !this.state.apply(parseExactJson(decodeText(chunk, start, end)))) this.lose(number, end - start);
				this.strangeLine ??= this.state.strange === null ? null : number;
			},
			hole: (number, bytes) => this.lose(number, bytes),
			tooLong: number => this.lose(number, 0),
		});
	}

	private lose(number: number, bytes: number): void {
		this.badLine ??= number;
		this.state.lose(bytes);
	}
}

/** An Optuna journal: studies and trials of one file, a line for each thing that happened. */
export class JournalSource implements Source {
	readonly takesRuns = true;
	private readonly path: string;
	private reading: Reading | null = null;
	private former: readonly JournalState['trials'][number][] = [];
	private isBadTold = false;
	private isStrangeTold = false;

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
	) {
		this.path = claim.path;
	}

	watched(): string[] {
		return [this.path];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		this.reading ??= new Reading(sink, this.openTail(sink), this.path);
		const {reading} = this;
		const {tail, state} = reading;
		const before = tail.offset;
		state.touched.clear();
		const outcome = tail.read(chunk => reading.splitter.split(chunk), budgetBytes);
		if (outcome === 'replaced') {
			for (const trial of state.trials) trial.reset();
			this.former = state.trials;
			this.reading = null;
			sink.renew();
			this.isBadTold = false;
			this.isStrangeTold = false;
			return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.path)?.size ?? 0};
		}
		const more = outcome === 'more';
		this.date(reading, more);
		for (const trial of state.touched) trial.tell();
		if (reading.badLine !== null && !this.isBadTold) {
			this.isBadTold = true;
			const message = `Damaged at line ${reading.badLine}: no operation of Optuna; if it began a trial of which nothing follows, later ones are numbered too low`;
			sink.problem({file: this.path, message});
		}
		// After damage it is no wonder.
		if (reading.strangeLine !== null && reading.badLine === null && !this.isStrangeTold) {
			this.isStrangeTold = true;
			sink.problem({file: this.path, message: `Line ${reading.strangeLine} ${state.strange}`});
		}
		if (!more) {
			for (const trial of this.former.slice(state.trials.length)) trial.remove();
			this.former = [];
		}
		return {more, bytesRead: tail.offset - before, bytesLeft: Math.max(0, tail.size - tail.offset)};
	}

	private openTail(sink: SourceSink): Tail {
		const say = (message: string) => sink.problem({file: this.path, message});
		return isPacked(this.path) ? new PackedTail(this.path, this.files, say) : this.files.tail(this.path);
	}

	/** The file's time is that of its last line, unless it is a copy; when it is followed, of all that was just read. */
	private date(reading: Reading, more: boolean): void {
		const {state, tail} = reading;
		if (more) return;
		const stat = reading.isCurrent ? null : this.files.stat(tail.path);
		const latest = stat !== null && lastWriteMs(stat) === null ? null : state.latest;
		const fresh = reading.isCurrent ? state.touched : new Set(latest === null ? [] : [latest]);
		reading.isCurrent = true;
		for (const {trial} of fresh) if (trial.state === 'RUNNING') trial.signMs = Math.max(trial.signMs ?? 0, tail.modifiedAtMs);
	}
}
