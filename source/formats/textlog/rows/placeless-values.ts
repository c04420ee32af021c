import {areSettings, isMeasured, isTuned} from '../../plain/names/told-names.ts';
import type {BarRows} from '../bars/bar-rows.ts';
import {byForm} from '../line/by-form.ts';
import {phasedName, phaseIn} from '../line/phases.ts';
import {namesBest} from '../line/recall.ts';
import {type Counter, isListed, type Pair, type Statement, speaksForItself} from '../line/statement/said.ts';
import type {OutputState} from '../output-state.ts';
import {BareLines} from './bare-lines.ts';
import {isCountOfRow} from './counts/named-counts.ts';
import type {SaidSteps} from './counts/said-steps.ts';
import type {DataNames} from './data/data-names.ts';

/** Words beside values with which a line is no prose yet. */
export const mostProseWords = 3;
const ofSummary = byForm(/^\s*\*\s/);
const ofMeans = byForm(/^\s*averaged? stats\b/i);
/** True for a learning rate, which says nothing by itself of how far a run is. */
export const isRate = (name: string): boolean => /lr|learning/i.test(name);

interface Said extends Pick<Statement, 'startsWithCounter' | 'looseWords' | 'besideWords'> {
	counters: readonly Counter[];
	pairs: readonly Pair[];
}

/** Puts values of lines that count nothing where they belong: at the announced step, at the last one, or in a row of their own. */
export class PlacelessValues {
	/** The data that such rows were about last, null since one that has a place. */
	private phaseBefore: string | null = null;
	/** True for a line that sums up those rows: " * Acc@1 70.6 Acc@5 90.6" of PyTorch's examples. */
	private isSummary = false;
	/** True for a line of the means of what rows before it said: "Averaged stats: loss: 0.5 (0.6)" of DETR, DeiT, MAE. */
	private isOfMeans = false;
	private readonly bare: BareLines;
	/** The step of the last row that counts itself and has that name, and its value. */
	private readonly counted = new Map<string, {step: number; value: number}>();
	/** Names whose values of whole epochs are apart from those of the rows that count themselves. */
	private readonly ofEpochs = new Set<string>();

	/** @param noteDone is told that what was announced has its values */
	constructor(
		private readonly output: OutputState,
		private readonly bars: BarRows,
		private readonly said: SaidSteps,
		private readonly names: DataNames,
		private readonly noteDone: () => void,
	) {
		this.bare = new BareLines(name => output.places.has(name));
	}

	/** Takes a line that may be about the rows before it. */
	takeLine(text: string): void {
		this.isSummary = ofSummary.test(text);
		this.isOfMeans = ofMeans.test(text);
		this.bare.takeLine(text);
	}

	/** Takes that a line said a place, for itself or for those below it. */
	takePlace(): void {
		this.phaseBefore = null;
	}

	/** Takes the values of a row that counts itself. */
	takeCounted(pairs: readonly Pair[], step: number): void {
		for (const {name, value} of pairs) this.counted.set(name, {step, value});
	}

	/**
	 * Takes the values of a line that says no place.
	 * @param isResult true where the line says itself that all its values are results
	 */
	take({startsWithCounter, looseWords, besideWords = 0, counters, pairs}: Said, isResult: boolean): void {
		if (this.isSummary && this.phaseBefore !== null) this.push(summary(pairs, this.phaseBefore));
		else if (this.isOfMeans) this.pushMeans(pairs);
		else if (looseWords <= mostProseWords) {
			// "epoch 0.25 loss 2.5" says how far the run is, which is no step.
			const isHeaded = this.output.announced !== null;
			const isPlaced =
				counters.length > 0
					? startsWithCounter && looseWords === 0
					: this.bare.areValues(pairs, isHeaded, this.output.lastStep === null);
			const isOfPlace = (pair: Pair) => isPlaced || (isHeaded && isListed(pair));
			this.push(
				pairs.filter(pair => speaksForItself(pair) || isOfPlace(pair)),
				isResult,
				looseWords <= besideWords && this.areRow(pairs),
			);
		}
	}

