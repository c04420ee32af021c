import {findImportance, leastExperiments, tellsOfSettings} from '../../core/importance/importance.ts';
import {importanceLines, importanceToJson, leftLines} from '../../core/importance/importance-lines.ts';
import {describeMethod} from '../../core/importance/words.ts';
import {describeDirection, describeNames, readYardstick} from '../../core/rank/yardstick.ts';
import {infeasibleWords} from '../../core/table/groups/group-summary.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {readJudged} from './judged-runs.ts';

/** `xtui importance METRIC`: which settings decide over the ranking of the runs, and how sure that is. */
export async function runImportance(input: CommandInput): Promise<ExitStatus> {
	const judged = readJudged('importance', input);
	if (typeof judged === 'number') return judged;
	const {rows, yardstick, nowMs} = judged;
	const results = Float64Array.from(rows, row => readYardstick(row, yardstick, nowMs));
	const importance = findImportance({rows, results});
	if (importance === null) {
		const usable = rows.filter((row, at) => tellsOfSettings(row, results[at]!)).length;
		input.warn(
			`xtui: ${usable} of ${rows.length} runs have settings and a finite ${yardstick.metric}${infeasibleWords(rows)}; it takes ${leastExperiments} that differ in more than their seed to tell what matters`,
		);
		return 1;
	}
	if (input.flags.json === true) {
		input.print(jsonText(importanceToJson(importance, yardstick), 1));
		return 0;
	}
	const format = input.flags.csv === true ? 'csv' : input.flags.md === true ? 'md' : 'text';
	if (importance.influences.length > 0 || format === 'csv')
		for (const line of importanceLines(importance, yardstick, format)) input.print(line);
	else input.warn('xtui: no setting differs between these runs that could matter');
	input.warn(
		`${cleanText(yardstick.field.label)}: ${describeDirection(yardstick)}; ${describeMethod(importance)}; ${importance.without} of ${rows.length} runs left out${infeasibleWords(rows)}${describeNames(yardstick)}`,
	);
	for (const line of leftLines(importance)) input.warn(`not looked at: ${line}`);
	return 0;
}
