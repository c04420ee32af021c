import type {JsonObject, RunFacts} from '../../core/run.ts';
import {JsonScanner, valueKinds} from '../../encodings/json-scan.ts';
import {LineSplitter} from '../../encodings/lines.ts';
import {parseNumber} from '../../encodings/odd-number.ts';
import {decodeText} from '../../encodings/text.ts';
import {parseTolerantJson} from '../../encodings/tolerant-json.ts';
import type {SeriesSink} from '../format.ts';
import {BadLines} from '../plain/bad-lines.ts';
import {type FileContext, type FileReader, nameOf} from '../plain/files-source.ts';
import {StepClock} from '../plain/step-clock.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {readMoment} from '../plain/time-names.ts';
import {type KeyRole, roleOf} from './key-roles.ts';
import {readNote} from './notes.ts';

const fractionRank = 10_000;

/** Reads one file of JSON lines as it grows: numbers become points, whatever their nesting. */
export class JsonlFile implements FileReader {
	/** True when texts that were read as numbers turned out to be texts. */
	stale = false;
	private readonly scanner = new JsonScanner();
	private readonly feed: TextFeed;
	private readonly bad: BadLines;
	private readonly clock = new StepClock();
	private readonly roles: KeyRole[] = [];
	private readonly named = new Map<string, SeriesSink | null>();
	private readonly sinks: (SeriesSink | null | undefined)[] = [];
	/** Keys whose texts were read as numbers so far. */
	private readonly numericTexts = new Set<string>();
	private patch: Partial<RunFacts> = {};
	private rows = 0;
	private total = 0;
	private firstWallMs = Number.NaN;
	private ended = false;

	constructor(private readonly context: FileContext) {
		this.bad = new BadLines(context.path, context.run);
		const splitter = new LineSplitter({
			line: (chunk, start, end, number) => this.takeLine(chunk, start, end, number),
			tooLong: number => this.bad.add(number, 'is longer than 8 MiB and was skipped'),
		});
		this.feed = new TextFeed(chunk => splitter.split(chunk));
	}

	consume(chunk: Uint8Array): number {
		return this.feed.consume(chunk);
	}

	settle(): void {
		if (Object.keys(this.patch).length > 0) this.context.run.facts(this.patch);
		this.patch = {};
	}

	private takeLine(chunk: Uint8Array, start: number, end: number, number: number): void {
		if (start === end) return;
		if (this.scanner.scan(chunk, start, end)) {
			if (!this.takeRow()) this.takeNote(chunk, start, end);
			return;
		}
		const text = decodeText(chunk, start, end).trim();
		if (text === '') return;
		const parsed = parseTolerantJson(text);
		if (parsed === undefined || parsed === null || typeof parsed !== 'object') {
			this.bad.add(number, 'is not a JSON object and was skipped');
			return;
		}
		for (const item of Array.isArray(parsed) ? parsed : [parsed]) {
			if (item !== null && typeof item === 'object' && !Array.isArray(item)) this.takeObject(item);
		}
	}

	/** Pushes the numbers of the scanned line; false where it has none that is a metric. */
	private takeRow(): boolean {
		const {scanner} = this;
		let stepAt = -1;
		let rank = Number.MAX_SAFE_INTEGER;
		let wallMs = Number.NaN;
		let epoch = Number.NaN;
		let isConfig = false;
		let nameAt = -1;
		let valueAt = -1;
		for (let i = 0; i < scanner.count; i++) {
			const role = this.roleOf(i);
			if (role.isTime) {
				if (Number.isNaN(wallMs)) wallMs = this.readWall(i);
				continue;
			}
			isConfig ||= role.isConfig;
			if (role.totalUnit !== null) this.noteTotal(i, role.totalUnit);
			if (role.isMetricName && scanner.kinds[i] === valueKinds.text) nameAt = i;
			else if (role.isMetricValue) valueAt = i;
			if (role.stepRank < 0) continue;
			const value = this.numberAt(i);
			if (!Number.isFinite(value)) continue;
			if (role.isEpoch) epoch = value;
			// An epoch with a fraction says how far the run is; any other counter is a better axis.
			const place = role.isEpoch && scanner.hasPoint(i) ? role.stepRank + fractionRank : role.stepRank;
			if (place >= rank) continue;
			rank = place;
			stepAt = i;
		}
		if (isConfig && stepAt < 0) return false;
		const written = stepAt < 0 ? this.rows : this.numberAt(stepAt);
		const step = stepAt < 0 || this.roleOf(stepAt).isEpoch ? written : this.clock.count(written, epoch);
		if (nameAt >= 0 && valueAt >= 0) return this.pushNamed(nameAt, valueAt, step, stepAt, wallMs);
		let pushed = false;
		for (let i = 0; i < scanner.count; i++) {
			if (i === stepAt || this.roleOf(i).isTime || this.roleOf(i).totalUnit !== null) continue;
			if (this.push(i, step, wallMs)) pushed = true;
		}
		if (pushed) this.noteRow(stepAt, wallMs);
		return pushed;
	}

