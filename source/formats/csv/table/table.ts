import {CsvScanner, cellKinds} from '../../../encodings/csv.ts';
import {isConfigColumn} from '../../plain/names/config-names.ts';
import {isMeasured, measureNote} from '../../plain/names/id-names.ts';
import {Blocks} from '../../plain/rows/blocks.ts';
import {Curves} from '../../plain/rows/curves.ts';
import {FallingSteps} from '../../plain/rows/falling-steps.ts';
import {RowSettings} from '../../plain/rows/row-settings.ts';
import {RowSteps} from '../../plain/rows/row-steps.ts';
import {TornRows} from '../../plain/rows/torn-rows.ts';
import {otherSeparator} from '../cells/dialect.ts';
import {OddNumbers} from '../cells/odd-numbers.ts';
import {RowCells} from '../cells/row-cells.ts';
import {type Columns, isOfOneKind, roles, wordsNote} from '../columns/columns.ts';
import {OtherCounters} from '../columns/other-counters.ts';
import {PlannedTotal} from '../columns/planned-total.ts';
import {isSameHeader, readSecondHeader} from '../columns/second-header.ts';
import {RowLists} from './row-lists.ts';
import {RowSinks} from './row-sinks.ts';
import type {TableHandlers} from './table-handlers.ts';
import {HeadReader} from './table-head.ts';

/** Cells of a column that are no number, after so many in a row, are not looked at again. */
const mostOddCells = 32;

/** In the notes of a file whose rows end in zero bytes; of one whose cells hold several lines. */
const terminatedNote = 'rows end in zero bytes';
const linesNote = 'cells hold several lines';

/** Reads a table of numbers into series: one column counts steps, one may hold moments, the other numeric ones are metrics. */
export class Table {
	columns: Columns | null = null;
	/** What columns of settings say. */
	readonly settings = new RowSettings();
	private readonly scanner: CsvScanner;
	readonly cells: RowCells;
	private head: HeadReader;
	private header: string[] = [];
	private oddCells: Uint8Array = new Uint8Array(0);
	private lastStep = Number.NaN;
	/** How far the last row that was further on was from the one before it. */
	private gap = Number.NaN;
	private steps: RowSteps;
	private readonly curves: Curves;
	private readonly sinks: RowSinks;
	private readonly others: OtherCounters;
	private readonly blocks: Blocks;
	private readonly odd: OddNumbers;
	private torn: TornRows;
	private readonly lists: RowLists;
	readonly falling: FallingSteps;
	/** What the column of the planned number says. */
	readonly planned = new PlannedTotal();
	private learnt = false;
	/** Whether the row at hand has a step. */
	private hasStep = false;
	private row = 0;
	private refused = false;
	private readonly said = new Set<string>();

	constructor(
		separator: number,
		private readonly handlers: TableHandlers,
		private readonly notes: Set<string> = new Set(),
		private readonly keepsAll = false,
	) {
		this.head = new HeadReader(notes, null, keepsAll);
		this.steps = new RowSteps(notes);
		this.curves = new Curves(notes);
		this.others = new OtherCounters(notes);
		this.blocks = new Blocks(notes);
		this.torn = new TornRows(notes);
		this.lists = new RowLists(notes, handlers);
		this.falling = new FallingSteps(notes);
		const hints = {isTerminated: notes.has(terminatedNote), hasLines: notes.has(linesNote)};
		this.scanner = new CsvScanner(separator, () => this.takeRow(), hints);
		this.cells = new RowCells(this.scanner);
		this.sinks = new RowSinks(this.scanner, this.curves, handlers);
		this.odd = new OddNumbers(this.scanner, notes, (kind, message) => this.say(kind, message), keepsAll);
	}

	/** True when a row showed that those before it were read wrongly: what it showed is in the notes, for reading anew. */
	get stale(): boolean {
		const {steps, odd, curves, blocks, torn, lists, falling} = this;
		return this.learnt || [steps, odd, curves, blocks, torn, lists, falling].some(({stale}) => stale);
	}

	/** Takes all whole rows off a chunk; gives the bytes used up. */
	consume(chunk: Uint8Array): number {
		const skipped = this.scanner.skippedRows;
		const used = this.scanner.scan(chunk);
		if (this.scanner.skippedRows > skipped)
			this.say('long', `Line ${this.scanner.skippedLine} is longer than 8 MiB and was skipped`);
		const {isTerminated, hasLines} = this.scanner.shown;
		if (isTerminated) this.learn(terminatedNote);
		if (hasLines) this.learn(linesNote);
		for (const message of this.scanner.takeHoles()) this.say(message, message);
		return used;
	}

