import type {LogOrder, LogRow} from '../../../core/diff/align-logs.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {withoutPrefix} from '../../../core/text/logger-prefix.ts';
import {formatCount, formatDuration} from '../../../core/text/units.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import {type AlignedLogs, selectAlignedLogs} from '../../../store/compare/logs.ts';
import type {State} from '../../../store/state.ts';
import {type CompareCell, type CompareLine, type ComparePage, plainCell} from '../table-line.ts';

const words: Record<LogOrder, string> = {step: 'by step', time: 'by time since the start', end: 'the newest lines'};

const made = new WeakMap<AlignedLogs, CompareLine[]>();

/** The ends of all logs side by side. */
export function logsPage({rows}: ScreenComparison, state: State): ComparePage {
	const aligned = selectAlignedLogs(state, rows);
	const {logs, by, orders} = aligned;
	const lines = made.get(aligned) ?? aligned.rows.map((row, at) => logLine(aligned, row, at));
	made.set(aligned, lines);
	const isComplete = logs.every(log => log !== undefined);
	return {
		title: 'Logs',
		note: orders.length > 1 ? `${words[by]}, s changes` : words[by],
		lines,
		empty: isComplete ? 'These runs kept no output' : '…',
		follows: true,
	};
}

function labelOf(key: number | null, by: LogOrder): string {
	if (key === null) return '';
	return by === 'step' ? formatCount(key) : formatDuration(Math.max(0, key));
}

function logLine({logs, by}: AlignedLogs, {key, lines}: LogRow, at: number): CompareLine {
	const text = (run: number) => (lines[run] == null ? '' : (logs[run]?.lines[lines[run]] ?? ''));
	const cell = (run: number): CompareCell => {
		const said = cleanText(text(run));
		return {...plainCell('', false), text: said, empty: lines[run] == null, cut: 'end', short: withoutPrefix(said)};
	};
	return {
		kind: 'values',
		label: labelOf(key, by),
		part: '',
		id: `log ${at}`,
		has: run => lines[run] != null,
		cells: () => logs.map((_, run) => cell(run)),
		full: () => logs.map((_, run) => text(run)),
	};
}
