import type {RunRow} from '../../../core/row.ts';
import {cleanText} from '../../../core/text.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import {gitFact} from '../../runs/facts.ts';
import {type CompareLine, type ComparePage, codeLine, plainCell} from '../table-line.ts';
import {metricLines} from './metric-lines.ts';
import {countSettings, settingLines} from './settings-lines.ts';
import {momentNote} from './summary.ts';

/** The most telling of everything: settings, results, source. */
export function differsPage(comparison: ScreenComparison, all: boolean): ComparePage {
	const {rows, config, metrics} = comparison;
	const total = config.differing.length + config.same.length + config.bookkeeping.length;
	const settings: CompareLine[] =
		total === 0 ? [] : [{kind: 'section', title: `Config   ${countSettings(config, all, 'key')}`}, ...settingLines(config, all)];
	const results: CompareLine[] =
		metrics.length === 0
			? []
			: [{kind: 'section', title: `Metrics${momentNote(comparison, '   ')}`}, ...metrics.flatMap(metricLines)];
	const about = factLines(rows, all);
	const facts: CompareLine[] = about.length === 0 ? [] : [{kind: 'section', title: 'Source and run'}, ...about];
	return {
		title: all ? 'Everything' : 'What differs',
		note: '',
		lines: [...settings, ...results, ...facts],
		empty: 'Nothing is known of these runs',
		follows: false,
	};
}

/** Where the code came from, and how the runs stand; only what differs unless all is wanted, the commit always. */
function factLines(rows: readonly RunRow[], all: boolean): CompareLine[] {
	const facts: [string, (row: RunRow) => string | null, boolean][] = [
		['source', gitFact, true],
		['status', row => row.status, true],
		['step', row => (row.progress?.step == null ? null : String(row.progress.step)), false],
		['format', row => row.formats.join(' '), false],
		['host', row => row.host, false],
		['tags', row => row.tags.join(' '), false],
		['directory', row => row.dir, all],
	];
	return facts.flatMap(([label, read, always]): CompareLine[] => {
		const texts = rows.map(row => cleanText(read(row) ?? ''));
		const known = texts.some(text => text !== '');
		if (!known || !(always || all || new Set(texts).size > 1)) return [];
		return [
			{
				kind: 'values',
				label,
				part: '',
				...(label === 'source' && {id: codeLine}),
				cells: () => texts.map((text, at) => plainCell(text, at > 0 && text !== texts[0])),
				full: () => texts,
			},
		];
	});
}
