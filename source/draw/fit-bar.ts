import {textWidth} from './width.ts';

/** A bar of progress in printed output: tqdm's behind its per cent, Keras' in brackets, rich's heavy line. */
const bar = /(?<=%\|)(?:[█▏▎▍▌▋▊▉]*|#*\d?) *(?=\|)|(?<=\[)(?=[=>.]{5})=*>?\.*(?=\])|[━╸╺]{10,}/;
/** Fewer cells show nothing. */
const leastBar = 4;

/**
 * A line of output that is too long for its place, with a shorter bar: a program draws that as wide as its own terminal was, and how far it is, its
 * speed and its values stand behind it.
 */
export function fitBar(line: string, cells: number): string {
	const over = textWidth(line) - cells;
	const found = over > 0 ? bar.exec(line) : null;
	if (found === null) return line;
	const [drawn] = found;
	const length = Math.max(leastBar, drawn.length - over);
	if (length >= drawn.length) return line;
	const short = Array.from({length}, (_, at) => drawn[Math.floor(((at + 0.5) * drawn.length) / length)]).join('');
	return line.slice(0, found.index) + short + line.slice(found.index + drawn.length);
}
