import {cleanText} from '../../core/text.ts';
import {lookSign, lookStyle, type RunLook} from '../../draw/palette.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {wrapText} from '../parts/wrap-text.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import {type CompareLine, type ComparePage, lineId} from './table-line.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** A line of a page in full, run below run, for values that are longer than a cell; the page itself where the line is gone. */
export function valuesPage(page: ComparePage, line: string, model: CompareModel, cols: number, brush: Brush): ComparePage {
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
	return {...page, title: `${page.title}: ${found.label}`, note: 'Esc closes', lines, follows: false};
}
