import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import {JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import {parseExactJson, parsePrintedJson, parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {LineSplitter} from '../../encodings/text/lines.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {BadLines} from '../plain/bad-lines.ts';
import type {FileContext, FileReader} from '../plain/files-source.ts';
import {isTimeName} from '../plain/names/time-names.ts';
import {type ApartRow, Blocks} from '../plain/rows/blocks.ts';
import {Curves} from '../plain/rows/curves.ts';
import {FallingSteps} from '../plain/rows/falling-steps.ts';
import {GlobalCounter, globalNote} from '../plain/rows/global-counter.ts';
import {InnerCounter, innerNote} from '../plain/rows/inner-counter.ts';
import {RowSteps} from '../plain/rows/row-steps.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {isObject, objectOf} from '../values.ts';
import {LineConfig} from './line-config.ts';
import {readNote} from './notes.ts';
import {NumberTexts} from './number-texts.ts';
import {PlannedRows} from './planned-rows.ts';
import {spell, toMetric} from './respell-line.ts';
import {RowPlan} from './row-plan.ts';
import {RowPoints} from './row-points.ts';

/** What says which kind a line is of. */
const eventKeys = new Set(['event', 'type', 'kind']);

/** Reads one file of JSON lines as it grows: numbers become points, whatever their nesting. */
export class JsonlFile implements FileReader {
	private readonly scanner = new JsonScanner();
	private readonly plan: RowPlan;
	private readonly feed: TextFeed;
	private readonly bad: BadLines;
	private steps: RowSteps;
	private readonly curves: Curves;
	private readonly blocks: Blocks;
	private readonly falling: FallingSteps;
	private readonly planned: PlannedRows;
	private readonly inner = new InnerCounter();
	private readonly global = new GlobalCounter();
	private readonly points: RowPoints;
	private learnt = false;
	private readonly texts: NumberTexts;
	private patch: Partial<RunFacts> = {};
	private readonly config: LineConfig;
	private rows = 0;
	private line = 0;
	private total = 0;
	private firstWallMs = Number.NaN;
	private ended = false;
	/** Whether the rows are counted by epochs: the first one is, and none by anything else. */
	countsEpochs = false;

	/** @param keepsAll true where every number was logged as a metric, also ids */
	constructor(
		private readonly context: FileContext,
		keepsAll = false,
	) {
		this.config = new LineConfig(this.scanner, context.notes, context.settings);
		this.texts = new NumberTexts(this.scanner, context.notes);
		this.plan = new RowPlan(this.scanner, context.notes, this.texts, keepsAll);
		this.steps = new RowSteps(context.notes, context.epochLength);
		this.curves = new Curves(context.notes);
		this.points = new RowPoints(this.scanner, this.plan, this.texts, this.curves, context);
		this.blocks = new Blocks(context.notes);
		this.falling = new FallingSteps(context.notes);
		this.planned = new PlannedRows(this.scanner, context.notes);
		this.bad = new BadLines(context.path, context.run);
		const splitter = new LineSplitter({
			line: (chunk, start, end, number) => this.takeLine(chunk, start, end, number),
			...this.bad.ofSplitter,
		});
		this.feed = new TextFeed(chunk => splitter.split(chunk));
	}

	/** True when a line showed that lines before it were read wrongly: what it showed is in the notes, for reading anew. */
	get stale(): boolean {
		const {plan, texts, steps, curves, blocks, falling, planned} = this;
		return this.learnt || [plan, texts, steps, curves, blocks, falling, planned].some(({stale}) => stale);
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
		this.line = number;
		if (this.scanner.scan(chunk, start, end)) {
			this.takeScanned(chunk, start, end);
			return;
		}
		const text = decodeText(chunk, start, end).trim();
		if (text === '') return;
		const parsed = parsePrintedJson(text);
		// ClearML's lines are lists of points.
		const objects = (Array.isArray(parsed) ? parsed : [parsed]).filter(isObject);
		if (objects.length === 0) this.bad.add(number, 'is not a JSON object and was skipped');
		for (const object of objects) this.takeObject(object);
	}

	/** The scanned line: a row, or a note. */
	private takeScanned(chunk: Uint8Array, start: number, end: number): void {
		const kind = this.takeRow();
		if (kind === 'note') this.takeNote(chunk, start, end);
		else if (kind === 'settings') this.takeSettings(decodeText(chunk, start, end));
		else if (this.plan.hasConfig) this.takeConfig(chunk, start, end);
	}

	private takeSettings(text: string): void {
		const object = objectOf(parseExactJson(text));
		const told = Object.entries(object).filter(([key]) => !isTimeName(key) && !eventKeys.has(key));
		this.config.add(Object.fromEntries(told));
		this.patch.config = this.config.all;
	}

	private takeConfig(chunk: Uint8Array, start: number, end: number): void {
		const read = () => this.configOf(decodeText(chunk, start, end));
		const isNew = this.config.addFirst(this.plan, read);
		const compared = this.config.compare(this.plan, this.curves.label !== '');
		if (compared === 'measured') this.learnt = true;
		if (isNew || compared === 'changed') this.patch.config = this.config.all;
	}

	/** Pushes the numbers of the scanned line; a note where it has none that is a metric. */
	private takeRow(): 'row' | 'note' | 'settings' {
		const {plan} = this;
		plan.update();
		if (plan.totalAt >= 0) this.noteTotal(plan.totalAt);
		if (plan.hasConfig && plan.stepAt < 0) return 'note';
		const kind = this.planned.judge(plan, this.rows === 0);
		if (kind === 'settings') return kind;
		if (kind === 'stepless') plan.dropStep();
		if (plan.stepAt >= 0) this.readCurve(plan);
		if (plan.settingsAt.length > 0 && this.config.takeRepeated(plan)) this.patch.config = this.config.all;
		if (this.falling.isKnown && plan.stepAt < 0) {
			this.bad.add(this.line, 'has no step, in a file that is written newest first, and was left out');
			return 'row';
		}
		const step = this.stepOf(plan);
		this.points.turn();
		if (plan.curvesAt.length > 0 && plan.stepAt >= 0) this.curves.place(step, () => this.points.comesAgain(step));
		if (plan.apartAt.length > 0 && plan.stepAt >= 0 && this.blocks.wants(step, this.points.sinks, plan.apartKey))
			this.blocks.take(this.apart(plan, step), Number.NaN);
		// A validation has no epochs of its own.
		const skipped = plan.data !== '' && this.steps.hasTrained ? plan.epochAt : -1;
		// What the epoch was is not said by the step.
		const added = plan.stepAt >= 0 && plan.stepAt === plan.epochAt && this.steps.isBesideSteps ? plan.epochAt : -1;
		const pushed = this.points.put(step, this.line, skipped, added);
		if (pushed) this.noteRow(plan);
		return pushed ? 'row' : 'note';
	}

	/** The line at hand, which has this step, by what may set it apart from lines of another curve. */
	private apart({apartAt, apartNames}: RowPlan, step: number): ApartRow {
		return {names: apartNames, step, wordAt: i => this.cellAt(apartAt[i]!), comesAgain: () => this.points.comesAgain(step)};
	}

	private cellAt(at: number): string {
		const {scanner} = this;
		return scanner.kinds[at] === valueKinds.number ? String(scanner.values[at]) : (scanner.text(at) ?? '');
	}

	/** Which of several curves the line is of, where its steps go on. */
	private readCurve({curvesAt, curveNames}: RowPlan): void {
		const {scanner, curves} = this;
		if (curvesAt.length === 0) return;
		const cellAt = (i: number) => {
			const at = curvesAt[i]!;
			return scanner.kinds[at] === valueKinds.number ? scanner.values[at]! : (scanner.text(at) ?? '');
		};
		curves.take(curveNames, cellAt);
		if (curves.isCounted) this.steps = curves.counter();
	}

	private stepOf({stepAt, epoch, innerAt, globalAt, data, curvesAt}: RowPlan): number {
		if (stepAt < 0) return this.steps.withoutStep(this.rows);
		const written = this.plan.numberAt(stepAt);
		if (curvesAt.length === 0) this.falling.take(written);
		if (this.falling.isKnown) return written;
		if (globalAt >= 0 && this.global.goesOn(written, this.plan.numberAt(globalAt))) {
			this.context.notes.add(globalNote);
			this.learnt = true;
		}
		if (innerAt >= 0 && this.inner.rises(written, this.plan.numberAt(innerAt))) {
			this.context.notes.add(innerNote(this.scanner.keys[innerAt]!.path));
			this.learnt = true;
		}
		if (!this.plan.roleAt(stepAt).isEpoch) return this.steps.count(written, epoch, data);
		return this.steps.countEpoch(written);
	}

	private noteTotal(i: number): void {
		const total = this.plan.totalOf(i);
		if (!(total > 0 && Number.isFinite(total)) || total === this.total) return;
		this.total = total;
		const unit = this.plan.roleAt(i).totalUnit ?? 'step';
		this.patch.total = {total, unit, from: `"${this.scanner.keys[i]!.path}" in ${nameOf(this.context.path)}`};
	}

	private noteRow({stepAt, wallMs}: RowPlan): void {
		const isByEpoch = stepAt >= 0 && this.plan.roleAt(stepAt).isEpoch;
		if (this.rows++ === 0) this.countsEpochs = isByEpoch;
		else if (stepAt >= 0 && !isByEpoch) this.countsEpochs = false;
		if (!Number.isNaN(wallMs)) {
			const isFirst = Number.isNaN(this.firstWallMs);
			if (isFirst) this.firstWallMs = wallMs;
			if (isFirst || this.falling.isKnown) this.patch.startedAtMs = wallMs;
			if (isFirst || !this.falling.isKnown) this.patch.lastSignMs = wallMs;
		}
		if (this.ended) this.patch.outcome = null;
		this.ended = false;
	}

	private takeNote(chunk: Uint8Array, start: number, end: number): void {
		const text = decodeText(chunk, start, end);
		const parsed = parseTolerantJson(text);
		if (parsed === undefined || parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return;
		const note = readNote(parsed, this.context.path);
		if (note === null) return;
		const {config, ...rest} = note;
		if (config !== undefined) {
			this.config.add(this.configOf(text) ?? config);
			this.patch.config = this.config.all;
		}
		if (note.outcome) this.ended = true;
		this.patch = {...this.patch, ...rest};
	}

	/** Settings of a line, with all digits of their integers. */
	private configOf(text: string): JsonObject | undefined {
		return readNote(objectOf(parseExactJson(text)), this.context.path)?.config;
	}

	/** An object that only the full parser could read: scanned again in its plain spelling. */
	private takeObject(object: JsonObject): void {
		const metric = toMetric(object);
		const bytes = new TextEncoder().encode(spell(metric ?? object));
		if (this.scanner.scan(bytes, 0, bytes.length)) this.takeScanned(bytes, 0, bytes.length);
	}
}
