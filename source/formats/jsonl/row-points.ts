import {type JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import type {FileContext} from '../plain/files-source.ts';
import {nameForData} from '../plain/names/data-words.ts';
import type {Curves} from '../plain/rows/curves.ts';
import {NamedSinks, SinksByData} from '../plain/rows/sinks.ts';
import type {NumberTexts} from './number-texts.ts';
import type {RowPlan} from './row-plan.ts';

/** Puts the numbers of scanned lines into series, by the kind of data and the curve that each line is about. */
export class RowPoints {
	private readonly named = new NamedSinks();
	/** Sinks by the key's number: those of training, and of the data that the line at hand is about. */
	private readonly sinksOf = new SinksByData();
	/** Those of the line at hand. */
	sinks = this.sinksOf.of('');
	private saidStepless = false;

	constructor(
		private readonly scanner: JsonScanner,
		private readonly plan: RowPlan,
		private readonly texts: NumberTexts,
		private readonly curves: Curves,
		private readonly context: FileContext,
	) {}

	/** Turns to the data and the curve that the line at hand is about. */
	turn(): void {
		this.sinks = this.sinksOf.of(this.plan.data, this.curves.label);
	}

	/** True where a metric of the line has come to this step already. */
	comesAgain(step: number): boolean {
		const {scanner, sinks} = this;
		const {metricsAt, nameAt, valueAt} = this.plan;
		if (nameAt >= 0 && valueAt >= 0) return this.named.hasCome(this.nameOf(scanner.text(nameAt) ?? ''), step);
		return metricsAt.some(i => sinks.hasCome(scanner.keys[i]!.id, step));
	}

	/**
	 * Pushes what the line holds at a step; false where that is nothing.
	 * @param line its number, from 1
	 * @param skipped index of a metric that is left out, -1 for none
	 * @param added index of one that is none by the plan and pushed too, -1 for none
	 */
	put(step: number, line: number, skipped: number, added: number): boolean {
		const {nameAt, valueAt, metricsAt, wallMs} = this.plan;
		if (nameAt >= 0 && valueAt >= 0) return this.putNamed(step);
		if (added >= 0) this.push(added, step, wallMs, line);
		let pushed = false;
		for (const i of metricsAt) if (i !== skipped && this.push(i, step, wallMs, line)) pushed = true;
		return pushed;
	}

	private nameOf(metric: string): string {
		return this.curves.nameOf(nameForData(this.plan.data, metric));
	}

	/** A line that holds one value and says of which metric. */
	private putNamed(step: number): boolean {
		const {nameAt, valueAt, wallMs} = this.plan;
		const text = this.scanner.text(nameAt);
		const written = this.plan.numberAt(valueAt);
		const isText = Number.isNaN(written) && this.scanner.kinds[valueAt] !== valueKinds.number;
		const value = isText ? parseNumber(this.scanner.text(valueAt) ?? '') : written;
		if (text === null || text === '' || value === null) return false;
		const sink = this.named.at(this.nameOf(text), step, this.context.series);
		sink?.push(step, wallMs, value);
		return true;
	}

	private push(i: number, step: number, wallMs: number, line: number): boolean {
		const {scanner} = this;
		const key = scanner.keys[i]!;
		const value = scanner.kinds[i] === valueKinds.number ? scanner.values[i]! : this.texts.read(i);
		if (value === null) return false;
		const {sinks} = this.sinks;
		let sink = sinks[key.id];
		if (sink === undefined) {
			sink = this.context.series(this.nameOf(key.path));
			sinks[key.id] = sink;
		}
		if (this.sinks.takes(key.id, step, this.plan.stepAt >= 0)) sink?.push(step, wallMs, value);
		else this.sayStepless(line);
		return true;
	}

	private sayStepless(line: number): void {
		if (this.saidStepless) return;
		this.saidStepless = true;
		const message = `Line ${line} has no step: what the step before has a value of already was left out, here and in others like it`;
		this.context.run.problem({file: this.context.path, message});
	}
}
