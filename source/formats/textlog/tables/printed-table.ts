import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {stepRank} from '../../plain/names/step-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {isPlannedCount, isToldOrLogged} from '../../plain/names/told-names.ts';
import {byForm} from '../line/by-form.ts';
import {isNoMetric} from '../line/words.ts';
import type {NamedValue} from '../line-result.ts';
import {cellsOf, pipedRow} from './cells.ts';

/** A table that a logger prints again and again, one metric a row, between lines of dashes. */
export interface PrintedTable {
	/** Null where no row counts steps. */
	step: number | null;
	metrics: NamedValue[];
}

const ruler = byForm(/^\s*[-+=]{8,}\s*$/);
const settingsHead = /^(?:(?:hyper-?)?param(?:eter)?|setting|option|arg(?:ument)?|config(?:uration)?)s?$/i;
const mostRows = 200;
/** Lines of something else that may stand in a table that a line of dashes has begun, such as a warning. */
const mostForeign = 4;

/** Collects the rows of tables as Stable-Baselines, Baselines and Spinning Up print them: `| rollout/ | |`, `| ep_rew_mean | 22.8 |`. */
export class TableReader {
	private rows: NamedValue[] = [];
	private section = '';
	private isOfSettings = false;
	/** What a counter in the plural said above in the same grid: a metric below it shows that it counts. */
	private planned: number | null = null;
	/** Lines of something else that may still come, none where no line of dashes has begun the table. */
	private foreignLeft = 0;

	/** Takes a line; gives the table where the line ends one, null for every other line. */
	take(line: string): PrintedTable | null {
		if (ruler.test(line)) return this.finish(line.includes('+'));
		const [name, text, ...others] = line.includes('|') && pipedRow.test(line) ? cellsOf(line) : [];
		if (name === undefined || text === undefined || others.length > 0) {
			this.planned = null;
			if (this.foreignLeft > 0 && this.rows.length > 0) {
				this.foreignLeft--;
				return null;
			}
			this.rows = [];
			this.foreignLeft = 0;
			this.isOfSettings = false;
			return null;
		}
		this.isOfSettings ||= settingsHead.test(name) && /^values?$/i.test(text);
		const value = parseNumber(text);
		if (text === '' && name.endsWith('/')) this.section = name;
		else if (name !== '' && value !== null && this.rows.length < mostRows) this.rows.push({name: this.section + name, value});
		return null;
	}

	/** @param isGrid true for a line with crossings, as texttable and tabulate draw one below each row */
	private finish(isGrid: boolean): PrintedTable | null {
		const {rows} = this;
		this.rows = [];
		this.section = '';
		this.foreignLeft = mostForeign;
		if (rows.length === 0 || this.isOfSettings) return null;
		// The arguments of a program stand in a grid: "| Epochs | 500 |" counts nothing there.
		if (isGrid && rows.length === 1 && isTold(rows[0]!.name)) {
			if (rankOf(rows[0]!.name) >= 0) this.planned = rows[0]!.value;
			return null;
		}
		const counters = rows.filter(({name, value}) => rankOf(name) >= 0 && Number.isInteger(value));
		const step = counters.sort((a, b) => rankOf(a.name) - rankOf(b.name))[0]?.value ?? this.planned;
		this.planned = null;
		return {step, metrics: rows.filter(({name}) => rankOf(name) < 0 && !isNoMetric(name))};
	}
}

/** True for what only a program is told: no metric, and a counter in the plural. */
const isTold = (name: string): boolean =>
	rankOf(name) >= 0 ? isPlannedCount(name) : !isMetricName(name) || isToldOrLogged(name);

// A name known with its section counts for more than one known by its last part.
function rankOf(name: string): number {
	const whole = stepRank(name);
	if (whole >= 0) return whole;
	const part = stepRank(name.slice(name.lastIndexOf('/') + 1));
	return part < 0 ? -1 : part + 1000;
}
