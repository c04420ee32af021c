import type {ProgressMark} from '../../core/run.ts';
import {ownLines} from '../plain/own-names.ts';
import {StepClock} from '../plain/step-clock.ts';
import {isMetricName} from '../plain/telling.ts';
import {BarBoard} from './bar-board.ts';
import {pairsOf} from './bar-values.ts';
import {type Bar, readBar} from './bars.ts';
import {ColumnTable} from './column-table.ts';
import {epochOf, innerOf, progressOf} from './counters.ts';
import {LineDates} from './dates.ts';
import {readDict} from './dict.ts';
import {EpochCount} from './epoch-count.ts';
import {FailureReader} from './failures.ts';
import {FreeRows} from './free-rows.ts';
import {emptyResult, type LineResult, type LineScanner, type StepAxis} from './line-result.ts';
import {LoggerPhase} from './logger-phase.ts';
import {OwnLineScanner} from './own-lines.ts';
import {phasedName} from './phases.ts';
import {readPlannedTotal} from './planned-total.ts';
import {type Message, stripPrefix} from './prefix.ts';
import {TableReader} from './printed-table.ts';
import {RankFilter} from './ranks.ts';
import {announcesBest, namesBest} from './recall.ts';
import {type Counter, type Pair, recallAll, type Statement, speaksForItself} from './said.ts';
import {SettingsBlock} from './settings.ts';
import {SidePass} from './side-pass.ts';
import {readStatement} from './statement.ts';

