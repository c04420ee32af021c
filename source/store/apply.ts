import {madeOnce} from '../core/made-once.ts';
import {standingOf} from '../core/query/fields/standing.ts';
import {aggregateStride, type RunRow} from '../core/row.ts';
import type {ReportWritten, Update} from '../engine/protocol.ts';
import {comparedKeys} from './compare/compared.ts';
import {hearCompared} from './compare/news.ts';
import {siftRows} from './early-rows.ts';
import {isLoading} from './loading.ts';
import {defer, type OrderNeed} from './order/order.ts';
import type {State, Versions} from './state.ts';
import type {Notice} from './view.ts';

/** Takes in one message of the engine. The maps are changed in place and the counters tell; what did not change keeps its identity. */
export function applyUpdate(state: State, update: Update, nowMs: number): Partial<State> {
	const versions = {...state.versions};
	const {rows, removed} = siftRows(state.early, update, state.rows);
	let need: OrderNeed = 'none';
	for (const row of rows) {
		const old = state.rows.get(row.key);
		state.rows.set(row.key, row);
		if (old === undefined) {
			countMember(versions);
			need = 'now';
		} else {
			// To the list it has gone, or come back, or it lies elsewhere.
			if (standingOf(old) !== standingOf(row) || old.path !== row.path) {
				countMember(versions);
				need = 'now';
			}
			if (!isCalledSame(old, row)) versions.names++;
			if (!sameConfig(old, row)) versions.config++;
			if (!sameNames(old, row)) versions.metrics++;
			if (need === 'none') need = 'later';
		}
	}
	for (const key of removed) {
		if (!state.rows.delete(key)) continue;
		state.sparks.delete(key);
		state.curves.forgetRun(key);
		state.media.forgetRun(key);
		countMember(versions);
		need = 'now';
	}
	if (isLoading(state.reading) && update.reading !== null && !isLoading(update.reading) && nowMs - state.keyAtMs > 1000)
		need = 'now';
	if (rows.length > 0 || removed.length > 0) versions.rows++;
	for (const spark of update.sparks) {
		madeOnce(state.sparks, spark.run, () => new Map()).set(spark.metric, spark.values);
	}
	for (const curve of update.curves) state.curves.put(curve);
	for (const answer of update.media ?? []) state.media.put(answer);
	return {
		versions,
		nowMs,
		order: defer(state.order, need),
		reading: update.reading ?? state.reading,
		detail: update.detail ?? state.detail,
		machine: update.machine ?? state.machine,
		log: update.log ?? state.log,
		compared:
			update.compared === undefined
				? state.compared
				: hearCompared(state.compared, update.compared, new Set(comparedKeys(state.view))),
		dataVersion: state.dataVersion + 1,
		...(update.report && {view: {...state.view, notice: noticeOfReport(update.report, nowMs)}}),
	};
}

/** One more or one less in the list: it may have other settings and metrics, too. */
function countMember(versions: Versions): void {
	versions.members++;
	versions.names++;
	versions.config++;
	versions.metrics++;
}

function noticeOfReport({file, fault}: ReportWritten, atMs: number): Notice {
	if (fault === null) return {text: `Report written: ${file}`, role: 'info', atMs};
	return {text: `No report in ${file}: ${fault}`, role: 'bad', atMs};
}

const isCalledSame = (old: RunRow, row: RunRow): boolean =>
	old.name === row.name && old.path === row.path && old.group === row.group && old.id === row.id && old.parent === row.parent;

function sameConfig(old: RunRow, row: RunRow): boolean {
	const keys = Object.keys(row.config);
	if (keys.length !== Object.keys(old.config).length) return false;
	return keys.every(key => Object.is(old.config[key], row.config[key]));
}

const sameList = (old: readonly string[] = [], list: readonly string[] = []): boolean =>
	list.length === old.length && list.every((name, index) => name === old[index]);

function sameNames(old: RunRow, row: RunRow): boolean {
	const {names, values} = row.metrics;
	const isWhole = values.length === names.length * aggregateStride;
	return isWhole && sameList(old.metrics.names, names) && sameList(old.hidden, row.hidden);
}
