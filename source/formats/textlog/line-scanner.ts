import {ownLines} from '../plain/own-names.ts';
import {StepClock} from '../plain/step-clock.ts';
import {isMetricName} from '../plain/telling.ts';
import {BarBoard} from './bar-board.ts';
import {type Bar, readBar} from './bars.ts';
import {ColumnTable} from './column-table.ts';
import {readDict} from './dict.ts';
import {FailureReader} from './failures.ts';
import type {LineResult, LineScanner, StepAxis} from './line-result.ts';
import {OwnLineScanner} from './own-lines.ts';
import {stripPrefix} from './prefix.ts';
import {TableReader} from './printed-table.ts';
import {RankFilter} from './ranks.ts';
import {type Counter, type Pair, readStatement, type Statement} from './statement.ts';

const longestLine = 8000;
const mostProseWords = 3;
const totalPhrase =
	/^\s*(total optimization steps|total (?:train(?:ing)? )?steps|max[_ ]steps|num(?:ber of)?[_ ](?:train(?:ing)?[_ ])?steps|max[_ ]iters?)\s*[:=]\s*([\d,]+)\s*$/i;

export type {LineResult, LineScanner, StepAxis} from './line-result.ts';

/** Makes a scanner for the output of one process. */
export function createLineScanner(): LineScanner {
	const own = ownLines();
	return Object.keys(own).length === 0 ? new Scanner() : new OwnLineScanner(new Scanner(), own);
}

class Scanner implements LineScanner {
	axis: StepAxis = 'row';
	private readonly ranks = new RankFilter();
	private readonly failures = new FailureReader();
	private readonly board = new BarBoard();
	private readonly clock = new StepClock();
	/** Step of the lines that follow, said by a line of its own. */
	private announced: number | null = null;
	private lastStep: number | null = null;
	private rows = 0;
	private readonly rowNames = new Set<string>();
	private epoch: number | null = null;
	private epochs: number | null = null;
	private firstEpoch = 0;
	private hasBars = false;
	/** Epoch of the last row that counted steps, and of the last that named only its epoch. */
	private epochOfLastStep: number | null = null;
	private epochOfLastEnd: number | null = null;
	private readonly table = new TableReader();
	private readonly columns = new ColumnTable();
	private result: LineResult = emptyResult(Number.NaN);

	scan(line: string): LineResult {
		const message = stripPrefix(line.length > longestLine ? line.slice(0, longestLine) : line);
		const {text, wallMs} = message;
		this.result = emptyResult(wallMs);
		this.result.ending = this.failures.take(text);
		const row = this.columns.take(text);
		if (row !== null) {
			this.noteAxis(row.isEpoch ? 'epoch' : 'step');
			this.push(row.step, row.metrics);
			return this.result;
		}
		if (
			!this.ranks.accepts(message) ||
			this.failures.isInside ||
			this.result.ending !== null ||
			!/\d|nan|inf|---|^\|/i.test(text)
		)
			return this.result;
		const bar = readBar(text);
		if (bar === null) this.readText(text);
		else {
			this.takeBar(bar);
			// What another stream wrote behind the bar, on the same line.
			if (bar.rest.trim() !== '') this.readText(stripPrefix(bar.rest).text);
		}
		return this.result;
	}

	private readText(text: string): void {
		const table = this.table.take(text);
		if (table !== null) {
			if (table.step !== null) this.noteAxis('step');
			this.push(table.step ?? this.lastStep ?? this.rows++, table.metrics);
			return;
		}
		const dict = readDict(text);
		if (dict !== null) {
			if (!Number.isNaN(dict.wallMs)) this.result.wallMs = dict.wallMs;
			if (dict.isEnd) this.result.ending = {status: 'finished', why: 'train_runtime', error: null, strength: 0};
			const step = dict.step ?? this.board.mainStep() ?? this.rows++;
			if (dict.step !== null) this.noteAxis(dict.isEpoch ? 'epoch' : 'step');
			this.push(step, dict.metrics);
			return;
		}
		const planned = totalPhrase.exec(text);
		if (planned) {
			const total = Number(planned[2]!.replaceAll(',', ''));
			if (total > 0) this.result.total = {total, phrase: planned[1]!};
			return;
		}
		this.takeStatement(readStatement(text));
	}

	private takeStatement(statement: Statement): void {
		const {counters, pairs} = statement;
		const epoch = counters.find(({kind, isWhole}) => kind === 'epoch' && isWhole) ?? null;
		const inner =
			counters.find(({kind, isWhole}) => kind === 'step' && isWhole) ??
			counters.find(({kind, isWhole}) => kind === 'batch' && isWhole) ??
			null;
		if (epoch !== null) this.enterEpoch(epoch.value, epoch.total);
		// "Saved the model of step 500" says nothing of what comes next.
		const announces = statement.startsWithCounter && statement.looseWords <= 2;
		if (epoch === null && inner === null) {
			if (statement.looseWords <= mostProseWords) this.pushWithoutStep(pairs);
		} else if (pairs.length > 0) {
			this.announced = null;
			this.push(this.stepOf(epoch, inner), pairs);
		} else if (announces) this.announced = this.stepOf(epoch, inner);
		this.noteProgress(epoch, inner);
	}