	/** A line that holds one value and says of which metric. */
	private pushNamed(nameAt: number, valueAt: number, step: number, stepAt: number, wallMs: number): boolean {
		const name = this.scanner.text(nameAt);
		const value = this.numberAt(valueAt);
		if (name === null || name === '' || (Number.isNaN(value) && this.scanner.kinds[valueAt] !== valueKinds.number)) return false;
		let sink = this.named.get(name);
		if (sink === undefined) {
			sink = this.context.series(name);
			this.named.set(name, sink);
		}
		sink?.push(step, wallMs, value);
		this.noteRow(stepAt, wallMs);
		return true;
	}

	private push(i: number, step: number, wallMs: number): boolean {
		const {scanner} = this;
		const key = scanner.keys[i]!;
		const value = scanner.kinds[i] === valueKinds.number ? scanner.values[i]! : this.readText(i, key.path);
		if (value === null) return false;
		let sink = this.sinks[key.id];
		if (sink === undefined) {
			sink = this.context.series(key.path);
			this.sinks[key.id] = sink;
		}
		sink?.push(step, wallMs, value);
		return true;
	}

	/** A text is a number only where every text of its key is one. */
	private readText(i: number, path: string): number | null {
		const {notes} = this.context;
		if (notes.has(path)) return null;
		const plain = this.scanner.textNumber(i);
		const value = Number.isNaN(plain) ? parseNumber(this.scanner.text(i) ?? '') : plain;
		if (value !== null) {
			this.numericTexts.add(path);
			return value;
		}
		notes.add(path);
		if (this.numericTexts.has(path)) this.stale = true;
		return null;
	}

	private numberAt(i: number): number {
		return this.scanner.kinds[i] === valueKinds.number ? this.scanner.values[i]! : this.scanner.textNumber(i);
	}

	private readWall(i: number): number {
		const isNumber = this.scanner.kinds[i] === valueKinds.number;
		return readMoment(isNumber ? this.scanner.values[i]! : (this.scanner.text(i) ?? ''));
	}

	private roleOf(i: number): KeyRole {
		const key = this.scanner.keys[i]!;
		let role = this.roles[key.id];
		if (role === undefined) {
			role = roleOf(key);
			this.roles[key.id] = role;
		}
		return role;
	}

	private noteTotal(i: number, unit: 'step' | 'epoch'): void {
		const total = this.numberAt(i);
		if (!(total > 0) || total === this.total) return;
		this.total = total;
		this.patch.total = {total, unit, from: `"${this.scanner.keys[i]!.path}" in ${nameOf(this.context.path)}`};
	}

	private noteRow(stepAt: number, wallMs: number): void {
		if (this.rows++ === 0 && stepAt >= 0 && this.roleOf(stepAt).isEpoch) this.patch.stepUnit = 'epoch';
		if (!Number.isNaN(wallMs)) {
			if (Number.isNaN(this.firstWallMs)) {
				this.firstWallMs = wallMs;
				this.patch.startedAtMs = wallMs;
			}
			this.patch.lastSignMs = wallMs;
		}
		if (this.ended) this.patch.outcome = null;
		this.ended = false;
	}

	private takeNote(chunk: Uint8Array, start: number, end: number): void {
		const parsed = parseTolerantJson(decodeText(chunk, start, end));
		if (parsed === undefined || parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return;
		const note = readNote(parsed, this.context.path);
		if (note === null) return;
		if (note.config !== undefined) note.config = {...this.patch.config, ...note.config};
		if (note.outcome) this.ended = true;
		this.patch = {...this.patch, ...note};
	}

	/** An object that only the full parser could read: scanned again in its plain spelling. */
	private takeObject(object: JsonObject): void {
		const metric = toMetric(object);
		const bytes = new TextEncoder().encode(spell(metric ?? object));
		if (this.scanner.scan(bytes, 0, bytes.length) && !this.takeRow()) this.takeNote(bytes, 0, bytes.length);
	}
}

// ClearML's offline files: one object a point, with the parts of the metric's name beside its value.
function toMetric({metric, variant, value, iter, timestamp}: JsonObject): JsonObject | null {
	if (typeof metric !== 'string' || typeof value !== 'number') return null;
	const name = typeof variant === 'string' && variant !== metric ? `${metric}/${variant}` : metric;
	return {iter: iter ?? null, timestamp: timestamp ?? null, [name]: value};
}

/** JSON with non-finite numbers in Python's spelling. */
function spell(value: JsonObject): string {
	const marks = new Map(
		[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(number => [`\u0001${number}`, String(number)]),
	);
	const text = JSON.stringify(value, (_key, item) =>
		typeof item === 'number' && !Number.isFinite(item) ? `\u0001${item}` : item,
	);
	return text.replaceAll(/"\\u0001([^"]+)"/g, (_all, word: string) => marks.get(`\u0001${word}`) ?? 'null');
}
