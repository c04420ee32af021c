import path from 'node:path';
import type {Yardstick} from '../../core/rank/yardstick.ts';
import type {RunRow} from '../../core/row.ts';
import {goalsOf} from '../../core/table/metrics/goals.ts';
import {quoteWord} from '../../core/text/shell-words.ts';
import {describeError} from '../../io/files.ts';
import {writeWhole} from '../../io/write/create-file.ts';
import {formatOfName, makeReport} from '../../report/prepare.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {checkRoots} from '../find/roots.ts';
import {type Scanned, scanRoots, splitWords} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {judgeMetric, valuesOf} from '../list/judge-metric.ts';

/** `xtui report`: one file that says how the runs stand, which is best and why, with their curves. */
export async function runReport(input: CommandInput): Promise<ExitStatus> {
	const {flags} = input;
	const file = typeof flags.output === 'string' ? flags.output : null;
	const format = file === null ? 'md' : formatOfName(file);
	const {goal} = flags;
	if (format === null || (goal !== undefined && goal !== 'min' && goal !== 'max')) {
		input.warn(
			format === null
				? `xtui: a report is a file that ends in .html or .md, ${file === '' ? 'and none is named' : `not ${file}`}`
				: 'xtui: --goal is min or max',
		);
		return 2;
	}
	const {roots, query} = splitWords(input.words);
	const scanned = scanRoots(roots, input, {isQuiet: true});
	if (scanned === null) return 1;
	const nowMs = Date.now();
	const selection = selectRows(input, query, scanned, nowMs);
	if (selection === null) return 2;
	const asked = askedMetrics(input, scanned, selection.rows);
	if (typeof asked === 'number') return asked;
	if (selection.rows.length === 0) input.warn('xtui: no run fits, so the report says only that');
	const text = makeReport({
		...asked,
		title: typeof flags.title === 'string' ? flags.title : titleOf(roots),
		runs: selection.rows.map(row => {
			const {metrics, problems} = scanned.runs.get(row.key)!;
			return {row, metrics, problems};
		}),
		valueAt: valuesOf(scanned),
		goals: goalsOf(selection.rows),
		logY: flags.logY === true,
		together: flags.seeds === true,
		query: [query, flags.where].filter(Boolean).join(' '),
		roots: checkRoots(roots).roots,
		command: commandOf(input),
		version: process.env.XTUI_VERSION ?? 'unknown',
		nowMs,
		format,
	});
	if (file === null) {
		input.print(text.trimEnd());
		return 0;
	}
	return write(file, text, input);
}

function write(file: string, text: string, {flags, print, warn}: CommandInput): ExitStatus {
	try {
		if (writeWhole(path.resolve(file), text, flags.force === true)) {
			print(`${file}: ${Buffer.byteLength(text)} bytes`);
			return 0;
		}
		warn(`xtui: ${file} is there already and was left as it is; choose another name, or say --force to replace it`);
	} catch (error) {
		warn(`xtui: cannot write ${file}: ${describeError(error)}`);
	}
	return 1;
}

/** The metrics that were asked for, as what runs are ranked by where their direction is known; nothing where none was. */
function askedMetrics(
	input: CommandInput,
	scanned: Scanned,
	rows: readonly RunRow[],
): {metrics?: string[]; yardsticks?: Yardstick[]} | ExitStatus {
	const words = [input.flags.metric ?? []].flat().map(String);
	if (words.length === 0) return {};
	const known = new Set(scanned.rows.flatMap(row => row.metrics.names));
	const yardsticks: Yardstick[] = [];
	const metrics: string[] = [];
	for (const word of words) {
		const judged = judgeMetric(word, 'report', scanned, rows, input.flags.goal);
		if (!('fault' in judged)) {
			yardsticks.push(judged);
			metrics.push(judged.metric);
		} else if (known.has(word)) metrics.push(word);
		else {
			input.warn(judged.fault);
			return judged.isMissing ? 1 : 2;
		}
	}
	return {metrics: [...new Set(metrics)], yardsticks};
}

function titleOf(roots: readonly string[]): string {
	const names = checkRoots(roots).roots.map(root => path.basename(root) || root);
	return `Runs of ${names.join(', ')}`;
}

/** The command line that makes the report again. */
function commandOf({words, flags}: CommandInput): string {
	const given = Object.entries(flags).flatMap(([name, value]) => {
		const flag = `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
		if (value === true) return [flag];
		if (value === undefined || value === false) return [];
		return [value].flat().map(each => `${flag}=${each}`);
	});
	return ['xtui', 'report', ...words, ...given].map(quoteWord).join(' ');
}
