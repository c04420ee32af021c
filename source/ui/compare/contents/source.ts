import {countChanges} from '../../../core/diff/code/code-diff.ts';
import type {FileDiff} from '../../../core/diff/code/diff-texts.ts';
import {copiesText, nothingRecorded} from '../../../core/diff/source-text.ts';
import type {RunRow} from '../../../core/row.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {shortenApart} from '../../../draw/names-apart.ts';
import type {Span} from '../../../draw/spans.ts';
import {bold, roleStyle} from '../../../draw/style.ts';
import {codeWish} from '../../../store/compare/code-wish.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import type {State} from '../../../store/state.ts';
import {toldName} from '../../../store/texts/shown-name.ts';
import type {Brush} from '../../scene.ts';
import {type CompareLine, type ComparePage, plainCell} from '../table-line.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
const added = roleStyle('good');
const removed = roleStyle('bad');

/** Lines of a difference are shown whole, and scrolled sideways. */
const longestLine = 2000;
const tab = '    ';
/** Cells of a name in the heading of a difference. */
const longestName = 30;

const text = (...spans: Span[]): CompareLine => ({kind: 'text', spans});

/** Where the code came from, and below it what the code of the chosen run has other than the baseline's. */
export function sourcePage({rows}: ScreenComparison, state: State, glyphs: Brush['glyphs']): ComparePage {
	const key = codeWish(state, rows);
	const base = rows[0];
	const run = rows.find(row => row.key === key);
	const facts = factLines(rows, state);
	const page = {title: 'Source', note: '', follows: false, empty: 'Nothing was recorded of the source'};
	if (run === undefined || base === undefined) return {...page, lines: facts};
	const told = state.compared.code.get(run.key);
	const [name, against] = shortenApart([toldName(run, state), toldName(base, state)], longestName, glyphs);
	const title = `${name} against ${against}`;
	if (told?.base !== base.key) return {...page, lines: [...facts, {kind: 'section', title: `${title}   …`}]};
	const {diff} = told;
	const {added: more, removed: less} = countChanges(diff);
	const files = diff.files.length === 1 ? '1 file differs' : `${diff.files.length} files differ`;
	const what = diff.how === null ? '' : diff.files.length === 0 ? 'the same code' : `${files}  +${more} −${less}`;
	const how = diff.how === null ? [] : [text({text: `by ${cleanText(diff.how)}`, style: dim})];
	return {
		...page,
		note: what,
		lines: [
			...facts,
			{kind: 'section', title: what === '' ? title : `${title}   ${what}`},
			...how,
			...diff.notes.map(note => text({text: cleanText(note), style: roleStyle('warn')})),
			...diff.files.flatMap(fileLines),
		],
	};
}

function factLines(rows: readonly RunRow[], {compared}: State): CompareLine[] {
	const recorded = ({key}: RunRow) => compared.runs.get(key)?.source ?? nothingRecorded;
	const facts: [string, (row: RunRow) => string][] = [
		['commit', ({git}) => git?.commit ?? ''],
		['branch', ({git}) => git?.branch ?? ''],
		[
			'changes',
			row => (recorded(row).patched ? 'yes, patch kept' : row.git?.dirty == null ? '' : row.git.dirty ? 'yes' : 'none'),
		],
		['remote', ({git}) => git?.remote ?? ''],
		['digest', row => recorded(row).digest ?? ''],
		['copies', row => copiesText(recorded(row).copies)],
	];
	return facts.flatMap(([label, read]): CompareLine[] => {
		const texts = rows.map(row => cleanText(read(row)));
		if (texts.every(each => each === '')) return [];
		const cells = () => texts.map((each, at) => plainCell(each, at > 0 && each !== texts[0]));
		return [{kind: 'values', label, part: '', cells, full: () => texts}];
	});
}

function fileLines({path, movedFrom, change, added: more, removed: less, lines, note}: FileDiff): CompareLine[] {
	const from = movedFrom === null ? '' : `, was ${cleanText(movedFrom)}`;
	const counts: Span[] = [
		{text: more > 0 ? `  +${more}` : '', style: added},
		{text: less > 0 ? `  −${less}` : '', style: removed},
	];
	const head = text(
		{text: cleanText(path), style: strong},
		{text: `  ${change}${from}${note === null ? '' : `, ${note}`}`, style: dim},
		...counts,
	);
	return [head, ...lines.map(codeLine)];
}

function codeLine(line: string): CompareLine {
	const style = line.startsWith('@@') ? roleStyle('info') : line.startsWith('+') ? added : line.startsWith('-') ? removed : plain;
	return text({text: cleanText(line.replaceAll('\t', tab), longestLine), style});
}
