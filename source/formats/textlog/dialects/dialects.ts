import type {NamedValue} from '../line-result.ts';
import type {OutputState} from '../output-state.ts';
import {CocoSummary} from './coco-summary.ts';
import {readDarknet} from './darknet.ts';
import type {DialectRow} from './dialect-row.ts';
import {readFastText} from './fast-text.ts';
import {Flower, type FlowerRow} from './flower.ts';
import {GanTicks} from './gan-ticks.ts';
import {readMarian} from './marian.ts';
import {PyMarl} from './py-marl.ts';
import {SlashedValues} from './slashed-values.ts';
import {VitsLosses} from './vits-losses.ts';

const codesOf = (characters: string) => new Set(Array.from(characters, character => character.charCodeAt(0)));
/** What a plan or a head begins with. */
const ofHeads = codesOf(' \t"T');
/** What a row begins with that shows by itself, or the head of slashed values; but for Marian's, whose letter is every epoch's. */
const ofRows = codesOf(' \t0123456789-─[PRmtv');

/** Makes rows of lines that only one program prints so, and that words and numbers alone do not show. */
export class Dialects {
	private readonly ticks = new GanTicks();
	private readonly slashed = new SlashedValues();
	private readonly vits = new VitsLosses();
	private readonly flower = new Flower();
	private readonly coco = new CocoSummary();
	private readonly marl = new PyMarl();
	/** Whether the line at hand is one of its own. */
	private isOfFlower = false;

	constructor(private readonly output: OutputState) {}

	/** The round of Flower whose clients print what is none of its own lines; null where there is none. */
	get clientRound(): number | null {
		return this.isOfFlower ? null : this.flower.openRound;
	}

	/** Takes any line, which may say how much one of these programs will do, or be the head of a row. */
	takeLine(text: string): void {
		this.flower.takeLine(text);
		this.coco.takeLine(text);
		const mayBeHead = ofHeads.has(text.charCodeAt(0));
		if (mayBeHead) this.ticks.takePlan(text);
		if (mayBeHead || this.vits.isOpen) this.vits.takeLine(text);
	}

	/** Takes a line with a dict or a part of one; true where it is one of these programs'. */
	takeDict(text: string): boolean {
		const row = this.flower.take(text);
		this.isOfFlower = row !== null;
		if (row !== null) this.pushFlower(row);
		return row !== null;
	}

	/** Takes a line; true where it is one of these programs'. */
	take(text: string): boolean {
		const measured = text.includes('@[ IoU=') ? this.coco.take(text) : null;
		if (measured !== null) {
			this.pushMeasured(measured);
			return true;
		}
		const ofMarl = this.marl.isOpen || text.includes('t_env: ') ? this.marl.take(text) : null;
		if (ofMarl !== null) {
			this.push(ofMarl);
			return true;
		}
		// Every line of every log comes here: what it begins with tells nearly all of them.
		if (!this.slashed.isOpen && !ofRows.has(text.charCodeAt(0)) && !text.startsWith('Ep. ')) return false;
		const vits = this.vits.take(text);
		const row =
			vits ?? this.ticks.take(text) ?? readDarknet(text) ?? readFastText(text) ?? readMarian(text) ?? this.slashed.take(text);
		if (row !== null) this.push(row);
		return row !== null;
	}

	private pushFlower({step, metrics, history, progress}: FlowerRow): void {
		const {output} = this;
		output.result.progress = progress ?? output.result.progress;
		if (step !== null || history.length > 0) output.noteAxis('step');
		if (step !== null) output.push(step, metrics);
		output.pushEarlier(history);
	}

	/** Puts what is measured of the whole so far where the output is; where nothing is counted, once more in a new row. */
	private pushMeasured(values: readonly NamedValue[]): void {
		const {output} = this;
		const step = output.announced ?? output.lastStep;
		const isAgain = output.axis === 'row' && values.some(({name}) => output.places.get(name) === step);
		if (values.length > 0) output.push(step === null || isAgain ? output.rows.next() : step, values);
	}

	private push({step, epoch, metrics, progress}: DialectRow): void {
		const {output} = this;
		if (epoch !== null) output.epochs.enter(epoch, null);
		output.result.progress = progress ?? output.result.progress;
		if (metrics.length === 0) return;
		if (step !== null) output.noteAxis('step');
		output.push(step ?? output.rows.next(), metrics);
	}
}
