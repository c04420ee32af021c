import {nameForData} from '../../plain/names/data-words.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {areSettings, isMeasured} from '../../plain/names/told-names.ts';
import type {BarRows} from '../bars/bar-rows.ts';
import {readBeside} from '../line/dicts/beside-dict.ts';
import type {PrintedDict} from '../line/dicts/dict.ts';
import {phaseBefore, phasedName} from '../line/phases.ts';
import {recallIn} from '../line/recall.ts';
import {counterAt, type Pair, pairOf} from '../line/statement/said.ts';
import {readStatement} from '../line/statement/statement.ts';
import {isTraining} from '../line/words.ts';
import type {OutputState} from '../output-state.ts';
import type {StatementRows} from './statement-rows.ts';

const pairsOf = (metrics: PrintedDict['metrics']): Pair[] => metrics.map(({name, value}) => pairOf(name, value));
/** What a dict of settings is called: "Model config LlamaConfig {", "json = {" of DeepSpeed. */
const ofSettings = /(?:config(?:uration)?|arg(?:ument)?s|param(?:eter)?s|settings|options|^\s*json =)\s*[:=]?\s*$/i;

/** Finds the steps of rows that are printed as dicts: "{'loss': 0.5, 'epoch': 1.0}", "val: {'loss': 0.5}". */
export class DictRows {
	/** True once a dict was a row. */
	hasRows = false;
	/** Names that only dicts of the best so far have. */
	private readonly ofBest = new Set<string>();
	/** Numbers in dicts before all rows that may hold settings. */
	private readonly first = new Map<string, number>();
	/** The place of the last dict with each name that says none itself. */
	private readonly placed = new Map<string, number>();

	constructor(
		private readonly output: OutputState,
		private readonly bars: BarRows,
		private readonly statements: StatementRows,
	) {}

	/** @param text the line that the dict stands on */
	take(dict: PrintedDict, text: string): void {
		const {output} = this;
		const {globalStep} = dict;
		if (globalStep !== null && dict.step !== null && !dict.isEpoch && output.globals.take(dict.step, globalStep))
			dict.step = globalStep;
		if (dict.epoch !== null && (dict.step === null || dict.isEpoch)) output.result.epoch = dict.epoch;
		if (!Number.isNaN(dict.wallMs)) output.result.wallMs = dict.wallMs;
		if (dict.isEnd)
			output.result.ending = {status: 'finished', why: 'train_runtime', error: null, strength: 0, isOfTraining: true};
		if (dict.around !== null || dict.metrics.length === 0) return;
		if (dict.isPerhapsSettings && this.takeFirst(dict)) return;
		this.hasRows = true;
		output.result.isRow = dict.step !== null || dict.epoch !== null;
		if (this.takeRecalled(dict) || ((dict.before + dict.behind).trim() !== '' && this.takeNamed(dict))) return;
		if (this.takeBelow(dict)) return;
		const step = this.stepOf(dict, text);
		if (dict.step === null) this.notePlace(dict, step);
		if (dict.total !== null && !this.bars.hasBars)
			output.result.progress = {step, total: dict.total, unit: 'step', from: 'counter', isOfPart: false};
		output.push(step, dict.metrics);
	}

	/**
	 * Takes a dict before all rows; false where it is one itself, as a line says its place or it comes again with other values. Until then the output
	 * has not begun.
	 */
	private takeFirst({metrics, before}: PrintedDict): boolean {
		const {first, output} = this;
		if (output.announced !== null || readStatement(before).counters.length > 0) return false;
		if (metrics.every(({name, value}) => first.get(name) === value)) return true;
		if (metrics.some(({name}) => first.has(name))) return false;
		const step = this.bars.mainStep() ?? output.rows.next();
		output.result.metrics.push(...metrics.map(metric => ({step, ...metric})));
		for (const {name, value} of metrics) first.set(name, value);
		return true;
	}

	/**
	 * Takes a dict that says no place below a line of an epoch: it is what that came to. True where it has its place; where several stand below one
	 * such line, they are rows of their own.
	 */
	private takeBelow({step, isEnd, hasFraction, metrics}: PrintedDict): boolean {
		const {output, placed} = this;
		const {announced, axis, lastStep} = output;
		const place = announced ?? lastStep;
		if (step !== null || isEnd || hasFraction || this.bars.hasBars || axis !== 'epoch' || place === null) return false;
		if (output.habits.has('dicts count rows')) return false;
		if (metrics.some(({name}) => placed.get(name) === place)) output.show('dicts count rows');
		this.notePlace({metrics}, place);
		if (announced !== null) this.statements.takeValues(pairsOf(metrics));
		// What the line above has said itself is another value.
		else
			output.push(
				place,
				metrics.map(({name, value}) => ({name: output.places.get(name) === place ? phasedName('epoch', name) : name, value})),
			);
		return true;
	}

	private notePlace({metrics}: Pick<PrintedDict, 'metrics'>, place: number): void {
		for (const {name} of metrics) this.placed.set(name, place);
	}