	/** Says what could not be read, once there are rows enough to know. */
	complain(): void {
		const complaint = this.row > 1 && !this.stale ? this.odd.complaint() : null;
		if (complaint !== null) this.say('comma', complaint);
	}

	private takeRow(): void {
		if (this.refused) return;
		const {scanner, columns} = this;
		if (columns === null) this.takeEarlyRow();
		else if (scanner.kinds[Math.max(0, columns.step)] === cellKinds.number || !this.isHeader()) this.pushRow(columns);
	}

	private takeEarlyRow(): void {
		if (this.lists.take(() => this.cells.values())) return;
		const head = this.head.offer(this.cells.values(), () => this.cells.names());
		if (head === null) return;
		if (head.refusal !== null) {
			this.refused = true;
			this.say('refusal', head.refusal);
			return;
		}
		const {columns, before} = head;
		this.columns = columns;
		this.header = head.header;
		const unread = head.header.find(name => name.includes('\ufffd'));
		if (unread !== undefined)
			this.say('names', `Names of its columns are no UTF-8 ("${unread}"): save it as UTF-8 to have them read`);
		this.sinks.clear();
		this.odd.forgetColumns();
		this.oddCells = new Uint8Array(columns.names.length);
		this.row = 0;
		if (before !== null) {
			const step = columns.step < 0 ? 0 : before[columns.step]!;
			for (let i = 0; i < columns.names.length; i++) {
				const value = before[i] ?? Number.NaN;
				if (columns.roles[i] === roles.metric && !Number.isNaN(value)) this.sinks.at(columns, i)?.push(step, Number.NaN, value);
			}
			this.row = 1;
		}
		this.pushRow(columns);
	}

	private pushRow(columns: Columns): void {
		const {kinds, values, count, line} = this.scanner;
		const width = Math.min(count, columns.names.length);
		if (this.torn.has(line)) {
			this.say('torn', `Line ${line} is torn, also its step: it was left out`);
			return;
		}
		if (count > width)
			this.say(
				'wide',
				`The row in line ${line} is longer than the header: the rest of it was not read, nor that of others like it`,
			);
		if (count === 1 && kinds[0] === cellKinds.text && this.isPartedOtherwise(columns)) return;
		if (columns.data.length > 0) this.sinks.readData(columns);
		if (columns.curves.length > 0 && this.sinks.readCurve(columns)) this.steps = this.curves.counter();
		if (columns.settings.length > 0) this.readSettings(columns);
		for (const at of columns.ids) if (isMeasured(this.header[at]!, this.cells.numberAt(at))) this.noteMeasure(at);
		const {lastStep, gap} = this;
		const step = this.stepOf(columns);
		if (columns.total !== null && !this.planned.take(this.cells.numberAt(columns.total.at), step))
			this.noteMeasure(columns.total.at);
		if (step > lastStep) this.gap = step - lastStep;
		if (this.torn.isOpen) this.torn.end(step);
		else if (count < columns.names.length && this.hasStep && isOfOneKind(columns))
			this.torn.begin(step, lastStep, gap, line, '', this.sinks.comesAgain(columns, step));
		if (columns.curves.length > 0) this.curves.place(step, () => this.sinks.comesAgain(columns, step));
		if (columns.apart.length > 0 && this.hasStep && this.blocks.wants(step, this.sinks.sinks))
			this.blocks.take(this.sinks.apart(columns, step), lastStep);
		const wallMs = this.cells.moment(columns);
		for (let i = 0; i < width; i++) {
			// A validation has no epochs of its own.
			if (columns.roles[i] !== roles.metric || (i === columns.epoch && this.sinks.data !== '' && this.steps.hasTrained)) continue;
			const kind = kinds[i];
			if (kind === cellKinds.number) {
				if (this.odd.takesPlain(i, this.header[i]!, values[i]!)) this.push(i, step, wallMs, values[i]!);
			} else if (kind !== cellKinds.empty) this.pushOdd(i, step, wallMs);
		}
		const {metricValue: named} = columns;
		if (named >= 0 && named < width && kinds[named] === cellKinds.number)
			this.sinks.atName(columns, step)?.push(step, wallMs, values[named]!);
	}

