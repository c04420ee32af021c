import {isSameInAll} from '../../../core/diff/compare-metrics.ts';
import {notRecorded} from '../../../core/diff/source-text.ts';
import {type RunRow, shownDir} from '../../../core/row.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import type {State} from '../../../store/state.ts';
import {type CompareLine, type ComparePage, codeLine, plainCell} from '../table-line.ts';
import {metricLines} from './metric-lines.ts';
import {countSettings, settingLines} from './settings-lines.ts';
import {sourceTexts} from './source-line.ts';
import {momentNote} from './summary.ts';

/** The most telling of everything: settings, results, source. */
export function differsPage(comparison: ScreenComparison, state: State): ComparePage {
	const all = state.view.compareAll;
	const {rows, config, metrics} = comparison;
	const total = config.differing.length + config.same.length + config.bookkeeping.length;
	const settings: CompareLine[] =
		total === 0 ? [] : [{kind: 'section', title: `Config   ${countSettings(config, all, 'key')}`}, ...settingLines(config, all)];
	const shown = all ? metrics : metrics.filter(metric => !isSameInAll(metric));
	const hidden =
		shown.length === metrics.length
			? ''
			: `   ${shown.length} of ${metrics.length} ${shown.length === 1 ? 'differs' : 'differ'}, d shows all`;
	const results: CompareLine[] =
		metrics.length === 0
			? []
			: [
					{kind: 'section', title: `Metrics${momentNote(comparison, '   ')}${hidden}`},
					...shown.flatMap(metric => metricLines(metric, rows)),
				];
	const about = rows.length === 0 ? [] : factLines(rows, state);
	const facts: CompareLine[] = about.length === 0 ? [] : [{kind: 'section', title: 'Source and run'}, ...about];
	return {
		title: all ? 'Everything' : 'What differs',
		note: '',
		lines: [...settings, ...results, ...facts],
		empty: 'Nothing is known of these runs',
		follows: false,
	};
}

/** Where the code came from, and how the runs stand; only what differs unless all is wanted, source and status always. */
function factLines(rows: readonly RunRow[], state: State): CompareLine[] {
	const all = state.view.compareAll;
	const facts: [string, (row: RunRow) => string | null, boolean][] = [
		['status', row => row.status, true],
		['step', row => (row.progress?.step == null ? null : String(row.progress.step)), false],
		['format', row => row.formats.join(' '), false],
		['host', row => row.host, false],
		['tags', row => row.tags.join(' '), false],
		['directory', shownDir, all],
	];
	const source = textLine('source', sourceTexts(rows, state), codeLine);
	const others = facts.flatMap(([label, read, always]): CompareLine[] => {
		const texts = rows.map(row => cleanText(read(row) ?? ''));
		const known = texts.some(text => text !== '');
		if (!known || !(always || all || new Set(texts).size > 1)) return [];
		return [textLine(label, texts)];
	});
	return [source, ...others];
}

const isNothing = (text: string): boolean => text === '' || text === notRecorded;

const textLine = (label: string, texts: readonly string[], id?: string): CompareLine => ({
	kind: 'values',
	label,
	part: '',
	...(id !== undefined && {id}),
	cells: () => texts.map((text, at) => ({...plainCell(text, at > 0 && text !== texts[0]), empty: isNothing(text)})),
	full: () => [...texts],
});
