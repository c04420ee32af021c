import {unifiedLines} from '../../core/diff/code/unified.ts';
import type {Comparison} from '../../core/diff/compare-runs.ts';
import {titlesOf} from '../../core/diff/comparison-lines.ts';
import {settingsDiffLines} from '../../core/diff/settings-diff.ts';
import {safeOutput} from '../../core/text/safe-output.ts';
import {codeOf} from '../../engine/code/code-of.ts';
import {compareCode} from '../../engine/code/compare-code.ts';
import {nodeFiles} from '../../io/files.ts';
import type {CommandInput} from '../command.ts';
import type {Scanned} from '../find/scan.ts';
import {paintDiff} from './paint-diff.ts';

/**
 * `xtui compare A B --diff`: what differs in settings and code as one unified diff, each run against the first. What could not be compared is
 * said on standard error.
 */
export async function printDiff(input: CommandInput, comparison: Comparison, {engine, runs}: Scanned): Promise<void> {
	const titles = titlesOf(comparison);
	const codes = comparison.subjects.map(({row}, at) => codeOf(engine.registry, runs.get(row.key)!, titles[at]!));
	const print = (lines: readonly string[]) => {
		for (const line of lines) input.printExactly(input.isTerminal ? paintDiff(safeOutput(line)) : line);
	};
	for (let run = 1; run < codes.length; run++) {
		if (codes.length > 2) print([`# ${titles[0]} → ${titles[run]}`]);
		print(settingsDiffLines('config', comparison.config.differing, run));
		print(settingsDiffLines('packages', comparison.packages.differing, run));
		const code = await compareCode(nodeFiles, codes[0]!, codes[run]!);
		print(unifiedLines(code));
		for (const note of code.notes) input.warn(`xtui: ${note}`);
	}
}
