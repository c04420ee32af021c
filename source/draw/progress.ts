import type {Glyphs} from './glyphs.ts';
import type {Grid} from './grid.ts';
import type {Style} from './style.ts';

/** A bar for how far a run is: `progressBar` as text, `drawProgress` onto a grid. */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A bar of exactly `width` cells. Rounded down, so that only what is done looks done; what has begun shows a sliver. ASCII: `###...`.
 * An unknown fraction (null, NaN) gives blanks.
 */
export function progressBar(
	fraction: number | null,
	width: number,
	glyphs: Pick<Glyphs, 'unicode'>,
	track = glyphs.unicode ? ' ' : '.',
): string {
	const cells = Math.max(0, Math.floor(width));
	if (fraction === null || Number.isNaN(fraction)) return ' '.repeat(cells);
	const share = Math.min(1, Math.max(0, fraction));
	if (!glyphs.unicode) {
		const full = Math.floor(share * cells + 1e-9);
		return '#'.repeat(full) + track.repeat(cells - full);
	}
	const steps = Math.max(share > 0 ? 1 : 0, Math.floor(share * cells * 8 + 1e-9));
	const bar = '█'.repeat(Math.min(cells, Math.floor(steps / 8))) + (steps < cells * 8 ? (eighths[steps % 8] ?? '') : '');
	return bar.slice(0, cells) + track.repeat(Math.max(0, cells - bar.length));
}

/** Draws a bar from (x, y). The style's background is the track: the part that is not done. */
export function drawProgress(
	grid: Grid,
	x: number,
	y: number,
	width: number,
	fraction: number | null,
	style: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	grid.put(x, y, progressBar(fraction, width, glyphs), style, width);
}
