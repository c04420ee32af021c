import {type Aligned, alignNames} from '../core/diff/align-names.ts';
import {isBookkeeping} from '../core/diff/bookkeeping.ts';
import {diffSettings, type SettingsDiff} from '../core/diff/settings.ts';
import type {RunRow} from '../core/row.ts';
import {comparedRows} from './compared.ts';
import {selectMetricNames} from './selectors.ts';
import type {State} from './state.ts';

/** What is known of several runs side by side; lists go by run, in the order of `rows`. */
export interface ScreenComparison {
	/** The first one is what the others are measured against. */
	rows: readonly RunRow[];
	config: SettingsDiff;
	/** With each run's own spelling of the name; the most telling first, those of several runs before those of one. */
	metrics: readonly Aligned[];
}

interface Known extends ScreenComparison {
	ranked: readonly string[];
	chosen: readonly string[] | null;
	all: boolean;
}

let known: Known | null = null;

/** Compares runs by what their rows tell. The last answer is kept until one of its rows or the choice of metrics changes. */
export function selectComparison(state: State, keys: readonly number[]): ScreenComparison {
	const rows = comparedRows(state, keys);
	const ranked = selectMetricNames(state);
	const {metrics: chosen, compareAll: all} = state.view;
	const same = known !== null && known.rows.length === rows.length && rows.every((row, at) => row === known!.rows[at]);
	if (known !== null && same && known.ranked === ranked && known.chosen === chosen && known.all === all) return known;
	const config = diffSettings(rows.map(row => row.config));
	known = {rows, config, ranked, chosen, all, metrics: rankAligned(rows, ranked, all ? null : chosen)};
	return known;
}

function rankAligned(rows: readonly RunRow[], ranked: readonly string[], chosen: readonly string[] | null): Aligned[] {
	const place = new Map((chosen ?? ranked).map((name, at) => [name, at]));
	const of = ({nameIn}: Aligned) =>
		nameIn.reduce((least, name) => Math.min(least, (name === null ? undefined : place.get(name)) ?? Infinity), Infinity);
	const several = ({nameIn}: Aligned) => (nameIn.filter(name => name !== null).length > 1 || rows.length === 1 ? 0 : 1);
	return alignNames(rows.map(row => row.metrics.names))
		.map(aligned => ({aligned, at: of(aligned), alone: several(aligned)}))
		.filter(({aligned, at}) => (chosen === null ? !isBookkeeping(aligned.name) : Number.isFinite(at)))
		.sort((a, b) => (chosen === null ? a.alone - b.alone : 0) || (a.at === b.at ? 0 : a.at - b.at))
		.map(({aligned}) => aligned);
}
