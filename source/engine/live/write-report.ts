import path from 'node:path';
import {makeYardstick} from '../../core/rank/yardstick.ts';
import {describeError} from '../../io/files.ts';
import {homeDirectory} from '../../io/home.ts';
import {createFile} from '../../io/write/create-file.ts';
import {formatOfName, makeReport} from '../../report/prepare.ts';
import type {Engine} from '../engine.ts';
import {makeRow} from '../model/row.ts';
import type {ReportWish, ReportWritten} from '../protocol.ts';

/** Writes a report of runs that are read already. A file that is there stays as it is. */
export function writeReport(engine: Engine, wish: ReportWish, nowMs: number): ReportWritten {
	const file = path.resolve(wish.file.replace(/^~(?=\/|$)/, homeDirectory()));
	const answer = (fault: string | null): ReportWritten => ({file, fault});
	const format = formatOfName(file);
	if (format === null) return answer('a report is .html or .md');
	const runs = wish.runs.flatMap(key => {
		const run = engine.registry.runs.get(key);
		return run === undefined ? [] : [{row: makeRow(run), metrics: run.metrics, problems: run.problems}];
	});
	const {title, metrics, rank, goals, logY, together, query, roots, command} = wish;
	const text = makeReport({
		title,
		runs,
		...(metrics !== null && {metrics}),
		...(rank !== null && {yardsticks: [makeYardstick(rank.metric, rank.direction, rank.from, rank.part)]}),
		goals: new Map(goals),
		logY,
		together,
		query,
		roots,
		command,
		version: process.env.XTUI_VERSION ?? 'unknown',
		nowMs,
		format,
	});
	try {
		return answer(createFile(file, text) ? null : 'it is there already, and was left as it is');
	} catch (error) {
		return answer(describeError(error));
	}
}
