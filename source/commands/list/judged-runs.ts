import type {Yardstick} from '../../core/rank/yardstick.ts';
import type {RunRow} from '../../core/row.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {type Scanned, scanRoots, splitWords} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {joinNames, judgeMetric} from './judge-metric.ts';

/** The runs that a verb judges, and what it judges them by. */
export interface JudgedRuns {
	rows: RunRow[];
	yardstick: Yardstick;
	scanned: Scanned;
	nowMs: number;
}

/** Reads `METRIC [DIR…] [QUERY]`; the exit status where that is not possible, which has been said then. */
export function readJudged(verb: string, input: CommandInput): JudgedRuns | ExitStatus {
	const [word, ...rest] = input.words;
	const {goal} = input.flags;
	if (word === undefined || (goal !== undefined && goal !== 'min' && goal !== 'max')) {
		input.warn(word === undefined ? `xtui: ${verb} takes a metric, as in xtui ${verb} val/loss` : 'xtui: --goal is min or max');
		return 2;
	}
	const {roots, query} = splitWords(rest);
	const scanned = scanRoots(roots, input);
	if (scanned === null) return 1;
	const nowMs = Date.now();
	const selection = selectRows({...input, flags: {...input.flags, limit: undefined}}, query, scanned, nowMs);
	if (selection === null) return 2;
	const {rows} = selection;
	const yardstick = judgeMetric(word, verb, scanned, rows, goal);
	if ('fault' in yardstick) {
		input.warn(yardstick.fault);
		return yardstick.isMissing ? 1 : 2;
	}
	return {rows, yardstick: joinNames(yardstick, rows, scanned), scanned, nowMs};
}