	/**
	 * Takes a dict that was printed over many lines; true where it is a row. Most of those are settings: one that says no step is
	 * a row as far as it has names of metrics. One of an earlier step, among rows of another form, sums up what was best.
	 *
	 * @param text the lines that the dict stands on
	 * @param mayGoBack true where rows are printed like that, so that one of an earlier step begins anew
	 */
	takePrinted(dict: PrintedDict, text: string, mayGoBack: boolean): boolean {
		const {metrics} = dict;
		const isBehind = dict.step !== null && this.output.lastStep !== null && dict.step < this.output.lastStep;
		if (isBehind && !mayGoBack) return false;
		const names = metrics.map(({name}) => name);
		const isFirst = this.output.lastStep === null;
		if (!names.some(isMeasured) || (isFirst && (dict.isPlanned || areSettings(names, true))) || ofSettings.test(dict.before))
			return false;
		if (dict.step !== null || dict.isEnd || dict.hasFraction) this.take(dict, text);
		else if (dict.before.trim() === '' || !this.takeNamed(dict)) this.statements.takeValues(pairsOf(metrics));
		return true;
	}

	/** Takes a dict behind words that say that it repeats an earlier row, "Best result: {'loss': 0.3, 'step': 20}"; true where no row is left of it. */
	private takeRecalled(dict: PrintedDict): boolean {
		const {before, step, isEpoch, isEnd, hasFraction, metrics} = dict;
		const recall = recallIn(before);
		const {lastStep, places} = this.output;
		if (recall === undefined || isEnd || hasFraction || (lastStep === null && step !== null)) return false;
		if (step === null) {
			// What only such dicts say is said of now.
			dict.metrics = metrics.filter(({name}) => !places.has(name) || this.ofBest.has(name));
			for (const {name} of dict.metrics) this.ofBest.add(name);
			return dict.metrics.length === 0;
		}
		const counter = {...counterAt(isEpoch ? 'epoch' : 'step', step), recall};
		const pairs = pairsOf(metrics).map(pair => ({...pair, isRecalled: true}));
		this.statements.take({pairs, counters: [counter], startsWithCounter: false, looseWords: 0, phase: null, recalls: true});
		return true;
	}

	/**
	 * Takes a dict with words before it that say where it is of, or of which data, "Step 10: {'loss': 0.5}",
	 * "val: {'loss': 0.5}", and other values beside it; true where its row has its place.
	 */
	private takeNamed(dict: PrintedDict): boolean {
		const {output} = this;
		const {before, behind, metrics} = dict;
		const phase = phaseBefore(before);
		const isOfOther = phase !== null && !isTraining(phase);
		if (isOfOther) for (const metric of metrics) metric.name = nameForData(phase, metric.name);
		const statement = readStatement(before);
		const isCounted = statement.counters.length > 0;
		// What follows in a list is of other things than its first dict, and so is what follows a dict of what was best.
		const isOfOthers = /[[(]\s*$/.test(before) || recallIn(before) !== undefined;
		const beside = readBeside(isOfOthers ? '' : behind, metrics, dict.step);
		metrics.push(...beside.metrics);
		if (dict.step === null && !isCounted) {
			dict.step = beside.step;
			dict.isEpoch = beside.isEpoch;
		}
		if (dict.step !== null || !isCounted) {
			const pairs = [...(statement.recalls ? [] : statement.pairs), ...beside.pairs];
			for (const {name, value} of pairs)
				if (isMetricName(name) && !metrics.some(metric => metric.name === name)) metrics.push({name, value});
		}
		if (dict.step !== null) return false;
		if (isCounted) {
			statement.pairs.push(...pairsOf(metrics), ...beside.pairs);
			this.statements.takeNumbered(statement, before);
			return true;
		}
		if (!isOfOther || output.axis === 'row') return false;
		if (this.takeBelow(dict)) return true;
		if (output.lastStep === null) return false;
		output.push(output.lastStep, metrics);
		return true;
	}

	private stepOf({step: own, isEpoch, isEnd, hasFraction, metrics}: PrintedDict, text: string): number {
		const {output, bars} = this;
		// Where steps are counted too, what is said of an epoch belongs to the step that it came to.
		const epoch = isEpoch && !hasFraction ? own : null;
		const beside = epoch === null ? null : bars.stepOfEpoch(epoch);
		if (epoch !== null && (beside !== null || output.axis !== 'step')) bars.takeEpochRow(beside ?? epoch, metrics);
		const reached = beside ?? (isEpoch && output.axis === 'step' ? output.lastStep : null);
		// Another training is under way: its row belongs to its own bar.
		if (hasFraction && !isEnd) bars.takeRow(metrics);
		if (hasFraction) bars.takeOfRun();
		const known = reached ?? own;
		const ofBar = known === null ? bars.stepOfRow(text, metrics, hasFraction) : null;
		if (!isEnd) bars.takeRow(metrics);
		const last = output.axis === 'step' ? output.lastStep : null;
		if (own !== null) output.noteAxis(isEpoch ? 'epoch' : 'step');
		else if (ofBar !== null) output.noteAxis('step');
		return known ?? ofBar ?? last ?? output.rows.next();
	}
}
