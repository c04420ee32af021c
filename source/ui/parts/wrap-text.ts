import {takeStart} from '../../draw/names.ts';
import {textWidth} from '../../draw/width.ts';

/** Lines of at most `cells` cells, broken between words, inside a word only where it is longer than a line. Empty text is one empty line. */
export function wrapText(text: string, cells: number): string[] {
	const width = Math.max(1, cells);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const joined = line === '' ? word : `${line} ${word}`;
		if (textWidth(joined) <= width) {
			line = joined;
			continue;
		}
		if (line !== '') lines.push(line);
		line = word;
		while (textWidth(line) > width) {
			const start = takeStart(line, width) || line.slice(0, 1);
			lines.push(start);
			line = line.slice(start.length);
		}
	}
	return [...lines, line];
}
