import {describeRuns, rankedRows, rankRuns, type Standing, type Standings} from '../../core/rank/standings.ts';
import {standingsColumns, standingsLines, standingToJson} from '../../core/rank/standings-lines.ts';
import {describeDirection, describeNames} from '../../core/rank/yardstick.ts';
import {runToJson} from '../../core/run-json.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {countWords} from '../../core/text/count-words.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {limitOfNone} from '../find/select.ts';
import {type JudgedRuns, readJudged} from './judged-runs.ts';
import {warnOfMixed} from './mixed-attempts.ts';

const sources = {person: 'flag', tracker: 'tracker', name: 'name', nobody: 'nobody', contradiction: 'nobody'} as const;

/** `xtui best METRIC`: the run that did best, the best few, or the whole ranking, by the metric's direction. */
export async function runBest(input: CommandInput): Promise<ExitStatus> {
	const judged = readJudged('best', input);
	if (typeof judged === 'number') return judged;
	const {rows, yardstick, nowMs} = judged;
	const together = input.flags.seeds === true;
	const standings = rankRuns(rows, yardstick, {nowMs, together});
	const {ranked} = standings;
	if (ranked.length === 0) {
		const infeasible = standings.unranked.find(({row, why}) => row.infeasible === why)?.why;
		const none = infeasible === undefined ? 'has a finite value of' : 'is feasible and has a finite value of';
		input.warn(
			`xtui: none of ${countWords(rows.length, 'run')} ${none} ${yardstick.metric}${infeasible === undefined ? '' : ` (${infeasible})`}`,
		);
		return 1;
	}
	if (input.flags.limit === 0) {
		input.warn(limitOfNone(rows.length));
		return 0;
	}
	const shown = choose(standings, input);
	const {metric, others} = yardstick;
	const compared = rankedRows(shown);
	warnOfMixed(compared, name => name === metric || others.includes(name), judged.scanned, input.warn);
	if (input.flags.json === true) {
		printJson(shown, judged, standings, input);
		return 0;
	}
	if (input.flags.ids === true) {
		for (const standing of shown.ranked) for (const {id} of standing.rows) input.print(id);
		return 0;
	}
	const format = input.flags.csv === true ? 'csv' : input.flags.md === true ? 'md' : 'text';
	const columns = standingsColumns(rankedRows(standings), together);
	for (const line of standingsLines(shown, columns, nowMs, format)) input.print(line);
	input.warn(
		`${cleanText(yardstick.field.label)}: ${describeDirection(yardstick)}; ${describeRuns(standings, rows.length)}${describeNames(yardstick)}`,
	);
	return 0;
}

/** Those that share the best value are all the best; more where it is asked for. */
function choose({ranked, unranked, runs}: Standings, {flags}: CommandInput): Standings {
	if (flags.all === true) return {ranked, unranked, runs};
	const best = ranked.filter(({place}) => place === 1).length;
	return {ranked: ranked.slice(0, typeof flags.limit === 'number' ? Math.max(1, flags.limit) : best), unranked: [], runs};
}

function printJson(
	{ranked, unranked}: Standings,
	{yardstick, scanned, nowMs}: JudgedRuns,
	{runs}: Standings,
	input: CommandInput,
): void {
	const {metric, others, field, direction, from} = yardstick;
	const about = {
		metric,
		names: [metric, ...others],
		field: field.label,
		direction,
		direction_from: sources[from],
		compared: runs,
	};
	const best = ranked.map((standing: Standing) => {
		const all = standing.rows.map(row => {
			const run = scanned.runs.get(row.key)!;
			return runToJson(row, run.facts, run.problems, nowMs);
		});
		return {...standingToJson(standing), run: all[0]!, ...(all.length > 1 && {repetitions: all.slice(1)})};
	});
	const without = unranked.map(({row, why}) => ({id: row.id, name: row.name, path: row.path, why}));
	input.print(jsonText({...about, best, ...(input.flags.all === true && {unranked: without})}, 1));
}
