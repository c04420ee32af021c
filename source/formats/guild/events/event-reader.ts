import type {FileAccess, Tail} from '../../../core/files/files.ts';
import {RecordScanner} from '../../../encodings/records/tfrecord.ts';
import {DamageReport} from '../../damage.ts';
import type {RunSink} from '../../format.ts';
import {EventDecoder, type EventVisitor} from '../../tfevents/event/event-decoder.ts';
import {MediaTaker} from '../../tfevents/media-taker.ts';
import {fileNames} from '../layout.ts';
import {SaidPoints} from '../output/said-points.ts';
import {type SaidRules, usualRules} from '../output/said-rules.ts';
import type {EventPlace} from './event-places.ts';
import {type OwnPoints, ScalarRun} from './scalar-run.ts';
import type {TagNames} from './tag-names.ts';

interface Followed {
	tail: Tail;
	scanner: RecordScanner;
	damage: DamageReport;
	decoder: EventDecoder;
	media: MediaTaker;
	file: number;
	/** Offset at which damage was told last, -1 for none. */
	toldAt: number;
}

/** What reading came to; `replaced` where a file is another one now and all must be read again. */
export interface Turn {
	bytesRead: number;
	outcome: 'done' | 'more' | 'replaced';
}

/** Follows the event files in and below a run, each directory with names of its own. */
export class EventReader {
	/** Names of all series that were found in events. */
	readonly names = new Set<string>();
	/** Of these, the ones that Guild itself wrote into the run of its output, and what the runs call theirs that are linked into it. */
	readonly ownNames = new Set<string>();
	readonly linkedNames = new Set<string>();
	/** Newest time in the run's own events, milliseconds; null where there is none. */
	newestMs: number | null = null;
	/** Highest step of what Guild itself wrote into the run; null where it wrote nothing. */
	highestOwnStep: number | null = null;
	/** The step that was written last of each of these; of what only the machine says there is none. */
	readonly lastOwnSteps = new Map<string, number>();
	/** What Guild itself wrote under names that the project's patterns have, and those of which it may have missed values. */
	readonly recorded = new Map<string, SaidPoints>();
	private readonly own: OwnPoints = {
		note: (name, step, value) => this.noteOwn(name, step, value),
		isElsewhere: name => this.rules.fuller.has(name),
	};
	/** The file that is being read. */
	private reading = '';
	private readonly damaged = new Set<string>();
	private readonly followed = new Map<string, Followed>();
	private readonly decoders = new Map<string, Pick<Followed, 'decoder' | 'media'>>();

	constructor(
		private readonly run: RunSink,
		private readonly files: FileAccess,
		/** True where no series is to be shown unless it is asked for. */
		private readonly isHidden: boolean,
		private readonly tagNames: TagNames,
		/** When a step of a file that Guild wrote itself was printed, milliseconds; NaN where that is not known. */
		private readonly timeOf: (path: string, step: number) => number = () => Number.NaN,
		/** What the project calls a value, and of what the output has the whole curve, so that it is not taken from here. */
		private readonly rules: Pick<SaidRules, 'values' | 'fuller' | 'doubted'> = usualRules,
	) {
		tagNames.begin();
	}

	get paths(): string[] {
		return [...this.followed.keys()];
	}

	/** Files of which the end was not understood and that was not told yet, and how many bytes that is; those without any byte too. */
	get cut(): {path: string; bytesLeft: number; isEmpty: boolean}[] {
		return [...this.followed].flatMap(([path, {tail, toldAt}]) => {
			const {size, offset} = tail;
			return (size > offset && toldAt !== offset) || size === 0 ? [{path, bytesLeft: size - offset, isEmpty: size === 0}] : [];
		});
	}

	/** True for a file in which something was not understood, so that what it lacks proves nothing. */
	hasLosses(path: string): boolean {
		const tail = this.followed.get(path)?.tail;
		return this.damaged.has(path) || (tail !== undefined && tail.size > tail.offset);
	}

