import {noName} from '../../../core/no-name.ts';
import {momentOfNumber} from '../../../encodings/text/moments.ts';
import {isConfigColumn, withinConfig} from '../../plain/names/config-names.ts';
import {dataKeyRank, ownDataNote} from '../../plain/names/data-words.ts';
import {isId, isMeasured, isSettingId, measureNote} from '../../plain/names/id-names.ts';
import {isMetricNameKey, isMetricValueKey} from '../../plain/names/long-format.ts';
import {
	countsRows,
	countsWithinEpoch,
	isEpisode,
	isEpisodeLength,
	isEpochCounter,
	stepRank,
} from '../../plain/names/step-names.ts';
import {isTimeName, mayBeTime} from '../../plain/names/time-names.ts';
import {mayNumberParts, maySetApart} from '../../plain/rows/blocks.ts';
import {mayTellCurves, tellsCurves} from '../../plain/rows/curves.ts';
import {globalNote, isGlobalStep, mayBeginAnew} from '../../plain/rows/global-counter.ts';
import {innerNote} from '../../plain/rows/inner-counter.ts';
import {type Cell, type Columns, roles, wordsNote} from './columns.ts';
import {findTotal} from './planned-total.ts';
import {findTimeColumns} from './time-columns.ts';

/** What tells of a table's columns. */
interface Beginning {
	header: readonly string[];
	/** The first row with values. */
	firstRow: readonly Cell[];
	/** What was learnt of later rows. */
	notes: ReadonlySet<string>;
	/** Whether a cell of the first row was written with a decimal point. */
	isFraction: (column: number) => boolean;
	/** True where every number was logged as a metric, also ids. */
	keepsAll: boolean;
}

/**
 * Decides from the names and the first row what the columns are. A step column must hold a number there, or nothing yet. `notes` has what was
 * learnt of later rows, `isFraction` says whether a cell was written with a decimal point, `keepsAll` that every number was
 * logged as a metric, also ids.
 */
export function assignColumns(
	header: readonly string[],
	firstRow: readonly Cell[],
	notes: ReadonlySet<string>,
	isFraction = (_column: number) => false,
	keepsAll = false,
): Columns {
	const beginning: Beginning = {header, firstRow, notes, isFraction, keepsAll};
	const found = metricsAlone(beginning);
	assignCounters(found, beginning);
	assignOthers(found, beginning);
	assignCurves(found, beginning);
	assignTotal(found, beginning);
	assignNamed(found, beginning);
	if (found.step >= 0 && !keepsAll) assignApart(found, beginning);
	return found;
}

/** Columns of which nothing but their names is known. */
function metricsAlone({header, firstRow, keepsAll}: Beginning): Columns {
	const names = uniqueNames(header);
	return {
		names,
		roles: new Uint8Array(names.length),
		step: -1,
		time: -1,
		clock: -1,
		epoch: -1,
		inner: -1,
		global: -1,
		data: [],
		curves: [],
		curveNames: [],
		settings: [],
		total: null,
		ids: [],
		metricName: -1,
		metricValue: -1,
		empty: keepsAll ? [] : header.flatMap((_, i) => ((firstRow[i] ?? null) === null ? [i] : [])),
		apart: [],
		apartNames: [],
	};
}

/** Finds what counts the rows, and what counts within that or beyond it. */
function assignCounters(found: Columns, {header, firstRow, notes, isFraction}: Beginning): void {
	const global = header.findIndex((name, i) => isGlobalStep(name) && typeof firstRow[i] === 'number');
	const episode = header.findIndex(isEpisode);
	const isLength = (i: number) => isEpisodeLength(header[i]!, episode >= 0 && episode < i) && !notes.has(innerNote(header[i]!));
	found.step = findStep(header, firstRow, (_name, i) => !isLength(i));
	if (global >= 0 && found.step >= 0 && mayBeginAnew(header[found.step]!)) {
		if (notes.has(globalNote)) found.step = global;
		else found.global = global;
	}
	if (found.step >= 0 && isEpochCounter(header[found.step]!)) {
		const inner = findStep(header, firstRow, (name, i) => countsWithinEpoch(name) && !isLength(i));
		// An epoch with a fraction says how far the run is; a counter of steps is a better axis.
		const isBetter = inner >= 0 && (notes.has(innerNote(header[inner]!)) || isFraction(found.step));
		if (isBetter) found.step = inner;
		else found.inner = inner;
	} else if (found.step >= 0 && isEpisode(header[found.step]!)) found.inner = header.findIndex((_name, i) => isLength(i));
}

