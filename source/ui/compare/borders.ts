import type {PaneBorder} from '../../core/panes/place-panes.ts';
import {pointOf} from '../../draw/glyphs.ts';
import {roleStyle} from '../../draw/style.ts';
import type {Brush, Part, Zone} from '../scene.ts';
import type {Placed} from './pane-part.ts';

/** Lines between panes beside each other; of those below each other the title is the line. */
export function borderParts(borders: readonly PaneBorder[], brush: Brush): Part[] {
	const sign = pointOf(brush.glyphs.unicode ? '│' : '|');
	return borders
		.filter(({direction}) => direction === 'right')
		.map(({path, rect}) => ({
			id: `border ${path}`,
			rect,
			draw: grid => grid.fill(0, 0, 1, grid.rows, roleStyle('border'), sign),
		}));
}

/** Where the mouse takes hold of the lines; a title that is one still focuses its pane. */
export function borderZones(borders: readonly PaneBorder[], panes: readonly Placed[]): Zone[] {
	return borders.flatMap(({path, direction, rect}): Zone[] => {
		const target = {kind: 'border' as const, path, direction};
		if (direction === 'right') return [{rect, pane: null, target}];
		return panes
			.filter(({rect: {x, y}}) => y === rect.y && x >= rect.x && x < rect.x + rect.cols)
			.map(({pane, rect: {x, y, cols}}) => ({
				rect: {x, y, cols, rows: 1},
				pane: pane.content === 'curves' ? 'charts' : 'text',
				split: pane.id,
				target,
			}));
	});
}
