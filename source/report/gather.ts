import {findConstantKeys} from '../core/table/columns/config-keys.ts';
import {countStatuses} from '../core/table/groups/group-summary.ts';
import {cleanText} from '../core/text/clean-text.ts';
import {countWords} from '../core/text/count-words.ts';
import {formatTimestamp} from '../core/text/units.ts';
import type {Block, Report} from './blocks.ts';
import {gatherCharts} from './gather-charts.ts';
import {importanceBlocks} from './gather-importance.ts';
import {problemBlocks} from './gather-problems.ts';
import {standingsBlocks} from './gather-standings.ts';
import {runsTable} from './runs-table.ts';
import type {ReportSource} from './source.ts';

const mostConstants = 40;

/** The whole report: what was asked, how it stands, who is best, what matters, the curves, every run, what is wrong, how it was made. */
export function gatherReport(source: ReportSource): Report {
	const {runs} = source;
	const title = cleanText(source.title);
	if (runs.length === 0) {
		const nothing: Block = {kind: 'text', text: 'No run fits what was asked for, so there is nothing to report.'};
		return {title, blocks: [...askedBlocks(source), nothing, ...madeBlocks(source)]};
	}
	return {
		title,
		blocks: [
			...askedBlocks(source),
			...standingsBlocks(source),
			...importanceBlocks(source),
			...gatherCharts(source),
			{kind: 'heading', text: 'Runs'},
			{kind: 'table', table: runsTable(source)},
			...constantBlocks(source),
			...problemBlocks(source),
			...madeBlocks(source),
		],
	};
}

function askedBlocks({query, roots, runs}: ReportSource): Block[] {
	const counts = countStatuses(runs.map(({row}) => row)).map(({status, runs: count}) => `${count} ${status}`);
	const unread = runs.filter(({row}) => !row.complete).length;
	const facts: [string, string][] = [
		['Runs', runs.length === 0 ? 'none' : counts.length === 1 ? counts[0]! : `${runs.length}: ${counts.join(', ')}`],
		['Asked for', query === '' ? 'every run' : cleanText(query)],
		['Under', roots.map(root => cleanText(root)).join(', ')],
	];
	if (unread > 0) facts.push(['Not read to the end', `${countWords(unread, 'run')}: later values may differ`]);
	return [{kind: 'facts', facts}];
}

/** Settings that all runs share say as much as those that differ. */
function constantBlocks({runs}: ReportSource): Block[] {
	const constant = findConstantKeys(runs.map(({row}) => row));
	if (constant.length === 0) return [];
	const facts = constant.slice(0, mostConstants).map(({key, value}): [string, string] => [cleanText(key), cleanText(value)]);
	const more = constant.length - facts.length;
	return [
		{kind: 'heading', text: 'The same in all runs'},
		{kind: 'facts', facts},
		...(more > 0 ? [{kind: 'text' as const, text: `And ${countWords(more, 'setting')} more.`}] : []),
	];
}

function madeBlocks({command, version, nowMs}: ReportSource): Block[] {
	return [
		{kind: 'heading', text: 'How this was made'},
		{
			kind: 'facts',
			facts: [
				['Command', cleanText(command, Number.POSITIVE_INFINITY)],
				['Made', `${formatTimestamp(nowMs, 0)} UTC by xtui ${version}`],
				['Values', 'read from the files of the trackers; nothing was run or changed'],
			],
		},
	];
}
