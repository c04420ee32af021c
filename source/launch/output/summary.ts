import {errorCode} from '../../io/look.ts';
import {replaceFile} from '../../io/write/replace.ts';
import {type MetricPoint, spellNumber} from './metric-rows.ts';

interface Summary {
	last: number;
	first: number;
	min: number;
	max: number;
	sum: number;
	finite: number;
	count: number;
	lastStep: number;
}

/** Rolls points up: last, first, min, max and mean of the finite values, count, last step; a metric each. */
export class Summaries {
	private readonly metrics = new Map<string, Summary>();
	changed = false;

	add(points: readonly MetricPoint[]): void {
		for (const {name, value, step} of points) {
			const known = this.metrics.get(name);
			const summary = known ?? {
				last: value,
				first: value,
				min: Number.NaN,
				max: Number.NaN,
				sum: 0,
				finite: 0,
				count: 0,
				lastStep: step,
			};
			if (known === undefined) this.metrics.set(name, summary);
			summary.last = value;
			summary.lastStep = step;
			summary.count++;
			if (!Number.isFinite(value)) continue;
			summary.finite++;
			summary.sum += value;
			if (!(summary.min <= value)) summary.min = value;
			if (!(summary.max >= value)) summary.max = value;
		}
		this.changed ||= points.length > 0;
	}

	/** Content of `summaries/metrics.json`. A metric without any finite value has no min, max and mean. */
	spell(): string {
		const lines = [...this.metrics].map(([name, summary]) => {
			const {last, first, min, max, sum, finite, count, lastStep} = summary;
			const fields: [string, number][] = [
				['last', last],
				['first', first],
			];
			if (finite > 0) fields.push(['min', min], ['max', max], ['mean', sum / finite]);
			fields.push(['count', count], ['step', lastStep]);
			return `${JSON.stringify(name)}: {${fields.map(([key, value]) => `"${key}": ${spellNumber(value)}`).join(', ')}}`;
		});
		return `{${lines.join(',\n ')}}\n`;
	}

	/** Writes both files of `summaries/`; a full disk is no reason to stop, it is tried again later. */
	save(directory: string, attributes: Record<string, number | string>): void {
		try {
			replaceFile(`${directory}/summaries/metrics.json`, this.spell());
			replaceFile(`${directory}/summaries/attrs.json`, `${JSON.stringify(attributes)}\n`);
			this.changed = false;
		} catch (error) {
			if (errorCode(error) === '') throw error;
		}
	}
}