const longestLine = 8000;
const mostProseWords = 3;

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
	private readonly dates = new LineDates();
	/** Step of the lines that follow, said by a line of its own. */
	private announced: number | null = null;
	private lastStep: number | null = null;
	private readonly rows = new FreeRows();
	/** The step at which each name was said last. */
	private readonly places = new Map<string, number>();
	/** True where rows have words before their counters: others that have are prose, as far as they do not go on from the last row. */
	private hasProseRows = false;
	/** True where the line before said that this one repeats an earlier row. */
	private isBestNext = false;
	private readonly logger = new LoggerPhase();
	private readonly epochs = new EpochCount();
	private hasBars = false;
	/** Epoch of the last row that counted steps, and of the last that named only its epoch. */
	private epochOfLastStep: number | null = null;
	private epochOfLastEnd: number | null = null;
	private readonly table = new TableReader();
	private readonly columns = new ColumnTable();
	private readonly settings = new SettingsBlock();
	private readonly side = new SidePass();
	private result: LineResult = emptyResult(Number.NaN);

	scan(line: string): LineResult {
		const message = stripPrefix(line.length > longestLine ? line.slice(0, longestLine) : line, this.dates);
		this.result = emptyResult(message.wallMs);
		this.result.ending = this.failures.take(message.text, message.indent);
		this.logger.take(message.logger);
		const scanned = this.scanMessage(message);
		if (scanned.metrics.length > 0) this.logger.noteRow();
		return scanned;
	}

	private scanMessage(message: Message): LineResult {
		const {text} = message;
		this.side.takeLine(text);
		const row = this.columns.take(text);
		if (row !== null) {
			this.noteAxis(row.isEpoch ? 'epoch' : 'step');
			this.push(row.step, row.metrics);
			return this.result;
		}
		if (
			this.settings.take(text) ||
			!this.ranks.accepts(message) ||
			this.failures.isInside ||
			this.result.ending !== null ||
			!/\d|nan|inf|---|^\||:$/i.test(text)
		)
			return this.result;
		for (const earlier of this.settings.takenBack()) this.readText(earlier);
		this.readLine(text);
		if ((this.result.metrics.length > 0 || this.result.progress !== null) && this.ranks.takeRow() && this.axis === 'row') {
			this.rows.restart();
			this.result.metrics.length = 0;
			this.readText(text);
		}
		return this.result;
	}

	private readLine(text: string): void {
		const bar = readBar(text);
		if (bar !== null) this.takeBar(bar);
		// What another stream wrote behind the bar, on the same line.
		const rest = bar === null ? text : stripPrefix(bar.rest, this.dates).text;
		if (bar === null || rest.trim() !== '') this.readText(rest);
	}

	private readText(text: string): void {
		const table = this.table.take(text);
		if (table !== null) {
			if (table.step !== null) this.noteAxis('step');
			this.push(table.step ?? this.lastStep ?? this.rows.next(), table.metrics);
			return;
		}
		const dict = readDict(text, this.lastStep === null);
		if (dict !== null) {
			if (!Number.isNaN(dict.wallMs)) this.result.wallMs = dict.wallMs;
			if (dict.isEnd) this.result.ending = {status: 'finished', why: 'train_runtime', error: null, strength: 0};
			if (dict.metrics.length === 0) return;
			const step = dict.step ?? this.board.mainStep() ?? this.rows.next();
			if (dict.step !== null) this.noteAxis(dict.isEpoch ? 'epoch' : 'step');
			this.push(step, dict.metrics);
			return;
		}
		const planned = readPlannedTotal(text);
		if (planned !== null) {
			this.result.total = planned.total > 0 ? planned : null;
			return;
		}
		const statement = readStatement(text);
		if (this.isBestNext) recallAll(statement);
		this.isBestNext = announcesBest(text);
		this.takeStatement(statement);
	}

	private takeStatement(statement: Statement): void {
		const {counters, pairs} = statement.recalls ? this.ofNow(statement) : statement;
		const epoch = epochOf(counters);
		const inner = innerOf(counters);
		const aside = this.side.phaseOf(epoch, inner, this.epochs.current !== null);
		if (aside !== null) {
			if (this.lastStep !== null)
				this.push(
					this.lastStep,
					pairs.map(({name, value}) => ({name: phasedName(aside, name), value})),
				);
			return;
		}
		if (!statement.startsWithCounter && !this.hasProseRows && this.goesBack(epoch, inner)) {
			this.pushAside(epoch, inner, pairs);
			return;
		}
		if (epoch !== null) this.epochs.enter(epoch.value, epoch.total);
		// "Saved the model of step 500" says nothing of what comes next.
		const announces = statement.startsWithCounter && statement.looseWords <= 2;
		if (epoch === null && inner === null) {
			if (pairs.some(({name}) => isMetricName(name))) this.side.takeResult();
			if (statement.looseWords <= mostProseWords) this.pushWithoutStep(pairs.filter(pair => speaksForItself(pair, statement)));
		} else if (pairs.length > 0) {
			this.announced = null;
			const step = this.stepOf(epoch, inner, pairs);
			if (!statement.startsWithCounter && !(step <= (this.lastStep ?? Number.NEGATIVE_INFINITY))) this.hasProseRows = true;
			if (inner === null && this.axis === 'step') this.nameEpochs(step, pairs, statement.phase);
			// What is said of the best step does not replace what was said of the step itself.
			this.push(
				step,
				statement.recalls ? pairs.filter(({isRecalled, name}) => !isRecalled || this.places.get(name) !== step) : pairs,
			);
		} else if (announces) this.announced = this.stepOf(epoch, inner, pairs);
		this.noteProgress(epoch, inner);
	}

	/** What a line says of now that also tells of something earlier: "Best so far: epoch 1 loss 0.98" adds no row, and begins no attempt. */
	private ofNow({counters, pairs}: Statement): {counters: readonly Counter[]; pairs: readonly Pair[]} {
		const own = counters.filter(({recall}) => recall === 'no');
		if (own.length > 0) return {counters: own, pairs: pairs.filter(({isRecalled}) => !isRecalled)};
		if (counters.length === 0)
			return {counters, pairs: pairs.filter(({isRecalled, name}) => !isRecalled || !this.places.has(name))};
		const epoch = epochOf(counters);
		const inner = innerOf(counters);
		const isOther = epoch === null && inner !== null && this.axis !== 'step' && this.lastStep !== null;
		if (!isOther && !this.goesBack(epoch, inner) && counters.every(({recall}) => recall === 'best')) return {counters, pairs};
		// "loss: 0.5 (best epoch 3)" has its own value first.
		const first = pairs.filter(({isRecalled, name}) => !isRecalled && !namesBest(name));
		if (first.length > 0) return {counters: [], pairs: first};
		this.pushAside(epoch, inner, pairs);
		return nothing;
	}

	private goesBack(epoch: Counter | null, inner: Counter | null): boolean {
		if (epoch !== null) return this.epochs.current !== null && epoch.value < this.epochs.current;
		return inner !== null && this.axis === 'step' && this.lastStep !== null && inner.value < this.lastStep;
	}

	/** Values of an earlier step that the rows do not have. The run stays where it is; "epoch 2.5" is no place on it. */
	private pushAside(epoch: Counter | null, inner: Counter | null, pairs: readonly Pair[]): void {
		const {axis, lastStep} = this;
		if (lastStep === null || (inner !== null && (axis !== 'step' || this.clock.hasRestarted))) return;
		const step = inner?.value ?? (axis === 'epoch' ? epoch?.value : lastStep);
		if (step === undefined) return;
		for (const {name, value} of pairs) if (!this.places.has(name)) this.result.metrics.push({step, name, value});
	}

	/** The mean over an epoch is not the value of its last step, though both are called `loss`. */
	private nameEpochs(step: number, pairs: readonly Pair[], phase: string | null): void {
		for (const pair of pairs) {
			if (this.places.get(pair.name) === step) pair.name = phasedName(phase ?? 'epoch', pair.name);
		}
	}

	private stepOf(epoch: Counter | null, inner: Counter | null, pairs: readonly Pair[]): number {
		if (inner !== null) {
			this.noteAxis('step');
			this.epochOfLastStep = this.epochs.current;
			// A batch is of its epoch; and a value is said once of a step.
			const repeats = pairs.some(({name}) => this.places.get(name) === this.lastStep);
			const stands = inner.kind === 'batch' ? 'anew' : repeats ? 'repeats' : 'unknown';
			return this.clock.count(inner.value, this.epochs.current ?? Number.NaN, inner.total ?? Number.NaN, stands);
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
	private pushWithoutStep(signed: readonly Pair[]): void {
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
		else if (named.some(({name}) => !/lr|learning/i.test(name))) this.push(this.rows.rowOf(named), named);
	}

	private takeBar(bar: Bar): void {
		this.hasBars = true;
		const step = this.board.take(bar);
		if (bar.epoch !== null) this.epochs.enter(bar.epoch, bar.epochs, bar.countsFromZero);
		const progress = this.board.progress(this.epochs.current, this.epochs.total, this.epochs.first);
		this.noteMark(progress === null || progress === 'part over' ? progress : {...progress, from: 'progress bar'});
		const signed = pairsOf(bar);
		// Before the first step is done its values stand behind the last of the epoch before; they come again.
		if (signed.length === 0 || bar.step === 0) return;
		if (this.board.isSide(bar)) {
			if (this.lastStep !== null) this.push(this.lastStep, signed);
		} else if (bar.kind === 'keras') {
			this.noteAxis('epoch');
			this.push(this.epochs.current ?? 0, signed);
		} else if (bar.unit !== '%') {
			this.noteAxis('step');
			this.push(step, signed);
		}
	}

	private noteProgress(epoch: Counter | null, inner: Counter | null): void {
		if (this.hasBars) return;
		const {epochs, axis, clock} = this;
		const place = {epochs, isOfSteps: axis === 'step', hasRestarted: clock.hasRestarted};
		this.noteMark(progressOf(epoch, inner, place));
	}

	private noteMark(mark: ProgressMark | 'part over' | null): void {
		if (mark === 'part over') this.result.isPartOver = true;
		else if (mark !== null) this.result.progress = mark;
	}

	private push(step: number, pairs: readonly {name: string; value: number}[]): void {
		for (const {name: said, value} of pairs) {
			const name = this.logger.current === null ? said : phasedName(this.logger.current, said);
			this.result.metrics.push({step, name, value});
			this.places.set(name, step);
		}
		this.result.step = step;
		this.lastStep = step;
	}

	private noteAxis(axis: StepAxis): void {
		if (this.axis !== 'step') this.axis = axis;
	}
}

const nothing = {counters: [], pairs: []};
