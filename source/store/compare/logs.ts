import {alignLogs, type LogOrder, type LogRow, logOrders, type PlacedLog} from '../../core/diff/align-logs.ts';
import type {ComparedLog} from '../../core/diff/compared.ts';
import type {RunRow} from '../../core/row.ts';
import {memoise} from '../memo.ts';
import type {State} from '../state.ts';

const none: PlacedLog = {lines: [], steps: null, seconds: null};

/** Logs of compared runs side by side. */
export interface AlignedLogs {
	/** By run; undefined where nothing has come yet. */
	logs: readonly (ComparedLog | undefined)[];
	by: LogOrder;
	/** What they can be put beside each other by. */
	orders: readonly LogOrder[];
	rows: readonly LogRow[];
}

interface Source {
	known: ReadonlyMap<number, ComparedLog>;
	keys: string;
	wanted: LogOrder | null;
}

const align = memoise(
	({known, keys, wanted}: Source) => [known, keys, wanted] as const,
	([known, keys, wanted]): AlignedLogs => {
		const logs = keys.split(' ').map(key => known.get(Number(key)));
		const placed = logs.map(log => log ?? none);
		const orders = logOrders(placed);
		const by = wanted !== null && orders.includes(wanted) ? wanted : orders[0]!;
		return {logs, by, orders, rows: alignLogs(placed, by)};
	},
);

/** The logs of compared runs, put beside each other as the person wants, else by what most of them tell. */
export function selectAlignedLogs({compared, view}: State, rows: readonly RunRow[]): AlignedLogs {
	return align({known: compared.logs, keys: rows.map(row => row.key).join(' '), wanted: view.logOrder});
}
