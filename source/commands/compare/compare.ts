import {compareRuns, type Subject} from '../../core/diff/compare-runs.ts';
import {comparisonToJson} from '../../core/diff/comparison-json.ts';
import {comparisonLines} from '../../core/diff/comparison-lines.ts';
import {readMoment} from '../../core/diff/moment.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {keptOf} from '../../engine/kept-of.ts';
import {readRecordedSource} from '../../engine/live/compared/recorded-source.ts';
import {declaredGoals, hiddenMetrics} from '../../engine/model/goals.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {type FoundRun, findRuns, runsBelow} from '../find/find-runs.ts';
import {selectRows} from '../find/select.ts';

/** `xtui compare RUN RUN…`: what differs, measured against the first. Directories give the runs that the query means, all without one. */
export async function runCompare(input: CommandInput): Promise<ExitStatus> {
	const {flags} = input;
	const moment = typeof flags.at === 'string' ? readMoment(flags.at) : null;
	if (typeof flags.at === 'string' && moment === null) {
		input.warn(`xtui: --at takes a step (500, 1k) or a time after the start (30m, 2h), not ${flags.at}`);
		return 2;
	}
	const named = findRuns(input, input.words);
	if (named === null) return 1;
	const {scanned} = named;
	const nowMs = Date.now();
	let chosen: FoundRun[] = named.found;
	if (typeof flags.where === 'string' || (named.onlyRoots && chosen.length < 2)) {
		const selection = selectRows(input, '', scanned, nowMs);
		if (selection === null) return 2;
		// Runs come in the order of the directories that were named, unless the query sorts them.
		const isSorted = selection.query.sort.length > 0 || input.words.length === 0;
		const ordered = isSorted ? selection.rows : input.words.flatMap(word => runsBelow(selection.rows, word));
		const first = new Set(chosen.map(({row}) => row.key));
		const others = [...new Set(ordered)].filter(({key}) => !first.has(key));
		chosen = [...chosen, ...others.map(row => ({row, at: null}))];
	}
	if (chosen.length < 2) {
		const count = chosen.length === 1 ? 'one was' : 'none were';
		const where = input.words.length === 0 ? ' here: name them, xtui compare RUN RUN' : '';
		input.warn(`xtui: compare takes two runs or more, and ${count} found${where}`);
		return input.words.length < 2 ? 2 : 1;
	}
	const subjects = chosen.map(({row, at}): Subject => {
		const run = scanned.runs.get(row.key)!;
		return {
			row,
			facts: run.facts,
			metrics: run.metrics,
			declared: declaredGoals(run),
			hidden: hiddenMetrics(run),
			at: at ?? moment,
			packages: keptOf(scanned.engine.registry, run).packages,
			source: readRecordedSource(scanned.engine.registry, run),
		};
	});
	const comparison = compareRuns(subjects);
	if (flags.diff === true) await (await import('./compare-diff.ts')).printDiff(input, comparison, scanned);
	else if (flags.json === true) input.print(jsonText(comparisonToJson(comparison, nowMs), 1));
	else {
		const format = flags.csv === true ? 'csv' : flags.md === true ? 'md' : 'text';
		const options = {all: flags.all === true, nowMs, mostCharacters: format === 'text' ? roomOf(subjects.length, input) : null};
		for (const line of comparisonLines(comparison, format, options)) input.print(line);
	}
	return 0;
}

const keyCells = 20;
const leastCells = 16;

/** Characters of a value in a table of so many runs that a terminal is to show; null in a pipe, where nothing is cut. */
function roomOf(runs: number, {isTerminal, cols}: CommandInput): number | null {
	return isTerminal ? Math.max(leastCells, Math.floor((cols - keyCells) / runs) - 2) : null;
}
