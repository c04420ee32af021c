import {stepRank} from '../plain/step-names.ts';
import {isNoMetric} from './words.ts';

/** A table that a logger prints again and again, one metric a row, between lines of dashes. */
export interface PrintedTable {
	/** Null where no row counts steps. */
	step: number | null;
	metrics: {name: string; value: number}[];
}

const ruler = /^\s*[-+=]{8,}\s*$/;
const row = /^\s*\|\s*([^|]*?)\s*\|\s*([^|]*?)\s*\|\s*$/;
const mostRows = 200;

/** Collects the rows of tables as Stable-Baselines, Baselines and Spinning Up print them: `| rollout/ | |`, `| ep_rew_mean | 22.8 |`. */
export class TableReader {
	private rows: {name: string; value: number}[] = [];
	private section = '';

	/** Takes a line; gives the table where the line ends one, null for every other line. */
	take(line: string): PrintedTable | null {
		if (ruler.test(line)) return this.finish();
		const found = row.exec(line);
		if (found === null) {
			this.rows = [];
			return null;
		}
		const [, name, text] = found;
		if (text === '' && name!.endsWith('/')) this.section = name!;
		else if (
			name !== '' &&
			/^[+-]?(?:\d|\.\d|nan|inf)/i.test(text!) &&
			!Number.isNaN(Number(text!.replace(/^[+-]?(?:nan|inf)$/i, '0')))
		) {
			const value = /nan/i.test(text!)
				? Number.NaN
				: /inf/i.test(text!)
					? text!.startsWith('-')
						? -Infinity
						: Infinity
					: Number(text);
			if (this.rows.length < mostRows) this.rows.push({name: this.section + name, value});
		}
		return null;
	}

	private finish(): PrintedTable | null {
		const {rows} = this;
		this.rows = [];
		this.section = '';
		if (rows.length === 0) return null;
		let step: number | null = null;
		let best = Number.MAX_SAFE_INTEGER;
		for (const {name, value} of rows) {
			const rank = stepRank(name) >= 0 ? stepRank(name) : stepRank(name.slice(name.lastIndexOf('/') + 1));
			if (rank < 0 || rank >= best || !Number.isInteger(value)) continue;
			best = rank;
			step = value;
		}
		const metrics = rows.filter(
			({name, value}) => !(value === step && stepRank(name.slice(name.lastIndexOf('/') + 1)) >= 0) && !isNoMetric(name),
		);
		return {step, metrics};
	}
}