	private enterEpoch(epoch: number, epochs: number | null): void {
		if (this.epoch === null) this.firstEpoch = epoch === 0 ? 0 : 1;
		else if (epoch === 0) this.firstEpoch = 0;
		this.epoch = epoch;
		if (epochs !== null) this.epochs = this.firstEpoch === 0 && epoch === epochs ? epochs + 1 : Math.max(epochs, epoch);
	}

	private stepOf(epoch: Counter | null, inner: Counter | null): number {
		if (inner !== null) {
			this.noteAxis('step');
			this.epochOfLastStep = this.epoch;
			return this.clock.count(inner.value, this.epoch ?? Number.NaN, inner.total ?? Number.NaN);
		}
		const {value} = epoch!;
		if (this.axis !== 'step' || this.lastStep === null) {
			this.noteAxis('epoch');
			return value;
		}
		// Where steps are counted too, what is said of an epoch belongs to the step that it came to.
		if (this.epochOfLastEnd !== null && this.epochOfLastEnd !== value && this.epochOfLastStep === this.epochOfLastEnd)
			this.lastStep++;
		this.epochOfLastEnd = value;
		return this.lastStep;
	}

	/** Pairs of a line that counts nothing: values of the announced step, or of the last one, or a row of its own. */
	private pushWithoutStep(pairs: readonly Pair[]): void {
		const signed = pairs.filter(({sign}) => sign !== '');
		if (signed.length === 0) return;
		if (this.announced !== null) {
			this.push(this.announced, signed);
			return;
		}
		const named = signed.filter(({name}) => isMetricName(name));
		if (named.length === 0) return;
		const known = this.board.mainStep() ?? this.lastStep;
		if (this.axis !== 'row' && known !== null) this.push(known, named);
		// Before the first step a lone learning rate is a setting.
		else if (named.some(({name}) => !/lr|learning/i.test(name))) this.push(this.nextRow(named), named);
	}

	/** A name that comes again begins a new row. */
	private nextRow(pairs: readonly Pair[]): number {
		if (pairs.some(({name}) => this.rowNames.has(name))) {
			this.rowNames.clear();
			this.rows++;
		}
		for (const {name} of pairs) this.rowNames.add(name);
		return this.rows;
	}

	private takeBar(bar: Bar): void {
		this.hasBars = true;
		const step = this.board.take(bar);
		if (bar.epoch !== null) this.enterEpoch(bar.epoch, bar.epochs);
		const progress = this.board.progress(this.epoch, this.epochs, this.firstEpoch);
		if (progress !== null) this.result.progress = {...progress, from: 'progress bar'};
		const {pairs} = readStatement(bar.postfix);
		const signed = pairs.filter(({sign}) => sign !== '');
		// Before the first step is done its values stand behind the last of the epoch before; they come again.
		if (signed.length === 0 || bar.step === 0) return;
		if (this.board.isSide(bar)) {
			if (this.lastStep !== null) this.push(this.lastStep, signed);
		} else if (bar.kind === 'keras') {
			this.noteAxis('epoch');
			this.push(this.epoch ?? 0, signed);
		} else if (bar.unit !== '%') {
			this.noteAxis('step');
			this.push(step, signed);
		}
	}

	private noteProgress(epoch: Counter | null, inner: Counter | null): void {
		if (this.hasBars) return;
		const {epochs} = this;
		const from = 'counter';
		if (inner !== null && inner.total !== null && inner.value <= inner.total) {
			const {value, total, kind: unit} = inner;
			const isLocal = this.epoch !== null && (unit === 'batch' || this.epoch <= this.firstEpoch || this.clock.hasRestarted);
			if (isLocal && epochs !== null) {
				const done = (this.epoch! - this.firstEpoch) * total + value;
				this.result.progress = {step: done, total: epochs * total, unit, from};
				// The end of an epoch of who knows how many is not the end of the run.
			} else if (!isLocal || value < total) this.result.progress = {step: value, total, unit, from};
		} else if (inner === null && epoch !== null && epochs !== null && this.axis !== 'step') {
			this.result.progress = {step: epoch.value, total: epochs, unit: 'epoch', from};
		}
	}

	private push(step: number, pairs: readonly {name: string; value: number}[]): void {
		for (const {name, value} of pairs) this.result.metrics.push({step, name, value});
		this.result.step = step;
		this.lastStep = step;
	}

	private noteAxis(axis: StepAxis): void {
		if (this.axis !== 'step') this.axis = axis;
	}
}

function emptyResult(wallMs: number): LineResult {
	return {metrics: [], step: Number.NaN, wallMs, progress: null, total: null, ending: null};
}