	/** True for a row of as many cells as the table has, which something else parts; that is said. */
	private isPartedOtherwise({names}: Columns): boolean {
		const other = otherSeparator(this.scanner.text(0), names.length);
		if (other === null) return false;
		this.say(
			'parted',
			`Line ${this.scanner.line} has ${other} between its cells, as no row before: it was not read, nor were others like it`,
		);
		return true;
	}

	private readSettings({settings}: Columns): void {
		const {kinds, values, count} = this.scanner;
		for (const {at, path} of settings) {
			if (at >= count || kinds[at] === cellKinds.empty) continue;
			const shown = this.settings.take(path, kinds[at] === cellKinds.number ? values[at]! : this.scanner.text(at));
			if (shown === 'measure' && isConfigColumn(this.header[at]!)) this.noteMeasure(at);
		}
	}

	/** A column that was left out is a metric: all is read anew with that. */
	private noteMeasure(column: number): void {
		this.learn(measureNote(this.header[column]!));
	}

	private learn(note: string): void {
		if (this.notes.has(note)) return;
		this.notes.add(note);
		this.learnt = true;
	}

	/** Step of the row at hand. A row without one belongs to the step before. */
	private stepOf(columns: Columns): number {
		const {step: column, epoch} = columns;
		const row = this.row++;
		const written = column < 0 ? Number.NaN : this.stepAt(column);
		this.hasStep = Number.isFinite(written);
		if (!this.hasStep) {
			const at = column < 0 ? this.handlers.stepOfRow?.(row, columns.names, i => this.cells.numberAt(i)) : null;
			this.lastStep = this.falling.isKnown ? this.lastStep : this.steps.withoutStep(at ?? row);
			return this.lastStep;
		}
		if (columns.curves.length === 0) this.falling.take(written);
		if (this.others.learn(written, columns, this.cells, this.header)) this.learnt = true;
		const at = epoch < 0 ? Number.NaN : this.cells.numberAt(epoch);
		this.lastStep = this.falling.isKnown ? written : this.steps.count(written, at, this.sinks.data);
		return this.lastStep;
	}

	private push(column: number, step: number, wallMs: number, value: number): void {
		const {scanner} = this;
		if (this.sinks.takes(column, step, this.hasStep)) this.sinks.at(this.columns!, column)?.push(step, wallMs, value);
		else
			this.say(
				'stepless',
				`Line ${scanner.line} has no step: what the step before has a value of already was left out, here and below`,
			);
	}

	private pushOdd(column: number, step: number, wallMs: number): void {
		if (this.oddCells[column]! >= mostOddCells) return;
		const value = this.odd.read(column, this.header[column]!, this.sinks.isOpen(column));
		if (value === undefined) {
			this.oddCells[column]!++;
			if (this.columns!.empty.includes(column) && !this.sinks.isOpen(column)) this.learn(wordsNote(this.header[column]!));
		} else {
			this.oddCells[column] = 0;
			if (value !== null) this.push(column, step, wallMs, value);
		}
	}

	private stepAt(column: number): number {
		const {kinds, count} = this.scanner;
		const isText = column < count && (kinds[column] === cellKinds.text || kinds[column] === cellKinds.quoted);
		return isText ? this.odd.readStep(column, this.header[column]!) : this.cells.numberAt(column);
	}

	/** A row that names columns again. The same names mean a restart, others a writer that began to log something else. */
	private isHeader(): boolean {
		const {kinds, count} = this.scanner;
		for (let i = 0; i < count; i++) if (kinds[i] !== cellKinds.text && kinds[i] !== cellKinds.quoted) return false;
		const names = readSecondHeader(this.cells.names(), this.header, this.columns!);
		if (names === null) return false;
		this.handlers.restarted?.(this.lastStep);
		this.lastStep = Number.NaN;
		this.learnt ||= this.steps.stale || this.torn.stale;
		this.torn = new TornRows(this.notes);
		this.steps = new RowSteps(this.notes);
		this.curves.restart();
		this.row = 0;
		if (isSameHeader(names, this.header)) return true;
		this.head = new HeadReader(this.notes, names, this.keepsAll);
		this.columns = null;
		return true;
	}

	private say(kind: string, message: string): void {
		if (this.said.has(kind)) return;
		this.said.add(kind);
		this.handlers.problem(message);
	}
}
