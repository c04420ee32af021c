import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import type {Shelf} from './move.ts';
import {moveTo} from './native.ts';

/**
 * Guild's trash: `HOME/trash/runs` beside `HOME/runs` (guildai 0.9.0, guild/var.py). A run that was exported lies in no home and has none.
 */
export function guildShelf({path: at}: Pick<Target, 'path'>): Shelf | null {
	const above = path.dirname(at);
	if (path.basename(above) !== 'runs') return null;
	const isDeleted = path.basename(path.dirname(above)) === 'trash';
	const home = path.dirname(isDeleted ? path.dirname(above) : above);
	return {
		now: isDeleted ? 'trash' : null,
		tellsByPlace: true,
		toTrash: moveTo(at, path.join(home, 'trash', 'runs')),
		toArchive: null,
		back: moveTo(at, path.join(home, 'runs')),
		parts: [at],
	};
}