	/** Begins to follow the files that are new in these places. */
	follow(places: readonly EventPlace[]): void {
		// What Guild wrote comes first: what the program called the same has to make way.
		const sorted = [...places].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
		for (const place of sorted) {
			place.files.forEach((path, file) => {
				if (this.followed.has(path)) return;
				const damage = new DamageReport(path, problem => {
					this.damaged.add(path);
					this.run.problem(problem);
				});
				const tail = this.files.tail(path, true);
				this.followed.set(path, {tail, scanner: new RecordScanner(), damage, file, toldAt: -1, ...this.decoderOf(place)});
			});
		}
	}

	read(budgetBytes: number): Turn {
		let bytesRead = 0;
		for (const followed of this.followed.values()) {
			if (bytesRead > 0 && bytesRead >= budgetBytes) return {bytesRead, outcome: 'more'};
			const before = followed.tail.offset;
			const outcome = this.readFile(followed, budgetBytes - bytesRead);
			if (outcome === 'replaced' || this.tagNames.isOther) return {bytesRead, outcome: 'replaced'};
			bytesRead += followed.tail.offset - before;
			if (outcome === 'more') return {bytesRead, outcome};
		}
		return {bytesRead, outcome: 'done'};
	}

	private readFile(followed: Followed, budgetBytes: number): ReturnType<Tail['read']> {
		const {tail, scanner, damage, decoder, media, file} = followed;
		decoder.file = file;
		media.file = tail.path;
		this.reading = tail.path;
		return tail.read(chunk => {
			const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
			const base = tail.offset;
			media.base = base;
			return scanner.scan(view, base, {
				record(start, end) {
					if (!decoder.decode(chunk, view, start, end)) damage.damage(base + start, 'malformed event, the rest of it is skipped');
				},
				damage(offset, what) {
					followed.toldAt = offset;
					damage.damage(offset, what);
				},
			});
		}, budgetBytes);
	}

	private noteOwn(name: string, step: number, value: number): void {
		this.lastOwnSteps.set(name, step);
		if (this.rules.values?.names.has(name) !== true && !this.rules.doubted.has(name)) return;
		const points = this.recorded.get(name) ?? new SaidPoints();
		this.recorded.set(name, points);
		points.push(step, value);
	}

	/** One for each directory, as tags belong to one. */
	private decoderOf(place: EventPlace): Pick<Followed, 'decoder' | 'media'> {
		const {path, isLinked} = place;
		const known = this.decoders.get(path);
		if (known !== undefined) return known;
		const isGuilds = isOwn(place);
		const note = (name: string): void => {
			this.names.add(name);
			if (isGuilds && !name.startsWith('sys/')) this.ownNames.add(name);
			if (isLinked) this.linkedNames.add(name.slice(place.prefix.length));
		};
		const own = isGuilds ? this.own : null;
		const run = new ScalarRun(this.run, this.tagNames.of(place, isGuilds), this.isHidden || isLinked, note, own, step =>
			this.timeOf(this.reading, step),
		);
		const media = new MediaTaker(run);
		let wallNowMs = Number.NaN;
		const visitor: EventVisitor = {
			event: (wallMs, step) => {
				wallNowMs = wallMs;
				if (isGuilds && step >= (this.highestOwnStep ?? 0)) this.highestOwnStep = step;
				if (!isLinked && wallMs > (this.newestMs ?? 0) && wallMs < Number.POSITIVE_INFINITY) this.newestMs = wallMs;
			},
			wantsPoints: false,
			point() {},
			hparams() {},
			session() {},
			writer() {},
			text() {},
			other: (tag, kind, start, end, step) => media.take(tag, kind, start, end, step, wallNowMs),
		};
		const decoder = new EventDecoder(run, visitor);
		decoder.keepsSteps = decoder.takesFloats = decoder.takesUnnamed = true;
		const made = {decoder, media};
		this.decoders.set(path, made);
		return made;
	}
}

/** True for the place that Guild itself writes to. */
const isOwn = ({path, prefix}: EventPlace): boolean => prefix === '' && path.endsWith(`/${fileNames.own}`);
