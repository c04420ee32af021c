import {infeasibleWords, statusWords} from '../../../core/table/groups/group-summary.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {formatAgo, formatClock, formatPercent} from '../../../core/text/units.ts';
import {glyphFor} from '../../../draw/glyphs.ts';
import {roleStyle} from '../../../draw/style.ts';
import {cursorIndex, selectConfig} from '../../../store/selectors.ts';
import type {State} from '../../../store/state.ts';
import type {Brush} from '../../scene.ts';
import type {Fact} from '../facts.ts';
import type {GroupMemory} from './group-memory.ts';

const plain = roleStyle('default');
/** Settings that are looked through for those that all runs of a group share. */
const mostKeys = 40;

/** What is worth knowing of the runs below the heading that the cursor is on: how they stand, how long still, which settings they share. */
export function headingFacts(state: State, groups: GroupMemory, {glyphs, zone}: Brush): Fact[] {
	const line = state.order.lines[cursorIndex(state)];
	if (line === undefined || line.run !== null) return [];
	const {nowMs} = state;
	const facts = groups.factsOf(line, state);
	const {rows, progress} = facts;
	const outlook = groups.outlookOf(line, state);
	const {fraction, ended, startedAtMs} = progress;
	const shared = selectConfig(state)
		.differing.slice(0, mostKeys)
		.map(({key}) => ({key, text: facts.text(`c:${key}`)}))
		.filter(({text}) => text !== '');
	const texts: [word: string, text: string][] = [
		['runs', statusWords(rows) + infeasibleWords(rows)],
		['progress', fraction === null ? `${ended} of ${rows.length} over` : formatPercent(fraction)],
		['left', outlook === null ? '' : `${outlook.text} (${outlook.from})`],
		[
			'started',
			Number.isFinite(startedAtMs) ? `${formatClock(startedAtMs, nowMs, zone)}, ${formatAgo(nowMs - startedAtMs)}` : '',
		],
		['in all', shared.map(({key, text}) => `${key} ${text}`).join(` ${glyphFor('separator', glyphs)} `)],
	];
	return texts.filter(([, text]) => text !== '').map(([word, text]): Fact => [word, [{text: cleanText(text), style: plain}]]);
}