/** Gives each column its role that is no metric by its name: times, settings, ids, and which data a row is about. */
function assignOthers(found: Columns, beginning: Beginning): void {
	const {header, firstRow, notes, keepsAll} = beginning;
	const isMeasure = (name: string, cell: Cell) =>
		notes.has(measureNote(name)) || (typeof cell === 'number' && isMeasured(name, cell));
	const times: number[] = [];
	const isParted = header.some(name => tellsCurves(notes, name));
	header.forEach((name, i) => {
		const cell = firstRow[i] ?? null;
		if (i === found.step) found.roles[i] = roles.step;
		else if (found.step >= 0 && isEpochCounter(name)) found.epoch = i;
		else if (isTimeName(name) || (mayBeTime(name) && typeof cell === 'number' && !Number.isNaN(momentOfNumber(cell)))) {
			found.roles[i] = roles.time;
			times.push(i);
		} else if (isUnnamed(name) && !isNameless(header, i, keepsAll)) found.roles[i] = roles.ignored;
		else if (!keepsAll && ((isConfigColumn(name) && (isParted || !notes.has(measureNote(name)))) || isSettingId(name))) {
			found.roles[i] = roles.ignored;
			if (!tellsCurves(notes, name)) found.settings.push({at: i, path: withinConfig(name)});
		} else if (!keepsAll && countsRows(name)) found.roles[i] = roles.ignored;
		else if (!keepsAll && isId(name, isMeasure(name, cell), other => header.includes(other))) {
			found.roles[i] = roles.ignored;
			found.ids.push(i);
		} else if (isText(beginning, i) && dataKeyRank(name) >= 0) {
			found.roles[i] = roles.ignored;
			found.data.push({at: i, isOwn: notes.has(ownDataNote(name))});
		}
	});
	Object.assign(found, findTimeColumns(times, header, firstRow));
	found.data.sort((a, b) => dataKeyRank(header[a.at]!) - dataKeyRank(header[b.at]!));
}

/** Finds what may say, or was learnt to say, of which curve a row is. */
function assignCurves(found: Columns, {header, notes}: Beginning): void {
	if (found.step < 0) return;
	found.curves = header.flatMap((name, i) =>
		i !== found.step && ((mayTellCurves(name) && !notes.has(measureNote(name))) || tellsCurves(notes, name)) ? [i] : [],
	);
	found.curveNames = found.curves.map(i => header[i]!);
	for (const i of found.curves) if (tellsCurves(notes, header[i]!)) found.roles[i] = roles.ignored;
}

/** Finds what repeats the planned number of steps or epochs. */
function assignTotal(found: Columns, {header, notes, keepsAll}: Beginning): void {
	const total = keepsAll ? null : findTotal(header, found.step);
	if (total === null || found.roles[total.at] !== roles.metric || notes.has(measureNote(header[total.at]!))) return;
	found.total = total;
	found.roles[total.at] = roles.ignored;
}

/** Finds the name and the value of a metric, where each row holds one. */
function assignNamed(found: Columns, beginning: Beginning): void {
	const {header} = beginning;
	const nameAt = header.findIndex((name, i) => isMetricNameKey(name) && isText(beginning, i));
	const valueAt = header.findIndex(isMetricValueKey);
	if (nameAt < 0 || valueAt < 0) return;
	found.metricName = nameAt;
	found.metricValue = valueAt;
	found.roles[nameAt] = roles.ignored;
	found.roles[valueAt] = roles.ignored;
}

/** Finds what later rows may show to set curves apart; to be asked last, of a table that counts. */
function assignApart(found: Columns, beginning: Beginning): void {
	const {header, notes} = beginning;
	const isOwnData = (i: number) => found.data.some(({at, isOwn}) => isOwn && at === i);
	const isKnown = (i: number) => [found.metricName, ...found.curves].includes(i) || isOwnData(i) || found.roles[i] === roles.time;
	const mayBeWord = (i: number) => (isText(beginning, i) || mayNumberParts(header[i]!)) && !isKnown(i) && i !== found.step;
	// Where batches or episodes begin anew, a schedule gives each its own value.
	const isWhole = !header.some((name, i) =>
		i === found.step ? /batch/i.test(name) : stepRank(name) >= 0 && !isEpochCounter(name),
	);
	const isLeft = (i: number) => !isKnown(i) && (found.roles[i] === roles.metric || found.ids.includes(i));
	// Rows further below may show that what was learnt of one was a schedule.
	const isLearnt = (name: string) => tellsCurves(notes, name) && !mayTellCurves(name);
	const isFirst = (i: number) => i < found.step || isEpochCounter(header[found.step]!);
	found.apart = header.flatMap((name, i) =>
		mayBeWord(i) || (isWhole && (isLeft(i) || isLearnt(name)) && maySetApart(name, isFirst(i))) ? [i] : [],
	);
	found.apartNames = found.apart.map(i => header[i]!);
}

/** True for a column of words, which may be empty in the first row. */
const isText = ({header, firstRow, notes}: Beginning, column: number): boolean =>
	typeof firstRow[column] === 'string' || notes.has(wordsNote(header[column]!));

function findStep(header: readonly string[], firstRow: readonly Cell[], fits: (name: string, column: number) => boolean): number {
	let best = -1;
	header.forEach((name, i) => {
		if (!fits(name, i)) return;
		const rank = isUnnamed(name) ? Number.MAX_SAFE_INTEGER : stepRank(name);
		if (rank < 0 || typeof firstRow[i] === 'string') return;
		if (best < 0 || rank < stepRank(header[best]!) || isUnnamed(header[best]!)) best = i;
	});
	return best;
}

// A data frame's row numbers, written without a name.
const isUnnamed = (name: string): boolean => name === '' || /^unnamed: \d+$/i.test(name);

/** True for a metric whose name is empty: a data frame's row numbers stand in front of all that has a name. */
function isNameless(header: readonly string[], column: number, keepsAll: boolean): boolean {
	return header[column] === '' && (keepsAll || header.slice(0, column).some(name => !isUnnamed(name)));
}

function uniqueNames(header: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return header.map(name => {
		const base = name === '' ? noName : name;
		const count = (seen.get(base) ?? 0) + 1;
		seen.set(base, count);
		return count === 1 ? base : `${base} (${count})`;
	});
}
