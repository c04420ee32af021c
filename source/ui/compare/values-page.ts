import {cleanText} from '../../core/text/clean-text.ts';
import {lookSign, lookStyle, type RunLook} from '../../draw/palette.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {wrapText} from '../parts/wrap-text.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import {sourcePage} from './contents/source.ts';
import {type CompareLine, type ComparePage, codeLine, lineId} from './table-line.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const closes = 'Esc closes';

/** What Enter on a line of a page shows: the difference of the code, else the values of the line in full. */
export function openedPage(
	page: ComparePage,
	line: string,
	state: State,
	model: CompareModel,
	cols: number,
	brush: Brush,
): ComparePage {
	if (line !== codeLine) return valuesPage(page, line, model, cols, brush);
	const source = sourcePage(model.comparison, state, brush.glyphs);
	return {...source, note: [source.note, closes].filter(text => text !== '').join(', ')};
}

/** A line of a page in full, run below run, for values that are longer than a cell; the page itself where the line is gone. */
function valuesPage(page: ComparePage, line: string, model: CompareModel, cols: number, brush: Brush): ComparePage {
	const found = page.lines.find(each => each.kind === 'values' && lineId(each) === line);
	if (found?.kind !== 'values' || found.full === undefined) return page;
	const texts = found.full();
	const lines = model.rows.flatMap((row, run): CompareLine[] => {
		const look: RunLook | undefined = model.looks.get(String(row.key));
		const name = [
			{
				text: look === undefined ? '  ' : `${lookSign(look, brush)} `,
				style: look === undefined ? dim : lookStyle(look, bold),
			},
			{text: cleanText(row.name), style: look === undefined ? plain : lookStyle(look)},
		];
		const text = texts[run] ?? '';
		const shown =
			text === ''
				? ['nothing recorded']
				: text.split('\n').flatMap(part => wrapText(cleanText(part, Number.POSITIVE_INFINITY), cols - 6));
		return [
			{kind: 'text', spans: name},
			...shown.map((part): CompareLine => ({kind: 'text', spans: [{text: `  ${part}`, style: text === '' ? dim : plain}]})),
		];
	});
	return {...page, title: `${page.title}: ${found.label}`, note: closes, lines, follows: false};
}
