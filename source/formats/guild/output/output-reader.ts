import type {FileAccess, Tail} from '../../../core/files/files.ts';
import type {RunSink, SeriesSink} from '../../format.ts';
import type {Turn} from '../events/event-reader.ts';
import {BarPlaces} from './bar-places.ts';
import {HeadedNames} from './headed-names.ts';
import {indexIn, type LineIndex} from './line-index.ts';
import {LineTimes} from './line-times.ts';
import type {OutputPoint} from './output-point.ts';
import {type Aside, OutputScanner} from './output-scanner.ts';
import {SaidByRule} from './said-points.ts';
import type {SaidRules} from './said-rules.ts';

/** Also whether its values are wanted at all. */
export interface OutputRules extends SaidRules {
	/** True where the project has turned them off, as then nothing records them. Asked when there are some that nothing else has. */
	areOff?(): boolean;
	/** True for a point whose line the tracker has not seen as it stands there. */
	isUnseen?(point: OutputPoint): boolean;
	/** True for a point that the tracker recorded and of which its record was lost. */
	isLost?(point: OutputPoint): boolean;
	/** True where the tracker itself records none of its values. */
	isAlone?: boolean;
}

/**
 * Follows the stored output of a run. Its values wait until the events of the same moment were read: what the tracker recorded itself is
 * taken from there, and only the rest from here.
 */
export class OutputReader {
	readonly scanner: OutputScanner;
	/** Names whose points came from here. */
	readonly names = new Set<string>();
	/** When its steps were printed. */
	readonly times: LineTimes;
	readonly said: SaidByRule;
	private readonly tail: Tail;
	private readonly index: LineIndex;
	private waiting: OutputPoint[] = [];
	private hasMore = false;
	private held: OutputPoint[] = [];
	private readonly sinks = new Map<string, SeriesSink>();
	private readonly warned = new Set<string>();
	readonly headed = new HeadedNames();
	/** True where it has values that its project does not want. */
	hasUnwanted = false;
	/** True where it has a value of a name that the events have too, which Guild cannot have read by the rule of its released versions. */
	hasUnread = false;
	/** Names that the events have and of which a line by Guild's own rule has a value that its released versions do not understand. */
	readonly unread = new Set<string>();
	/** Names that the events have too and of which a value was counted to a later step than the first, as no step was said of it. */
	readonly countedRecorded = new Set<string>();

	constructor(
		private readonly run: RunSink,
		files: FileAccess,
		readonly path: string,
		indexPath: string,
		/** False where the output only repeats that of other runs. */
		private readonly takesValues: boolean,
		/** True where it is known to be there. */
		isListed: boolean,
		private readonly rules: OutputRules,
		aside: Aside | null = null,
	) {
		this.said = new SaidByRule(rules.doubted);
		this.tail = files.tail(path, isListed);
		this.index = indexIn(files, indexPath);
		this.times = new LineTimes(indexIn(files, indexPath));
		const title = path.slice(path.lastIndexOf('/') + 1);
		const places = rules.isAlone === true ? new BarPlaces() : null;
		const take = (point: OutputPoint): void => {
			this.waiting.push(point);
			this.times.note(point);
			this.headed.note(point);
			if (takesValues) this.said.note(point, this.stepOf(point));
		};
		this.scanner = new OutputScanner(this.index, title, take, rules.said, aside, places, rules.values);
	}

	get bytes(): number {
		return this.tail.offset;
	}

	get bytesLeft(): number {
		return Math.max(0, this.tail.size - this.tail.offset);
	}

	/** True where it gave a step by itself so far. */
	get saysSteps(): boolean {
		return this.scanner.furthest !== null;
	}

	/** True where there are values of which the name is not among these. */
	hasOthers(recorded: ReadonlySet<string>): boolean {
		const isOther = ({name}: OutputPoint): boolean => !recorded.has(name);
		return this.takesValues && (this.names.size > 0 || this.hasUnread || this.waiting.some(isOther) || this.held.some(isOther));
	}

	/** @param isOver true where nothing will be appended, so that a line without its end counts too */
	read(budgetBytes: number, isOver: boolean): Turn {
		const before = this.tail.offset;
		const outcome = this.tail.read(chunk => {
			const used = this.scanner.consume(chunk);
			if (used === chunk.length || !isOver || this.tail.offset + chunk.length < this.tail.size) return used;
			this.scanner.finish(chunk.subarray(used));
			return chunk.length;
		}, budgetBytes);
		this.hasMore = outcome === 'more';
		return {
			bytesRead: this.tail.offset - before,
			outcome: outcome === 'replaced' || outcome === 'more' ? outcome : 'done',
		};
	}

	/**
	 * Gives on the points whose names are not among those of the events. Where more will come, a new name waits for the next time: its
	 * first event may be a moment behind its first line.
	 */
	flush(recorded: ReadonlySet<string>, mayCome: boolean): void {
		if (!this.hasMore) this.scanner.settle();
		const {held, waiting} = this;
		this.held = [];
		this.waiting = [];
		if (!this.takesValues) return;
		for (const point of held) this.give(point, recorded, true);
		for (const point of waiting) this.give(point, recorded, !mayCome || this.names.has(point.name));
	}

	private give(point: OutputPoint, recorded: ReadonlySet<string>, isSettled: boolean): void {
		if (recorded.has(point.name)) {
			if (point.isImplied && point.step > 0) this.countedRecorded.add(point.name);
			this.hasUnread ||= point.form !== 'released';
			if (point.form === 'wider' && point.ruled === undefined) this.unread.add(point.name);
			if (this.rules.isLost?.(point)) this.sinkOf(point.name).push(this.stepOf(point), this.timeOf(point), point.value);
			else this.warnOf(point);
		} else if (this.rules.areOff?.()) this.hasUnwanted = true;
		else if (!this.rules.fuller.has(point.name) && this.rules.isUnseen?.(point)) return;
		else if (isSettled) this.push(point);
		else this.held.push(point);
	}

	private push(point: OutputPoint): void {
		const {fuller, doubted} = this.rules;
		// A line of another style that says a ruled value again.
		if (point.ruled === undefined && fuller.has(point.name) && !doubted.has(point.name)) return;
		this.names.add(point.name);
		this.sinkOf(point.name).push(this.stepOf(point), this.timeOf(point), point.value);
	}

	private sinkOf(name: string): SeriesSink {
		const sink = this.sinks.get(name) ?? this.run.series(name, 'written');
		this.sinks.set(name, sink);
		return sink;
	}

	/** Released versions of Guild leave out what is not finite, or says its power of ten with a sign, which a person must not miss. */
	private warnOf(point: OutputPoint): void {
		const {name, value, ruled} = point;
		if ((Number.isFinite(value) && ruled?.isGuilds !== false) || this.warned.has(name)) return;
		this.warned.add(name);
		const wallMs = this.timeOf(point);
		const step = this.stepOf(point);
		const atMs = Number.isNaN(wallMs) ? null : wallMs;
		this.run.event({atMs, step, kind: 'alert', text: `The output says ${name}: ${value} at step ${step}`});
	}

	private stepOf({step, isImplied, headed}: OutputPoint): number {
		if (headed !== undefined && this.rules.usesHeadings) return headed;
		return isImplied && !this.rules.counts ? 0 : step;
	}

	private timeOf({line, wallMs}: OutputPoint): number {
		return Number.isNaN(wallMs) ? (this.index.at(line)?.atMs ?? Number.NaN) : wallMs;
	}
}
