import {type RunRow, shownDir} from '../../core/row.ts';
import {parseSlice, type SliceQuestion} from '../../core/slice-question.ts';
import {csvCell} from '../../core/table/columns/render.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {alignTable} from '../../core/text/plain-table.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {formatNumber} from '../../core/text/units.ts';
import type {RecordSliceAnswer} from '../../formats/format.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import type {Scanned} from '../find/scan.ts';
import {describeFault} from '../find/select.ts';

/** What one source answered. */
interface Answer extends RecordSliceAnswer {
	dir: string;
	path: string;
}

/** Means of parts put together to the mean of all. */
function poolAnswers(answers: readonly Answer[]): Omit<RecordSliceAnswer, 'group'> {
	const count = answers.reduce((sum, answer) => sum + answer.count, 0);
	return {
		count,
		mean: answers.reduce((sum, answer) => sum + answer.mean * (answer.count / count), 0),
		min: Math.min(...answers.map(({min}) => min)),
		max: Math.max(...answers.map(({max}) => max)),
	};
}

/** What the sources answered, and how many of them could not; null where there was nobody to ask. */
function ask(
	rows: readonly RunRow[],
	{engine}: Scanned,
	question: SliceQuestion,
	warn: CommandInput['warn'],
): {answers: Answer[]; refused: number} | null {
	const chosen = new Map(rows.map(row => [row.key, row]));
	const answers: Answer[] = [];
	let [asked, refused] = [0, 0];
	for (const {source, runs, claim} of engine.registry.handles.values()) {
		const own = [...runs.values()].flatMap(({run}) => chosen.get(run.key) ?? []);
		if (source.slice === undefined || own.length === 0) continue;
		asked++;
		const dir = shownDir(own[0]!);
		const chosenOnes = own.length === 1 ? 'the chosen one' : `the ${own.length} chosen ones`;
		if (own.length < runs.size)
			warn(`xtui: ${dir}: the records of all ${runs.size} experiments there are asked, not only of ${chosenOnes}`);
		const {statistic: _, ...slice} = question;
		const said = source.slice(slice);
		if (typeof said === 'string') {
			refused++;
			warn(`xtui: ${dir}: ${said}`);
		} else answers.push(...said.map(answer => ({...answer, dir, path: claim.path})));
	}
	return asked === 0 ? null : {answers, refused};
}

function answerLines(answers: readonly Answer[], {statistic, by}: SliceQuestion, isCsv: boolean): string[] {
	const order = [statistic, ...(['mean', 'count', 'min', 'max'] as const).filter(name => name !== statistic)];
	const several = new Set(answers.map(({path}) => path)).size > 1 && by === undefined;
	const pooled = several && !isCsv ? [{...poolAnswers(answers), group: null, dir: 'all together', path: ''}] : [];
	const table = [
		[...(by === undefined ? [] : [by]), ...order, 'dir'],
		...[...answers, ...pooled].map(answer => [
			...(by === undefined ? [] : [String(answer.group ?? 'none')]),
			...order.map(name => (isCsv ? String(answer[name]) : formatNumber(answer[name]))),
			answer.dir,
		]),
	].map(cells => cells.map(cell => cleanText(cell)));
	return isCsv ? table.map(cells => cells.map(csvCell).join(',')) : alignTable(table);
}

/** `xtui ls --slice QUESTION`: asks the records behind the runs, where a format keeps more keys than a step. */
export function runSlice(input: CommandInput, text: string, rows: readonly RunRow[], scanned: Scanned): ExitStatus {
	const parsed = parseSlice(text);
	if (!parsed.ok) {
		input.warn(describeFault(text, parsed.error));
		return 2;
	}
	const {question} = parsed;
	const asked = ask(rows, scanned, question, input.warn);
	if (asked === null) {
		input.warn('xtui: none of these runs has records to ask; rigorous-recorder keeps some');
		return 1;
	}
	const {answers, refused} = asked;
	if (answers.length === 0 && refused > 0) return 1;
	const lacksKey = answers.length > 0 && question.by !== undefined && answers.every(({group}) => group === null);
	if (answers.length === 0 || lacksKey) {
		const {by} = question;
		const why = lacksKey
			? `none of the records that fit has a plain value under the key ${by}`
			: `no record fits, or none of those that fit has a number ${question.of}`;
		input.warn(`xtui: ${why}`);
		return 1;
	}
	if (input.flags.json === true || input.flags.jsonl === true)
		input.print(jsonText({question, answers, all: poolAnswers(answers)}, input.flags.json === true ? 1 : undefined));
	else for (const line of answerLines(answers, question, input.flags.csv === true)) input.print(line);
	return 0;
}