	/**
	 * Puts values at the announced step, or the last one, or in a row of their own.
	 * @param isResult true where all of them are results if one has a metric's name
	 * @param areRow true where nothing stands beside them, and those with decimals are results too
	 */
	push(said: readonly Pair[], isResult = false, areRow = false): void {
		const {output} = this;
		// What was not read makes no row by itself.
		const signed = output.announced === null ? said.filter(({unread}) => unread === undefined) : said;
		if (signed.length === 0) return;
		const metrics = signed.filter(({name}) => this.bare.isMeasured(name));
		if (metrics.length > 0) this.phaseBefore = phaseIn(metrics[0]!.name) ?? this.phaseBefore;
		if (output.announced !== null) {
			this.names.take(signed, output.announced);
			output.push(output.announced, signed);
			this.noteDone();
			return;
		}
		// Behind rows "MAPE: 3.2%" on a line of its own is what they came to, or goes with the metrics on the lines above.
		const areResults = output.lastStep !== null && signed.some(({name}) => this.bare.isResult(name));
		if (metrics.length === 0 && !areResults) return;
		const ofBar = this.bars.mainStep();
		const own = ofBar === null ? this.said.stepOf(said, output) : null;
		if (own !== null) output.noteAxis('step');
		output.result.isPlaceless = own === null;
		const known = ofBar ?? own ?? output.lastStep;
		const values = isResult
			? signed
			: signed.filter(
					pair =>
						this.bare.isMeasured(pair.name) ||
						isCountOfRow(pair) ||
						this.bare.isResult(pair.name) ||
						(areRow && !namesBest(pair.name) && (!Number.isInteger(pair.value) || output.places.has(pair.name))),
				);
		if (output.axis !== 'row' && known !== null) {
			const placed = areRow ? values.map(pair => this.apart(pair, known)) : values;
			this.names.take(placed, known);
			output.push(known, placed);
		}
		// Before the first step a lone learning rate or weight of a loss is a setting.
		else if (areResults || metrics.some(({name}) => !isRate(name) && (output.lastStep !== null || !isTuned(name))))
			output.push(output.rows.rowOf(values), values);
	}

	/** The value of a step that the row of that step has said another one of, by a name of its own: it sums up what came to that step. */
	private apart(pair: Pair, step: number): Pair {
		const {name, value} = pair;
		const counted = this.counted.get(name);
		if (counted?.step === step && counted.value !== value) this.ofEpochs.add(name);
		return this.ofEpochs.has(name) ? {...pair, name: phasedName('epoch', name)} : pair;
	}

	/** True for a line of values alone behind rows that count: "loss: 0.9, MeanIU: 0.6" has two, whatever the second one is called. */
	private areRow(pairs: readonly Pair[]): boolean {
		const isOfValues = pairs.length > 1 && this.output.axis !== 'row' && pairs.every(({sign}) => sign !== '');
		const names = pairs.map(({name}) => name);
		return isOfValues && names.some(isMeasured) && !areSettings(names, false);
	}

	/** Means of what rows before have said. Settings, which have no data in their names, are not replaced by them. */
	private pushMeans(pairs: readonly Pair[]): void {
		const {places, lastStep} = this.output;
		const phase = this.phaseBefore ?? 'epoch';
		const isKnown = ({name}: Pair) => places.get(name) === lastStep && phasedName(phase, name) === name;
		this.push(
			named(
				pairs.filter(pair => !isKnown(pair)),
				phase,
			),
		);
	}
}

/** Values with that data in their names. */
export const named = (pairs: readonly Pair[], phase: string): Pair[] =>
	pairs.map(pair => ({...pair, name: phasedName(phase, pair.name)}));

const summary = (pairs: readonly Pair[], phase: string): Pair[] =>
	named(
		pairs.filter(({isAlone, sign}) => isAlone || sign !== ''),
		phase,
	);
