/** A number as JSON with bare words, as Python writes it. */
export function spellNumber(value: number): string {
	if (Number.isFinite(value)) return JSON.stringify(value);
	if (Number.isNaN(value)) return 'NaN';
	return value > 0 ? 'Infinity' : '-Infinity';
}

/** Keys of a row that are no metrics. */
const taken = new Set(['step', 'time']);

export interface MetricPoint {
	step: number;
	name: string;
	value: number;
}

/**
 * Lines of `metrics.jsonl`, one for each step of the points. A row that repeats the last one word for word (a bar that is redrawn) is left
 * out.
 */
export class MetricRows {
	private last = '';

	/** @returns the lines with their line feeds, '' where there is nothing new */
	spell(points: readonly MetricPoint[], nowMs: number): string {
		let text = '';
		for (let at = 0; at < points.length; ) {
			const {step} = points[at]!;
			const values = new Map<string, number>();
			for (; at < points.length && points[at]!.step === step && !values.has(points[at]!.name); at++) {
				const {name, value} = points[at]!;
				values.set(name, value);
			}
			const fields = [...values].map(
				([name, value]) => `${JSON.stringify(taken.has(name) ? `${name}_` : name)}: ${spellNumber(value)}`,
			);
			const row = `"step": ${spellNumber(step)}|${fields.join(', ')}`;
			if (row === this.last) continue;
			this.last = row;
			text += `{"step": ${spellNumber(step)}, "time": ${nowMs / 1000}, ${fields.join(', ')}}\n`;
		}
		return text;
	}
}
