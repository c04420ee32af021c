import {takeStart} from '../../draw/names.ts';

/** Lines of at most `cells` cells, broken wherever they are full, so that nothing is left out, no blank either. Empty text is one empty line. */
export function breakText(text: string, cells: number): string[] {
	const lines: string[] = [];
	for (let rest = text; rest !== '' || lines.length === 0; ) {
		const start = takeStart(rest, Math.max(1, cells)) || rest.slice(0, 1);
		lines.push(start);
		rest = rest.slice(start.length);
	}
	return lines;
}
